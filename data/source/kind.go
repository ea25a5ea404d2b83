package source

import (
	"bytes"
	"unicode/utf8"

	"digitlab/data/csv"
	"digitlab/data/failure"
	"digitlab/data/idx"
	"digitlab/data/npy"
)

// kind is what a file has been recognised as.
type kind int

const (
	unknown kind = iota
	jsonText
	idxImages
	idxLabels
	array
	table
	pictureFile
	zipped
	gzipped
)

// headSize is how much of a file is looked at: enough for the first line of a
// table, with the names of its columns.
const headSize = 32 << 10

// pictureMagics are what pictures begin with that package picture decodes.
var pictureMagics = []string{"\x89PNG\r\n", "\xff\xd8\xff", "GIF8", "BM", "RIFF"}

// kindOf tells from the beginning of a file what it is.
func kindOf(head []byte) kind {
	switch idx.KindOf(head) {
	case idx.Images:
		return idxImages
	case idx.Labels:
		return idxLabels
	}
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return gzipped
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipped
	case bytes.HasPrefix(head, []byte(npy.Magic)):
		return array
	}
	for _, magic := range pictureMagics {
		if bytes.HasPrefix(head, []byte(magic)) {
			return pictureFile
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case bytes.HasPrefix(text, []byte("[")), bytes.HasPrefix(text, []byte("{")):
		return jsonText
	case csv.IsTable(text):
		return table
	}
	return unknown
}

// foreign are forms of datasets that are not read, by what their files begin with,
// and what can be done about it.
var foreign = []struct {
	offset int
	magic  string
	err    error
}{
	{0, "PAR1", failure.New("Parquet is not read: save it as CSV, or its pictures in a zip")},
	{0, "\x80\x02", failure.New("a pickle of Python is not read, since it can be a program: save its arrays with np.savez")},
	{0, "\x80\x03", failure.New("a pickle of Python is not read, since it can be a program: save its arrays with np.savez")},
	{0, "\x80\x04", failure.New("a pickle of Python is not read, since it can be a program: save its arrays with np.savez")},
	{0, "\x89HDF", failure.New("HDF5 is not read: save its arrays with np.savez")},
	{0, "Rar!", failure.New("RAR is not read: unpack it, and give its folder or a zip")},
	{0, "7z\xbc\xaf", failure.New("7z is not read: unpack it, and give its folder or a zip")},
	{257, "ustar", failure.New("tar is not read: unpack it, and give its folder or a zip")},
	{0, "\xfd7zXZ", failure.New("xz is not read: unpack it, or compress it with gzip")},
	{0, "BZh", failure.New("bzip2 is not read: unpack it, or compress it with gzip")},
	{0, "<!doctype", errPage},
	{0, "<!DOCTYPE", errPage},
	{0, "<html", errPage},
	{0, "version https://git-lfs", failure.New("the file only says where Git LFS keeps the real one: run git lfs pull where it is from")},
	{0, "\xff\xfe", errUTF16},
	{0, "\xfe\xff", errUTF16},
}

var (
	errPage  = failure.New("the file is a web page, as a download that went wrong leaves one: download it again")
	errUTF16 = failure.New("text in UTF-16 is not read: save it as UTF-8, which some programs call CSV UTF-8")
)

// refusal says why a file that was given is not read.
func refusal(head []byte) error {
	if len(bytes.TrimSpace(head)) == 0 {
		return failure.New("the file is empty")
	}
	for _, f := range foreign {
		if len(head) >= f.offset && bytes.HasPrefix(head[f.offset:], []byte(f.magic)) {
			return f.err
		}
	}
	if err := idx.Foreign(head); err != nil {
		return err
	}
	if line, _, _ := bytes.Cut(head, []byte("\n")); isText(line) {
		if err := csv.NotEnough(head); err != nil {
			return err
		}
		return failure.New("the file is none of a dataset, it begins with %.40q: want JSON, IDX, npz, CSV, pictures, or a zip", line)
	}
	return failure.New("the file is none of a dataset: want JSON, IDX, npz, CSV, pictures, or a zip")
}

// isText reports whether a line can be shown.
func isText(line []byte) bool {
	return len(line) > 0 && utf8.Valid(line[:min(len(line), 40)]) && !bytes.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' })
}
