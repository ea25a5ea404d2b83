package mnistjson

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"os"

	"digitlab/data"
	"digitlab/data/failure"
)

// Open reads a dataset from a file: a mnist.json.gz, or one that is not
// compressed.
func Open(path string) (*data.Dataset, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, err := Read(f, Hooks{})
	if err != nil {
		return nil, failure.New("%s: %w", path, err)
	}
	return d, nil
}

// Read is ReadText for a text that may be compressed with gzip. Offsets in
// errors are those of the uncompressed text.
func Read(r io.Reader, h Hooks) (*data.Dataset, error) {
	buffered := bufio.NewReader(r)
	compressed, err := Compressed(buffered)
	if err != nil {
		return nil, err
	}
	if !compressed {
		return ReadText(buffered, h)
	}
	return ReadText(Gunzip(buffered), h)
}

// Gunzip returns a reader of what a gzip file holds, which may have several
// members. The error of a file that is cut short is io.ErrUnexpectedEOF.
func Gunzip(r io.Reader) io.Reader { return &gunzipReader{source: r} }

// gunzipReader begins when it is read, since the source may have nothing yet.
type gunzipReader struct {
	source io.Reader
	gzip   *gzip.Reader
}

func (g *gunzipReader) Read(p []byte) (n int, err error) {
	if g.gzip == nil {
		g.gzip, err = gzip.NewReader(g.source)
	}
	if err == nil {
		n, err = g.gzip.Read(p)
	} else if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	_, corrupt := errors.AsType[flate.CorruptInputError](err)
	if corrupt || err == gzip.ErrHeader || err == gzip.ErrChecksum {
		err = failure.New("the gzip data is damaged")
	}
	return n, err
}

// Compressed tells by its first bytes whether a file is compressed with gzip,
// and consumes none of them. What can be neither that nor JSON is an error.
func Compressed(r *bufio.Reader) (bool, error) {
	head, err := r.Peek(2)
	switch {
	case len(head) == 0 && err == io.EOF:
		return false, failure.New("the file is empty")
	case err != nil && err != io.EOF:
		return false, err
	case bytes.Equal(head, []byte{0x1f, 0x8b}):
		return true, nil
	case bytes.Equal(head, []byte("\xef\xbb")): // the byte order mark of a text
		return false, nil
	case head[0] == '[' || head[0] == '{' || bytes.IndexByte([]byte(" \t\r\n"), head[0]) >= 0:
		return false, nil
	}
	return false, failure.New("the file is neither JSON nor gzip")
}

// IsDataset reports whether a text that begins so may be a dataset, and not some
// other JSON.
func IsDataset(head []byte) bool {
	brackets := 0
	for _, c := range bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")) {
		switch c {
		case ' ', '\t', '\r', '\n':
		case '[':
			brackets++
		default:
			return brackets == 4 || brackets == 2 && c == '"' || brackets == 3 && c == ']'
		}
	}
	return brackets >= 2
}

// WriteGzip writes what WriteText writes, compressed as small as compress/gzip
// can. The header has neither name nor time, so that the same dataset always
// gives the same file.
func WriteGzip(w io.Writer, d *data.Dataset) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := WriteText(z, d); err != nil {
		return err
	}
	return z.Close()
}
