package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"math"
	"strings"
	"testing"

	"digitlab/data"
)

var nan, inf = math.NaN(), math.Inf(1)

// pngHeader is the beginning of a picture of a size, which has no pixels.
func pngHeader(width, height uint32) []byte {
	chunk := []byte("IHDR")
	chunk = binary.BigEndian.AppendUint32(chunk, width)
	chunk = binary.BigEndian.AppendUint32(chunk, height)
	chunk = append(chunk, 8, 0, 0, 0, 0)
	content := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
	return binary.BigEndian.AppendUint32(append(content, chunk...), crc32.ChecksumIEEE(chunk))
}

func badPictures(t *testing.T) []bad {
	picture := pngOf(t, numbered(1)[:])
	with := func(name string, content []byte) []File {
		return []File{file("cat/1.png", picture), file("dog/1.png", picture), file(name, content)}
	}
	paper := image.NewGray(image.Rect(0, 0, 40, 30))
	blank := written(t, png.Encode, image.Image(paper))
	for y := 5; y < 25; y++ {
		copy(paper.Pix[40*y+18:], []byte{255, 255, 255, 255})
	}
	bar := written(t, png.Encode, image.Image(paper))
	var eleven []File
	for _, class := range strings.Split("abcdefghijk", "") {
		eleven = append(eleven, file(class+"/1.png", picture))
	}
	return []bad{
		{what: "a picture cut short", files: with("dog/2.png", picture[:60])},
		{what: "a picture with a wrong checksum", files: with("dog/2.png", changed(picture, 20, 9))},
		{what: "a header and no pixels", files: with("dog/2.png", pngHeader(28, 28))},
		{what: "0 by 10 pixels", files: with("dog/2.png", pngHeader(0, 10))},
		{what: "100,000 by 100,000 pixels", files: with("dog/2.png", pngHeader(100_000, 100_000))},
		{what: "a JPEG that is none", files: with("dog/2.jpg", []byte("\xff\xd8\xff\xe0 and nothing more"))},
		{what: "one folder", files: []File{file("cat/a_1.png", picture), file("cat/a_2.png", picture)}},
		{what: "pictures in no folder", files: []File{file("1.png", picture), file("1 (2).png", picture)}},
		{what: "eleven folders", files: eleven},
		{what: "a folder with a name of 65 letters", files: with(strings.Repeat("a", 65)+"/1.png", picture)},
		{what: "a folder whose name is not UTF-8", files: with("caf\xe9/1.png", picture)},
		{what: "blank paper that is to be prepared", files: []File{file("cat/1.png", bar), file("dog/1.png", bar), file("dog/2.png", blank)}, prepare: true},
		{what: "a list that lacks a folder", files: append(with("fish/1.png", picture), file("classes.txt", []byte("cat\ndog\n")))},
		{what: "a list of one name", files: append(with("fish/1.png", picture), file("classes.txt", []byte("cat\n")))},
		{what: "a list of eleven names", files: append(with("fish/1.png", picture), file("classes.txt", []byte(strings.Join(strings.Split("abcdefghijk", ""), "\n"))))},
		{what: "a list with a name twice", files: append(with("fish/1.png", picture), file("classes.txt", []byte("cat\ncat\n")))},
		{what: "a list that is not UTF-8", files: append(with("fish/1.png", picture), file("classes.txt", []byte("caf\xe9\ndog\n")))},
		{what: "pictures that are none in a folder", files: []File{file("cat/1.png", []byte("no")), file("dog/1.png", []byte("neither"))}},
	}
}

func badPacked(t *testing.T) []bad {
	train := sample(3, 12, 0, 0).Images(data.Train)
	table := csvOf(train)
	packed := zipOf(t, file("train.csv", table))
	one := func(name string, content []byte) []File { return []File{file(name, content)} }
	encrypted := bytes.Clone(packed)
	for _, record := range []string{"PK\x03\x04", "PK\x01\x02"} {
		encrypted[bytes.Index(encrypted, []byte(record))+6+2*strings.Count(record, "\x01")] |= 1
	}
	return []bad{
		{what: "a zip cut short", files: one("a.zip", packed[:300])},
		{what: "a zip with a damaged table", files: one("a.zip", changed(packed, 200, 1, 2, 3, 4, 5, 6))},
		{what: "a zip with a wrong checksum", files: one("a.zip", bytes.Replace(packed, binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(table)), []byte("oops"), -1))},
		{what: "an encrypted zip", files: one("a.zip", encrypted)},
		{what: "an empty zip", files: one("a.zip", zipOf(t))},
		{what: "a zip of letters", files: one("a.zip", zipOf(t, file("letter.txt", []byte("Dear Ada")), file("answer.txt", []byte("Dear Bob"))))},
		{what: "a zip in a zip", files: one("a.zip", zipOf(t, file("b.zip", packed)))},
		{what: "a zip with two kinds of datasets", files: one("a.zip", zipOf(t, file("a.csv", table), file("x_train.npy", npyImages(train))))},
		{what: "a table that is a bomb in a zip", files: one("a.zip", zipBomb(t, "train.csv", table))},
		{what: "a picture that is a bomb in a zip", files: one("a.zip", zipBomb(t, "cat/1.png", pngHeader(28, 28)))},
		{what: "a list of classes that is a bomb in a zip", files: one("a.zip", zipBomb(t, "classes.txt", []byte("cat\ndog\n")))},
		{what: "gzip of gzip", files: one("a.gz", gzipOf(gzipOf(table)))},
		{what: "Parquet", files: one("train-00000-of-00001.parquet", []byte("PAR1\x15\x04"))},
		{what: "a pickle of Python", files: one("mnist.pkl", []byte("\x80\x04\x95"))},
		{what: "a pickle of Python with gzip", files: one("mnist.pkl.gz", gzipOf([]byte("\x80\x02c")))},
		{what: "a tar with gzip", files: one("mnist.tar.gz", gzipOf([]byte(strings.Repeat("\x00", 257)+"ustar")))},
		{what: "7z", files: one("mnist.7z", []byte("7z\xbc\xaf\x27\x1c"))},
		{what: "HDF5", files: one("mnist.h5", []byte("\x89HDF\r\n"))},
		{what: "a page in place of a file, as downloads end", files: one("train-images-idx3-ubyte.gz", []byte("<!DOCTYPE html><html><title>404 Not Found</title>"))},
		{what: "a spreadsheet", files: one("mnist.xlsx", zipOf(t, file("[Content_Types].xml", []byte("<?xml?>")), file("xl/workbook.xml", []byte("<?xml?>"))))},
		{what: "a program", files: one("setup.exe", []byte("MZ\x90\x00\x03"))},
		{what: "nothing", files: nil},
	}
}

// zipBomb is a zip with a file that begins so, and goes on with bombSize zeros.
func zipBomb(t *testing.T, name string, begin []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, io.MultiReader(bytes.NewReader(begin), zeros(bombSize))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
