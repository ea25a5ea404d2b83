package idx

import (
	"bytes"
	"errors"
	"io"
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

// readImages returns the pixels of all images.
func readImages(r io.Reader) (pixels []byte, err error) {
	err = ReadImages(r, func(image []byte) error {
		pixels = append(pixels, image...)
		return nil
	})
	return pixels, err
}

func readLabels(r io.Reader) (labels []byte, err error) {
	err = ReadLabels(r, func(label byte) error {
		labels = append(labels, label)
		return nil
	})
	return labels, err
}

func TestReadImages(t *testing.T) {
	pixels := string(numbered(3)[:]) + string(numbered(900)[:])
	if got, err := readImages(strings.NewReader(imagesHeader + pixels)); err != nil || string(got) != pixels {
		t.Errorf("ReadImages: %d pixels, error %v, or the wrong ones", len(got), err)
	}
}

func TestReadLabels(t *testing.T) {
	got, err := readLabels(strings.NewReader(labelsHeader + "\x05\x00\x09"))
	if want := []byte{5, 0, 9}; err != nil || !bytes.Equal(got, want) {
		t.Errorf("ReadLabels = %v, %v, want %v", got, err, want)
	}
}

// What WriteImages and WriteLabels write is read back, and known by its
// beginning.
func TestWrite(t *testing.T) {
	var images data.Images
	for i := range 3 {
		images.Append(numbered(300*i), byte(7+i))
	}
	var pixels, labels bytes.Buffer
	if err := errors.Join(WriteImages(&pixels, &images), WriteLabels(&labels, &images)); err != nil {
		t.Fatal(err)
	}
	if KindOf(pixels.Bytes()) != Images || KindOf(labels.Bytes()) != Labels || KindOf([]byte("[[")) != None {
		t.Error("KindOf does not know the files")
	}
	want := string(numbered(0)[:]) + string(numbered(300)[:]) + string(numbered(600)[:])
	if got, err := readImages(&pixels); err != nil || string(got) != want {
		t.Errorf("ReadImages: %d pixels, error %v, or the wrong ones", len(got), err)
	}
	if got, err := readLabels(&labels); err != nil || !bytes.Equal(got, images.Labels()) {
		t.Errorf("ReadLabels = %v, %v, want %v", got, err, images.Labels())
	}
}

func TestReadErrors(t *testing.T) {
	full := errors.New("no more room")
	readImages := func(r io.Reader) error { _, err := readImages(r); return err }
	readLabels := func(r io.Reader) error { _, err := readLabels(r); return err }
	refuseImages := func(r io.Reader) error { return ReadImages(r, func([]byte) error { return full }) }
	refuseLabels := func(r io.Reader) error { return ReadLabels(r, func(byte) error { return full }) }
	image := strings.Repeat("\x00", data.Pixels)
	tests := []struct {
		name string
		read func(io.Reader) error
		file string
		want string
	}{
		{"empty", readImages, "", "IDX images: header: the file is cut short"},
		{"half a header", readImages, imagesHeader[:10], "IDX images: header: the file is cut short"},
		{"labels for images", readImages, labelsHeader, "IDX images: magic number 0x00000801, want 0x00000803"},
		{"gzip", readImages, "\x1f\x8b\x08\x00\x00\x00\x00\x00", "IDX images: magic number 0x1f8b0800, want 0x00000803"},
		{"27 columns", readImages, imagesHeader[:15] + "\x1b", "IDX images: 28 rows of 27 pixels, want 28 of 28"},
		{"too many", readImages, imagesHeader[:4] + "\xff\xff\xff\xff" + imagesHeader[8:], "IDX images: the header says there are 4294967295, want at most 300000"},
		{"one image of two", readImages, imagesHeader + image, "IDX images: image 1 of 2: the file is cut short"},
		{"an image and a half", readImages, imagesHeader + image + image[1:], "IDX images: image 1 of 2: the file is cut short"},
		{"a byte too many", readImages, imagesHeader + image + image + "\x00", "IDX images: more bytes than the header says"},
		{"images for labels", readLabels, imagesHeader, "IDX labels: magic number 0x00000803, want 0x00000801"},
		{"two labels of three", readLabels, labelsHeader + "\x01\x02", "IDX labels: label 2 of 3: the file is cut short"},
		{"a label too many", readLabels, labelsHeader + "\x01\x02\x03\x04", "IDX labels: more bytes than the header says"},
		{"an image that is not wanted", refuseImages, imagesHeader + image, "IDX images: image 0 of 2: no more room"},
		{"a label that is not wanted", refuseLabels, labelsHeader + "\x01\x02\x03", "IDX labels: label 0 of 3: no more room"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.read(strings.NewReader(test.file))
			if err == nil || err.Error() != test.want {
				t.Errorf("error %v, want %s", err, test.want)
			}
		})
	}
}

// What is read is what stands behind the header.
func FuzzRead(f *testing.F) {
	f.Add([]byte(imagesHeader + string(numbered(3)[:]) + string(numbered(900)[:])))
	f.Add([]byte(labelsHeader + "\x05\x00\x09"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if pixels, err := readImages(bytes.NewReader(file)); err == nil && !bytes.Equal(pixels, file[len(imagesHeader):]) {
			t.Errorf("%d pixels are not those in the file", len(pixels))
		}
		if labels, err := readLabels(bytes.NewReader(file)); err == nil && !bytes.Equal(labels, file[len(labelsHeader):]) {
			t.Errorf("labels %v are not those in the file", labels)
		}
	})
}
