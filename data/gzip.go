package data

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
)

// Open reads a dataset from a file: a mnist.json.gz, or one that is not
// compressed.
func Open(path string) (*Dataset, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, err := Read(f, Hooks{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}

// Read is ReadJSON for a text that may be compressed with gzip. Offsets in
// errors are those of the uncompressed text.
func Read(r io.Reader, h Hooks) (*Dataset, error) {
	buffered := bufio.NewReader(r)
	compressed, err := Compressed(buffered)
	if err != nil {
		return nil, err
	}
	if !compressed {
		return ReadJSON(buffered, h)
	}
	text, err := gzip.NewReader(buffered)
	switch {
	case err == io.EOF, err == io.ErrUnexpectedEOF:
		return nil, errors.New("unexpected end of the file, in the gzip header")
	case err != nil:
		return nil, err
	}
	return ReadJSON(text, h)
}

// Compressed tells by its first bytes whether a file is compressed with gzip,
// and consumes none of them. What can be neither that nor JSON is an error.
func Compressed(r *bufio.Reader) (bool, error) {
	head, err := r.Peek(2)
	switch {
	case len(head) == 0 && err == io.EOF:
		return false, errors.New("the file is empty")
	case err != nil && err != io.EOF:
		return false, err
	case bytes.Equal(head, []byte{0x1f, 0x8b}):
		return true, nil
	case head[0] == '[' || head[0] == '{' || bytes.IndexByte([]byte(" \t\r\n"), head[0]) >= 0:
		return false, nil
	}
	return false, errors.New("the file is neither JSON nor gzip")
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
