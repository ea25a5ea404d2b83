package data

import (
	"fmt"

	"digitlab/data/failure"
)

// Sizes of MNIST.
const (
	Side    = 28          // pixels along one edge of an image
	Pixels  = Side * Side // pixels in an image
	Classes = 10          // at most: labels go from 0 to Classes-1
)

// NoDigit is the label of an image of no digit. No dataset has it: augmentation
// makes such images.
const NoDigit byte = 255

// MaxImages limits the images of a file that is read. MNIST has 70,000, the
// digits of EMNIST 280,000.
const MaxImages = 300_000

// Image is the pixels of a digit, row by row: 0 = paper, 255 = ink.
type Image [Pixels]byte

// Split says what a split is for.
type Split int

const (
	Train Split = iota // the images to learn from
	Valid              // the images to look at after each epoch
	Test               // the test images, for the end
)

// Splits is the number of splits in a dataset.
const Splits Split = 3

var splitNames = [Splits]string{"train", "valid", "test"}

// String is the name of the split: train, valid or test.
func (s Split) String() string {
	if s < 0 || s >= Splits {
		return fmt.Sprintf("Split(%d)", int(s))
	}
	return splitNames[s]
}

// ParseSplit is the inverse of String.
func ParseSplit(name string) (Split, error) {
	for i, s := range splitNames {
		if s == name {
			return Split(i), nil
		}
	}
	return 0, failure.New("split %q: want train, valid or test", name)
}

// Dataset is the three splits of a file. Its zero value is empty and ready for
// Images(Train).Append.
type Dataset struct {
	splits  [Splits]Images
	classes []string // their names, nil for the ten digits
}

// Images is the labelled images of a split; changes to them are changes to the
// dataset.
func (d *Dataset) Images(s Split) *Images {
	return &d.splits[s]
}

// HoldOut moves training images to the end of the validation images. chosen are
// their indices, each above the one before; the others keep their order.
func (d *Dataset) HoldOut(chosen []int) {
	train, valid := d.Images(Train), d.Images(Valid)
	kept := 0
	for i := range train.Len() {
		image, label := train.Image(i), train.Label(i)
		if len(chosen) > 0 && chosen[0] == i {
			chosen = chosen[1:]
			valid.AppendLabel(label)
			copy(valid.AppendImage(), image)
			continue
		}
		copy(train.Image(kept), image)
		train.labels[kept] = label
		kept++
	}
	train.truncate(kept)
}

// Invert turns paper into ink and ink into paper, in all images.
func (d *Dataset) Invert() {
	for i := range d.splits {
		for at := range d.splits[i].count {
			pixels := d.splits[i].Image(at)
			for j, v := range pixels {
				pixels[j] = 255 - v
			}
		}
	}
}

// blockImages is the number of images in a block of Images. At 784 kB a block
// is small against a dataset and still makes an allocation a rare event.
const blockImages = 1000

// Images is a list of labelled images. The zero value is empty.
//
// The images stand in blocks that never move: a single slice would be copied
// each time it outgrows its array, and for that moment hold its images twice,
// which a WebAssembly memory, once grown, never gives back.
type Images struct {
	blocks [][]byte // blockImages*Pixels bytes each
	count  int
	labels []byte
}

// Len is the number of images.
func (l *Images) Len() int { return l.count }

// Image is image i: Pixels bytes, row by row. They are the list's own, not a
// copy.
func (l *Images) Image(i int) []byte {
	if i >= l.count {
		panic("data: image index out of range")
	}
	at := i % blockImages * Pixels
	return l.blocks[i/blockImages][at : at+Pixels : at+Pixels]
}

// truncate takes away all images but the first n, and their labels.
func (l *Images) truncate(n int) {
	blocks := (n + blockImages - 1) / blockImages
	clear(l.blocks[blocks:])
	l.blocks, l.labels = l.blocks[:blocks], l.labels[:n]
	if blocks > 0 {
		clear(l.blocks[blocks-1][(n-(blocks-1)*blockImages)*Pixels:])
	}
	l.count = n
}

// Label is the label of image i, from 0 to 9.
func (l *Images) Label(i int) byte { return l.labels[i] }

// Labels is those of all images. They are the list's own, not a copy.
func (l *Images) Labels() []byte { return l.labels }

// Append adds a copy of an image and its label. It panics if the label is not
// from 0 to 9.
func (l *Images) Append(image *Image, label byte) {
	l.AppendLabel(label)
	copy(l.AppendImage(), image[:])
}

// AppendLabel adds the label of the first image that has none. It panics if that
// is not from 0 to 9.
func (l *Images) AppendLabel(label byte) {
	if label >= Classes {
		panic("data: label out of range")
	}
	l.labels = append(l.labels, label)
}

// AppendImage adds a blank image and returns its pixels, to be filled. Its label
// is to follow.
func (l *Images) AppendImage() []byte {
	if l.count == len(l.blocks)*blockImages {
		l.blocks = append(l.blocks, make([]byte, blockImages*Pixels))
	}
	l.count++
	return l.Image(l.count - 1)
}
