package data

import "fmt"

const (
	Side    = 28          // pixels along one edge of an image
	Pixels  = Side * Side // pixels in an image
	Classes = 10          // labels go from 0 to Classes-1
)

// maxImages limits the images of a file that is read. MNIST has 70,000, the
// digits of EMNIST 280,000.
const maxImages = 300_000

// Image is one sample, row by row: 0 = paper, 255 = ink.
type Image [Pixels]byte

// Mode says what a split is for.
type Mode int

const (
	Train Mode = iota // the images to learn from
	Valid             // the images to look at after each epoch
	Eval              // the test images, for the end
)

// modes is the number of modes, and of splits in a dataset.
const modes = 3

var modeNames = [modes]string{"train", "valid", "test"}

// String is the name of the split: train, valid or test.
func (m Mode) String() string {
	if m < 0 || m >= modes {
		return fmt.Sprintf("Mode(%d)", int(m))
	}
	return modeNames[m]
}

// ParseMode is the inverse of String.
func ParseMode(name string) (Mode, error) {
	for m, s := range modeNames {
		if s == name {
			return Mode(m), nil
		}
	}
	return 0, fmt.Errorf("split %q: want train, valid or test", name)
}

// Dataset is the three splits of a file. Its zero value is empty and ready for
// Split(m).Append.
type Dataset struct {
	splits [modes]Split
}

// Split is the split of one mode; changes to it are changes to the dataset.
func (d *Dataset) Split(m Mode) *Split {
	return &d.splits[m]
}

// trainable returns the splits that a run trains and validates on, as a dataset
// of its own that shares their images.
func (d *Dataset) trainable() *Dataset {
	return &Dataset{splits: [modes]Split{Train: *d.Split(Train), Valid: *d.Split(Valid)}}
}

// blockImages is the number of images in a block of a Split. At 784 kB a block
// is small against a dataset and still makes an allocation a rare event.
const blockImages = 1000

// Split is a list of labelled images. The zero value is empty.
//
// The images stand in blocks that never move: a single slice would be copied
// each time it outgrows its array, and for that moment hold its images twice,
// which a WebAssembly memory, once grown, never gives back.
type Split struct {
	blocks [][]byte // blockImages*Pixels bytes each
	images int
	labels []byte
}

// Len is the number of images.
func (s *Split) Len() int { return s.images }

// Image is image i: Pixels bytes, row by row. They are the split's own, not a
// copy.
func (s *Split) Image(i int) []byte {
	if i >= s.images {
		panic("data: image index out of range")
	}
	at := i % blockImages * Pixels
	return s.blocks[i/blockImages][at : at+Pixels : at+Pixels]
}

// Label is the label of image i, from 0 to 9.
func (s *Split) Label(i int) byte { return s.labels[i] }

// Append adds a copy of an image and its label. It panics if the label is not
// from 0 to 9.
func (s *Split) Append(image *Image, label byte) {
	if label >= Classes {
		panic("data: label out of range")
	}
	copy(s.appendImage(), image[:])
	s.labels = append(s.labels, label)
}

// appendImage adds a blank image and returns its pixels. Its label is to
// follow.
func (s *Split) appendImage() []byte {
	if s.images == len(s.blocks)*blockImages {
		s.blocks = append(s.blocks, make([]byte, blockImages*Pixels))
	}
	s.images++
	return s.Image(s.images - 1)
}
