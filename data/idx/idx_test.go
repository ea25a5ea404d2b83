package idx

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
)

const (
	imagesHeader = "\x00\x00\x08\x03\x00\x00\x00\x02\x00\x00\x00\x1c\x00\x00\x00\x1c" // 2 images of 28x28
	labelsHeader = "\x00\x00\x08\x01\x00\x00\x00\x03"                                 // 3 labels
)

// numbered is an image unlike those of other numbers.
func numbered(i int) *data.Image {
	var image data.Image
	image[i%data.Pixels] = byte(1 + i/data.Pixels)
	return &image
}

func TestReadImages(t *testing.T) {
	text := imagesHeader + string(numbered(3)[:]) + string(numbered(900)[:])
	got, err := ReadImages(strings.NewReader(text))
	if want := []data.Image{*numbered(3), *numbered(900)}; err != nil || !slices.Equal(got, want) {
		t.Errorf("ReadImages: %d images, error %v, or the wrong ones", len(got), err)
	}
}

func TestReadLabels(t *testing.T) {
	got, err := ReadLabels(strings.NewReader(labelsHeader + "\x05\x00\x09"))
	if want := []byte{5, 0, 9}; err != nil || !bytes.Equal(got, want) {
		t.Errorf("ReadLabels = %v, %v, want %v", got, err, want)
	}
}

func TestReadErrors(t *testing.T) {
	readImages := func(r io.Reader) error { _, err := ReadImages(r); return err }
	readLabels := func(r io.Reader) error { _, err := ReadLabels(r); return err }
	image := strings.Repeat("\x00", data.Pixels)
	tests := []struct {
		name string
		read func(io.Reader) error
		file string
		want string
	}{
		{"empty", readImages, "", "IDX images: header: unexpected EOF"},
		{"half a header", readImages, imagesHeader[:10], "IDX images: header: unexpected EOF"},
		{"labels for images", readImages, labelsHeader, "IDX images: magic number 0x00000801, want 0x00000803"},
		{"gzip", readImages, "\x1f\x8b\x08\x00\x00\x00\x00\x00", "IDX images: magic number 0x1f8b0800, want 0x00000803"},
		{"27 columns", readImages, imagesHeader[:15] + "\x1b", "IDX images: 28 rows of 27 pixels, want 28 of 28"},
		{"too many", readImages, imagesHeader[:4] + "\xff\xff\xff\xff" + imagesHeader[8:], "IDX images: 4294967295 of them, more than the limit of 300000"},
		{"one image of two", readImages, imagesHeader + image, "IDX images: image 1 of 2: unexpected EOF"},
		{"an image and a half", readImages, imagesHeader + image + image[1:], "IDX images: image 1 of 2: unexpected EOF"},
		{"a byte too many", readImages, imagesHeader + image + image + "\x00", "IDX images: more bytes than the header says"},
		{"images for labels", readLabels, imagesHeader, "IDX labels: magic number 0x00000803, want 0x00000801"},
		{"two labels of three", readLabels, labelsHeader + "\x01\x02", "IDX labels: label 2 of 3: unexpected EOF"},
		{"a label too many", readLabels, labelsHeader + "\x01\x02\x03\x04", "IDX labels: more bytes than the header says"},
		{"a label of 10", readLabels, labelsHeader + "\x01\x0a\x03", "IDX labels: label 1 is 10, want 0 to 9"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.read(strings.NewReader(test.file))
			if err == nil || err.Error() != test.want {
				t.Errorf("error %v, want %s", err, test.want)
			}
			if strings.HasSuffix(test.want, "unexpected EOF") && !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("error %v does not wrap io.ErrUnexpectedEOF", err)
			}
		})
	}
}

// What is read is what stands behind the header.
func FuzzRead(f *testing.F) {
	f.Add([]byte(imagesHeader + string(numbered(3)[:]) + string(numbered(900)[:])))
	f.Add([]byte(labelsHeader + "\x05\x00\x09"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if images, err := ReadImages(bytes.NewReader(file)); err == nil {
			var pixels []byte
			for i := range images {
				pixels = append(pixels, images[i][:]...)
			}
			if !bytes.Equal(pixels, file[len(imagesHeader):]) {
				t.Errorf("%d images are not the pixels in the file", len(images))
			}
		}
		if labels, err := ReadLabels(bytes.NewReader(file)); err == nil && !bytes.Equal(labels, file[len(labelsHeader):]) {
			t.Errorf("labels %v are not those in the file", labels)
		}
	})
}
