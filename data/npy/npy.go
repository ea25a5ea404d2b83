// Package npy reads arrays of NumPy as np.save writes them, one in a file that
// ends in .npy. An .npz, such as Keras's mnist.npz, is a zip of those.
//
//	offset  content
//	0       "\x93NUMPY"
//	6       version, 1.0, 2.0 or 3.0
//	8       length of the header, little-endian: two bytes in 1.0, else four
//	        header, a Python dict with descr (the type of an element),
//	        fortran_order and shape
//	        elements, row by row
package npy

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/labelled"
)

// Magic is what a file begins with.
const Magic = "\x93NUMPY"

const (
	// maxHeader limits a header, in bytes. NumPy's own limit is 10,000.
	maxHeader = 10_000
	// maxClasses limits the row of a one-hot label.
	maxClasses = data.Classes
)

// Array is a file that is being read: its header has been.
type Array struct {
	in      *bufio.Reader
	shape   []int
	element element
}

// Open reads the header of an array.
func Open(r io.Reader) (*Array, error) {
	in := bufio.NewReader(r)
	text, err := readHeader(in)
	if err != nil {
		return nil, err
	}
	h, err := parseHeader(text)
	if err != nil {
		return nil, err
	}
	a := &Array{in: in, shape: h.shape}
	if a.element, err = elementOf(h.descr); err != nil {
		return nil, err
	}
	if h.fortran && len(h.shape) > 1 {
		return nil, failure.New("NumPy: the array is stored column by column: save np.ascontiguousarray of it")
	}
	if len(a.shape) == 0 || a.shape[0] > data.MaxImages {
		return nil, failure.New("NumPy: the shape is %s, want up to %d images or labels", shapeText(a.shape), data.MaxImages)
	}
	return a, nil
}

func readHeader(in io.Reader) (string, error) {
	start := make([]byte, len(Magic)+2)
	if _, err := io.ReadFull(in, start); err != nil {
		return "", failure.New("NumPy: header: %w", unexpected(err))
	}
	if !bytes.HasPrefix(start, []byte(Magic)) {
		return "", failure.New("NumPy: the file begins with %q, want %q", start[:len(Magic)], Magic)
	}
	length := make([]byte, 4)
	switch version := start[len(Magic)]; version {
	case 1:
		length = length[:2]
	case 2, 3:
	default:
		return "", failure.New("NumPy: version %d, want 1 to 3", version)
	}
	if _, err := io.ReadFull(in, length); err != nil {
		return "", failure.New("NumPy: header: %w", unexpected(err))
	}
	n := binary.LittleEndian.Uint32(append(length, 0, 0)[:4])
	if n > maxHeader {
		return "", failure.New("NumPy: a header of %d bytes, want at most %d", n, maxHeader)
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(in, text); err != nil {
		return "", failure.New("NumPy: header: %w", unexpected(err))
	}
	return string(text), nil
}

// Len is the number of images or labels.
func (a *Array) Len() int { return a.shape[0] }

// IsImages reports whether the shape is that of 28x28 images in grey, whatever
// way they are written. Otherwise the array may be one of labels.
func (a *Array) IsImages() bool {
	switch s := a.shape; len(s) {
	case 2:
		return s[1] == data.Pixels
	case 3:
		return s[1] == data.Side && s[2] == data.Side
	case 4:
		return s[1]*s[2]*s[3] == data.Pixels && max(s[1], s[2], s[3]) == data.Side && min(s[1], s[3]) == 1
	}
	return false
}

// ReadImages adds the images to a set.
func (a *Array) ReadImages(to *labelled.Set) error {
	if !a.IsImages() || a.element.kind == text {
		return failure.New("NumPy: the shape is %s of %s, want (N, 28, 28), (N, 28, 28, 1) or (N, 784) of numbers", shapeText(a.shape), a.element.name)
	}
	raw := make([]byte, data.Pixels*a.element.size)
	values := make([]float32, data.Pixels)
	for i := range a.Len() {
		if _, err := io.ReadFull(a.in, raw); err != nil {
			return failure.New("NumPy: image %d of %d: %w", i, a.Len(), unexpected(err))
		}
		var err error
		if a.element.kind == unsigned && a.element.size == 1 {
			err = to.AppendBytes(raw)
		} else {
			for j := range values {
				values[j] = float32(a.element.number(raw[j*a.element.size:]))
			}
			err = to.Append(values)
		}
		if err != nil {
			return failure.New("NumPy: image %d of %d: %w", i, a.Len(), err)
		}
	}
	return a.checkEnd()
}

// ReadLabels adds the labels to a list: numbers or text, (N) or (N, 1), or
// one-hot rows, (N, classes).
func (a *Array) ReadLabels(to *labelled.Labels) error {
	width := 1
	if len(a.shape) == 2 {
		width = a.shape[1]
	}
	if len(a.shape) > 2 || width < 1 || width > maxClasses || width > 1 && a.element.kind == text {
		return failure.New("NumPy: the shape is %s of %s, want images, (N, 28, 28), or labels, (N) or (N, classes), of at most %d classes",
			shapeText(a.shape), a.element.name, maxClasses)
	}
	raw := make([]byte, width*a.element.size)
	row := make([]float32, width)
	for i := range a.Len() {
		_, err := io.ReadFull(a.in, raw)
		switch {
		case err != nil:
			err = unexpected(err)
		case a.element.kind == text:
			err = to.Add(a.element.text(raw))
		case width == 1:
			err = to.AddNumber(a.element.number(raw))
		default:
			for j := range row {
				row[j] = float32(a.element.number(raw[j*a.element.size:]))
			}
			err = to.AddOneHot(row)
		}
		if err != nil {
			return failure.New("NumPy: label %d of %d: %w", i, a.Len(), err)
		}
	}
	return a.checkEnd()
}

// checkEnd checks that the file ends where its header says.
func (a *Array) checkEnd() error {
	switch _, err := a.in.ReadByte(); err {
	case io.EOF:
		return nil
	case nil:
		return failure.New("NumPy: more bytes than the header says")
	default:
		return failure.New("NumPy: %w", err)
	}
}

// errShort is the error of a file that ends too early.
var errShort = failure.New("the file is cut short")

// unexpected turns the end of a file into that error.
func unexpected(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errShort
	}
	return err
}
