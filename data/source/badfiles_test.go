package source

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
)

// changed returns content with bytes put in at a place.
func changed(content []byte, at int, with ...byte) []byte {
	content = slices.Clone(content)
	copy(content[at:], with)
	return content
}

// zeros is a stream of so many zero bytes.
func zeros(count int64) io.Reader { return io.LimitReader(zeroReader{}, count) }

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// gzipBomb is what begins so, and goes on with bombSize bytes of something.
func gzipBomb(begin []byte, filler byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	z.Write(begin)
	block := bytes.Repeat([]byte{filler}, 1<<20)
	for range bombSize / len(block) {
		z.Write(block)
	}
	z.Close()
	return b.Bytes()
}

func badIDX(t *testing.T) []bad {
	train := sample(3, 12, 0, 0).Images(data.Train)
	images, labels := imagesFile(t, train), labelsFile(t, train)
	count := func(content []byte, n uint32) []byte {
		return changed(content, 4, binary.BigEndian.AppendUint32(nil, n)...)
	}
	pair := func(images, labels []byte) []File {
		return []File{file("train-images", images), file("train-labels", labels)}
	}
	return []bad{
		{what: "an empty file", files: pair(nil, labels)},
		{what: "cut within the header", files: pair(images[:10], labels)},
		{what: "cut within an image", files: pair(images[:5000], labels)},
		{what: "labels cut", files: pair(images, labels[:15])},
		{what: "numbers that are no bytes", files: pair(changed(images, 2, 13), labels)},
		{what: "images of one dimension too many", files: pair(changed(images, 3, 4), labels)},
		{what: "images of 32 by 32", files: pair(changed(images, 8, 0, 0, 0, 32, 0, 0, 0, 32), labels)},
		{what: "numbers of the other byte order", files: pair(changed(images, 4, 12, 0, 0, 0), labels)},
		{what: "a header that says 4 billion images", files: pair(count(images, 1<<32-1), labels)},
		{what: "no images at all", files: pair(count(images[:16], 0), count(labels[:8], 0))},
		{what: "fewer labels than images", files: pair(images, count(labels[:8+11], 11))},
		{what: "labels of eleven classes", files: pair(images, append(labels[:8:8], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0))},
		{what: "one class", files: pair(images, append(labels[:8:8], make([]byte, 12)...))},
		{what: "more bytes than the header says", files: pair(append(slices.Clip(images), 0), labels)},
		{what: "images without labels", files: pair(images, labels)[:1]},
		{what: "labels without images", files: pair(images, labels)[1:]},
		{what: "two files of training images", files: append(pair(images, labels), file("more-train-images", images))},
		{what: "gzip that is cut", files: pair(gzipOf(images)[:100], labels)},
		{what: "gzip that is damaged", files: pair(changed(gzipOf(images), 60, 1, 2, 3, 4, 5, 6, 7, 8), labels)},
		{what: "a gzip bomb", files: pair(gzipBomb(images, 0), labels)},
	}
}

