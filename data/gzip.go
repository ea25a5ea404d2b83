package data

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
)

// Open reads a mnist.json.gz from a file.
func Open(path string) (*Dataset, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, err := ReadGzip(f, Hooks{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}

// ReadGzip is ReadJSON for a text compressed with gzip. Offsets in errors are
// those of the uncompressed text.
func ReadGzip(r io.Reader, h Hooks) (*Dataset, error) {
	text, err := gzip.NewReader(r)
	switch {
	case errors.Is(err, gzip.ErrHeader):
		return nil, errors.New("not a gzip file")
	case err == io.EOF:
		return nil, errors.New("not a gzip file: it is empty")
	case err == io.ErrUnexpectedEOF:
		return nil, errors.New("unexpected end of the file, in the gzip header")
	case err != nil:
		return nil, err
	}
	return ReadJSON(text, h)
}

// WriteGzip writes what WriteJSON writes, compressed as small as compress/gzip
// can. The header has neither name nor time, so that the same dataset always
// gives the same file.
func WriteGzip(w io.Writer, d *Dataset) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := WriteJSON(z, d); err != nil {
		return err
	}
	return z.Close()
}
