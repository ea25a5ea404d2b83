// Package idx reads the files that MNIST is published in, from
// http://yann.lecun.com/exdb/mnist/: a header of big-endian 32-bit numbers, then
// one byte an element.
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
	"encoding/binary"
	"io"

	"digitlab/data"
	"digitlab/data/failure"
)

const (
	imagesMagic = 0x00000803 // unsigned bytes in three dimensions
	labelsMagic = 0x00000801 // unsigned bytes in one dimension
)

// ReadImages reads an IDX file of 28x28 images, up to 300,000 of them.
func ReadImages(r io.Reader) ([]data.Image, error) {
	in := bufio.NewReader(r)
	count, err := readHeader(in, imagesMagic, "images")
	if err != nil {
		return nil, err
	}
	var size [2]uint32
	if err := binary.Read(in, binary.BigEndian, &size); err != nil {
		return nil, failure.New("IDX images: header: %w", unexpected(err))
	}
	if size != [2]uint32{data.Side, data.Side} {
		return nil, failure.New("IDX images: %d rows of %d pixels, want %d of %d", size[0], size[1], data.Side, data.Side)
	}
	// The slice grows with the images that come, not by the word of the header.
	var images []data.Image
	for i := range count {
		var image data.Image
		if _, err := io.ReadFull(in, image[:]); err != nil {
			return nil, failure.New("IDX images: image %d of %d: %w", i, count, unexpected(err))
		}
		images = append(images, image)
	}
	return images, checkEnd(in, "images")
}

// ReadLabels reads an IDX file of labels from 0 to 9, up to 300,000 of
// them.
func ReadLabels(r io.Reader) ([]byte, error) {
	in := bufio.NewReader(r)
	count, err := readHeader(in, labelsMagic, "labels")
	if err != nil {
		return nil, err
	}
	labels := make([]byte, count)
	if n, err := io.ReadFull(in, labels); err != nil {
		return nil, failure.New("IDX labels: label %d of %d: %w", n, count, unexpected(err))
	}
	for i, label := range labels {
		if label >= data.Classes {
			return nil, failure.New("IDX labels: label %d is %d, want 0 to %d", i, label, data.Classes-1)
		}
	}
	return labels, checkEnd(in, "labels")
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
		return 0, failure.New("IDX %s: %d of them, more than the limit of %d", what, header[1], data.MaxImages)
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

// unexpected turns the end of a file into the error of a file that ends too
// early.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