func badNumPy(t *testing.T) []bad {
	train := sample(3, 12, 0, 0).Images(data.Train)
	images, labels := npyImages(train), npyLabels(train)
	npz := func(images, labels []byte) []File {
		return []File{file("a.npz", zipOf(t, file("x_train.npy", images), file("y_train.npy", labels)))}
	}
	typed := func(descr, shape string, content []byte) []byte {
		dict := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': %s, }", descr, shape)
		return append(append([]byte("\x93NUMPY\x01\x00"), byte(len(dict)), 0), append([]byte(dict), content...)...)
	}
	floats := func(v float32) []byte {
		content, _ := binary.Append(make([]byte, 4*(12*data.Pixels-1)), binary.LittleEndian, v)
		return typed("<f4", "(12, 28, 28)", content)
	}
	return []bad{
		{what: "an npz without arrays", files: []File{file("a.npz", zipOf(t))}},
		{what: "an npz that is cut", files: []File{file("a.npz", contentOf(t, npz(images, labels)[0])[:500])}},
		{what: "an array cut within its header", files: npz(images[:40], labels)},
		{what: "an array cut within its images", files: npz(images[:5000], labels)},
		{what: "a version that is none", files: npz(changed(images, 6, 9), labels)},
		{what: "a header that is no dictionary", files: npz(changed(images, 12, '!', '!', '!'), labels)},
		{what: "objects of Python", files: npz(typed("|O", "(12, 28, 28)", nil), labels)},
		{what: "complex numbers", files: npz(typed("<c8", "(12, 28, 28)", nil), labels)},
		{what: "images of 32 by 32", files: npz(npyOf("(12, 32, 32)", make([]byte, 12*32*32)), labels)},
		{what: "pictures in colour", files: npz(npyOf("(12, 28, 28, 3)", make([]byte, 12*28*28*3)), labels)},
		{what: "columns before rows", files: npz(bytes.Replace(images, []byte("False"), []byte("True "), 1), labels)},
		{what: "a trillion images", files: npz(npyOf("(1000000000000, 28, 28)", nil), labels)},
		{what: "a million images", files: npz(npyOf("(1000000, 28, 28)", nil), labels)},
		{what: "a pixel that is NaN", files: npz(floats(float32(nan)), labels)},
		{what: "a pixel that is infinite", files: npz(floats(float32(inf)), labels)},
		{what: "a pixel of -5", files: npz(floats(-5), labels)},
		{what: "a pixel of 1000", files: npz(floats(1000), labels)},
		{what: "labels that are no whole numbers", files: npz(images, typed("<f4", "(12,)", bytes.Repeat([]byte{0, 0, 0, 63}, 12)))},
		{what: "one-hot labels with two ones", files: npz(images, npyOf("(12, 3)", bytes.Repeat([]byte{1, 1, 0}, 12)))},
		{what: "one-hot labels with none", files: npz(images, npyOf("(12, 3)", make([]byte, 36)))},
		{what: "one-hot labels of eleven classes", files: npz(images, npyOf("(12, 11)", make([]byte, 132)))},
		{what: "fewer labels than images", files: npz(images, npyOf("(11,)", make([]byte, 11)))},
		{what: "no labels", files: []File{file("a.npz", zipOf(t, file("x_train.npy", images)))}},
		{what: "no images", files: []File{file("a.npz", zipOf(t, file("y_train.npy", labels)))}},
		{what: "an npz in an npz", files: []File{file("a.npz", zipOf(t, file("b.npz", contentOf(t, npz(images, labels)[0]))))}},
		{what: "an array that is a bomb", files: []File{file("x_train.npy.gz", gzipBomb(images, 0)), file("y_train.npy", labels)}},
	}
}

