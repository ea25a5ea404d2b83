// Package idx reads and writes the files that MNIST is published in, from
// http://yann.lecun.com/exdb/mnist/: a header of big-endian 32-bit numbers, then
// one byte an element. Fashion-MNIST, KMNIST and EMNIST come in the same form.
//
//	offset  images              labels
//	0       magic 0x00000803    magic 0x00000801
//	4       number of images    number of labels
//	8       rows, 28            labels, one byte each
//	12      columns, 28
//	16      pixels, row by row, 0 = paper, 255 = ink
package idx

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"

	"digitlab/data"
	"digitlab/data/failure"
)

const (
	imagesMagic = 0x00000803 // unsigned bytes in three dimensions
	labelsMagic = 0x00000801 // unsigned bytes in one dimension
)

// Kind is what an IDX file holds.
type Kind int

const (
	None   Kind = iota // the file is no IDX file
	Images             // 28x28 each
	Labels
)

// KindOf tells by the first bytes of a file.
func KindOf(head []byte) Kind {
	switch {
	case bytes.HasPrefix(head, []byte{0, 0, 8, 3}):
		return Images
	case bytes.HasPrefix(head, []byte{0, 0, 8, 1}):
		return Labels
	}
	return None
}

// Foreign returns an error that says what an IDX file holds which is neither of these,
// by its first bytes; nil if it is no IDX file.
func Foreign(head []byte) error {
	// The types of numbers, as the page of MNIST has them.
	types := []byte{8, 9, 11, 12, 13, 14}
	if len(head) < 4 || head[0] != 0 || head[1] != 0 || !bytes.Contains(types, head[2:3]) || head[3] < 1 || head[3] > 8 || KindOf(head) != None {
		return nil
	}
	return failure.New("IDX: numbers of the type 0x%02x in %d dimensions, want bytes, 0x08, in 3 for images or in 1 for labels", head[2], head[3])
}

// ReadImages reads an IDX file of 28x28 images, up to 300,000 of them, and calls
// add with the pixels of each in turn, which are valid until add returns.
func ReadImages(r io.Reader, add func(pixels []byte) error) error {
	in := bufio.NewReader(r)
	count, err := readHeader(in, imagesMagic, "images")
	if err != nil {
		return err
	}
	var size [2]uint32
	if err := binary.Read(in, binary.BigEndian, &size); err != nil {
		return failure.New("IDX images: header: %w", unexpected(err))
	}
	if size != [2]uint32{data.Side, data.Side} {
		return failure.New("IDX images: %d rows of %d pixels, want %d of %d", size[0], size[1], data.Side, data.Side)
	}
	image := make([]byte, data.Pixels)
	for i := range count {
		if _, err := io.ReadFull(in, image); err != nil {
			return failure.New("IDX images: image %d of %d: %w", i, count, unexpected(err))
		}
		if err := add(image); err != nil {
			return failure.New("IDX images: image %d of %d: %w", i, count, err)
		}
	}
	return checkEnd(in, "images")
}

// ReadLabels reads an IDX file of labels, up to 300,000 of them, and calls add
// with each in turn.
func ReadLabels(r io.Reader, add func(label byte) error) error {
	in := bufio.NewReader(r)
	count, err := readHeader(in, labelsMagic, "labels")
	if err != nil {
		return err
	}
	for i := range count {
		label, err := in.ReadByte()
		if err == nil {
			err = add(label)
		}
		if err != nil {
			return failure.New("IDX labels: label %d of %d: %w", i, count, unexpected(err))
		}
	}
	return checkEnd(in, "labels")
}

// readHeader reads magic and count and returns the count.
func readHeader(in io.Reader, magic uint32, what string) (int, error) {
	var header [2]uint32
	if err := binary.Read(in, binary.BigEndian, &header); err != nil {
		return 0, failure.New("IDX %s: header: %w", what, unexpected(err))
	}
	if header[0] != magic {
		return 0, failure.New("IDX %s: magic number 0x%08x, want 0x%08x", what, header[0], magic)
	}
	if header[1] > data.MaxImages {
		return 0, failure.New("IDX %s: the header says there are %d, want at most %d", what, header[1], data.MaxImages)
	}
	return int(header[1]), nil
}

// checkEnd checks that the file ends where its header says.
func checkEnd(in *bufio.Reader, what string) error {
	switch _, err := in.ReadByte(); err {
	case io.EOF:
		return nil
	case nil:
		return failure.New("IDX %s: more bytes than the header says", what)
	default:
		return failure.New("IDX %s: %w", what, err)
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

// WriteImages writes images as an IDX file.
func WriteImages(w io.Writer, images *data.Images) error {
	out := bufio.NewWriter(w) // keeps its first error and returns it from Flush
	binary.Write(out, binary.BigEndian, [4]uint32{imagesMagic, uint32(images.Len()), data.Side, data.Side})
	for i := range images.Len() {
		out.Write(images.Image(i))
	}
	return out.Flush()
}

// WriteLabels writes the labels of images as an IDX file.
func WriteLabels(w io.Writer, images *data.Images) error {
	header := binary.BigEndian.AppendUint32(nil, labelsMagic)
	header = binary.BigEndian.AppendUint32(header, uint32(images.Len()))
	_, err := w.Write(append(header, images.Labels()...))
	return err
}