func contentOf(t *testing.T, f File) []byte {
	t.Helper()
	in, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func badCSV(*testing.T) []bad {
	line := func(label string, cells ...string) string {
		pixels := slices.Repeat([]string{"0"}, data.Pixels)
		copy(pixels, cells)
		return label + "," + strings.Join(pixels, ",") + "\n"
	}
	good := line("0", "255") + line("1", "9")
	header := "label"
	for i := range data.Pixels {
		header += fmt.Sprint(",pixel", i)
	}
	one := func(text string) []File { return []File{file("train.csv", []byte(text))} }
	var eleven strings.Builder
	for i := range 11 {
		eleven.WriteString(line(fmt.Sprint(i), "255"))
	}
	return []bad{
		{what: "an empty file", files: one("")},
		{what: "nothing but blank lines", files: one("\n\n\n")},
		{what: "the names of columns alone", files: one(header + "\n")},
		{what: "a line cut short", files: one(good + "2,0,0")},
		{what: "a line with one column more", files: one(good + strings.TrimSpace(line("2")) + ",7\n")},
		{what: "100 columns", files: one(strings.Repeat("0,", 99) + "0\n")},
		{what: "1000 columns", files: one(strings.Repeat("0,", 999) + "0\n")},
		{what: "a million columns", files: one(strings.Repeat("0,", 1_000_000) + "0\n")},
		{what: "a line that never ends", files: []File{file("train.csv.gz", gzipBomb([]byte(header+"\n"), '1'))}},
		{what: "no column for labels", files: one(strings.TrimPrefix(line(""), ","))},
		{what: "a word for a pixel", files: one(good + line("2", "0", "0", "ink"))},
		{what: "an empty pixel", files: one(good + line("2", "0", ""))},
		{what: "a pixel that is NaN", files: one(good + line("2", "NaN"))},
		{what: "a pixel of -5", files: one(good + line("2", "-5"))},
		{what: "a pixel of 256", files: one(good + line("2", "256"))},
		{what: "a pixel too large for any number", files: one(good + line("2", "1e999"))},
		{what: "a label of 0.5", files: one(good + line("0.5"))},
		{what: "no label", files: one(good + line(""))},
		{what: "a label of 65 letters", files: one(good + line(strings.Repeat("a", 65)))},
		{what: "eleven classes", files: one(eleven.String())},
		{what: "one class", files: one(line("7", "255") + line("7", "3"))},
		{what: "UTF-16, as some spreadsheets save it", files: one("\xff\xfel\x00a\x00b\x00e\x00l\x00,\x001\x00")},
		{what: "two tables of one size", files: []File{file("a.csv", []byte(good)), file("b.csv", []byte(good))}},
	}
}

func badJSON(t *testing.T) []bad {
	good := string(written(t, mnistjson.WriteText, sample(10, 12, 3, 3)))
	one := func(text string) []File { return []File{file("mine.json", []byte(text))} }
	image := "[" + strings.TrimSuffix(strings.Repeat("0,", data.Pixels), ",") + "]"
	whole := func(image, label string) []File {
		split := fmt.Sprintf("[[%s],[%s]]", image, label)
		return one(fmt.Sprintf("[%s,%s,%s]", split, split, split))
	}
	with := func(pixel string) []File { return whole(strings.Replace(image, "0", pixel, 1), "7") }
	return []bad{
		{what: "an empty file", files: one("")},
		{what: "an object", files: one(`{"images": [], "labels": []}`)},
		{what: "cut within an image", files: one(good[:5000])},
		{what: "cut before the last bracket", files: one(good[:len(good)-1])},
		{what: "text behind the end", files: one(good + "[]")},
		{what: "an image of 783 pixels", files: whole(strings.Replace(image, "0,", "", 1), "7")},
		{what: "an image of 785 pixels", files: whole(strings.Replace(image, "0,", "0,0,", 1), "7")},
		{what: "a pixel of 300", files: with("300")},
		{what: "a pixel of -2", files: with("-2")},
		{what: "a pixel that is NaN", files: with("NaN")},
		{what: "a pixel in quotes", files: with(`"0"`)},
		{what: "a pixel that is null", files: with("null")},
		{what: "a label of 10", files: whole(image, "10")},
		{what: "a label of 1.5", files: whole(image, "1.5")},
		{what: "more labels than images", files: whole(image, "1,2")},
		{what: "no images", files: one("[[[],[]],[[],[]],[[],[]]]")},
		{what: "two splits", files: one("[[[" + image + "],[7]],[[" + image + "],[7]]]")},
		{what: "one name of a class", files: one(`[["cat"],[[` + image + `],[0]],[[],[]],[[],[]]]`)},
		{what: "a name twice", files: one(`[["cat","cat"],[[` + image + `],[0]],[[],[]],[[],[]]]`)},
		{what: "a label beyond the names", files: one(`[["cat","dog"],[[` + image + `],[2]],[[],[]],[[],[]]]`)},
		{what: "a million brackets", files: one(strings.Repeat("[", 1_000_000))},
		{what: "a gzip bomb", files: []File{file("mine.json.gz", gzipBomb([]byte("[[["), ' '))}},
	}
}
