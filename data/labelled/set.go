// Package labelled gathers images and labels from files until it is known what
// their values and classes are: which number is ink, and what a label is called,
// only all of them together tell.
package labelled

import (
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
)

// Set is labelled images of one split. Its zero value is empty. Images and
// labels may come in any order; Join checks that there are as many.
type Set struct {
	Labels Labels
	// Progress, unless nil, gets the number of images after every 1000 of them.
	Progress func(images int)

	images    data.Images // without labels
	levels    levels
	uncertain error // of the first value a little above 1; see levels
}

// progressImages is the number of images from one call of Progress to the next.
const progressImages = 1000

// Len is the number of images.
func (s *Set) Len() int { return s.images.Len() }

// Range returns between which numbers the values stand: 0 and 1, 0 and 255, or -1
// and 1. Once it is joined with others it is that of all.
func (s *Set) Range() (low, high int) {
	switch s.levels.kind {
	case wholeBytes:
		return 0, 255
	case signed:
		return -1, 1
	}
	return 0, 1
}

// AppendBytes adds an image of Pixels bytes.
func (s *Set) AppendBytes(pixels []byte) error {
	image, err := s.next(float64(slices.Min(pixels)), float64(slices.Max(pixels)), func(v float64) int {
		return slices.Index(pixels, byte(v))
	})
	if err != nil {
		return err
	}
	if s.levels.kind == wholeBytes {
		copy(image, pixels)
		return nil
	}
	for i, v := range pixels {
		image[i] = s.levels.kind.level(float32(v))
	}
	return nil
}

// Append adds an image of Pixels values, in any of the ranges of the package.
func (s *Set) Append(values []float32) error {
	low, high := values[0], values[0]
	for i, v := range values {
		if v != v {
			return failure.New("pixel %d is not a number", i)
		}
		low, high = min(low, v), max(high, v)
	}
	image, err := s.next(float64(low), float64(high), func(v float64) int {
		return slices.Index(values, float32(v))
	})
	if err != nil {
		return err
	}
	for i, v := range values {
		image[i] = s.levels.kind.level(v)
	}
	return nil
}

// next returns a blank image for values of a range, once the range of the set is
// wide enough. indexOf says which pixel has a value.
func (s *Set) next(low, high float64, indexOf func(v float64) int) ([]byte, error) {
	if s.images.Len() == data.MaxImages {
		return nil, failure.New("more than %d images", data.MaxImages)
	}
	before := s.levels
	if odd, ok := s.levels.widen(low, high); !ok {
		return nil, failure.New("pixel %d is %v, where the values go from %v to %v: want 0 to 1, 0 to 255 or -1 to 1",
			indexOf(odd), odd, s.levels.low, s.levels.high)
	}
	s.rescale(before.kind, s.levels.kind)
	if s.uncertain == nil && s.levels.uncertain() {
		s.uncertain = failure.New("image %d: pixel %d is %v, want 0 to 1, 0 to 255 or -1 to 1", s.images.Len(), indexOf(high), high)
	}
	image := s.images.AppendImage()
	if s.Progress != nil && s.images.Len()%progressImages == 0 {
		s.Progress(s.images.Len())
	}
	return image, nil
}

// rescale makes the images those of another range.
func (s *Set) rescale(from, to valueRange) {
	if from == to {
		return
	}
	table := from.table(to)
	for i := range s.images.Len() {
		pixels := s.images.Image(i)
		for j, k := range pixels {
			pixels[j] = table[k]
		}
	}
}

// Turn mirrors all images at their diagonal, so that rows become columns: EMNIST
// comes that way.
func (s *Set) Turn() {
	for i := range s.images.Len() {
		pixels := s.images.Image(i)
		for y := range data.Side {
			for x := range y {
				a, b := y*data.Side+x, x*data.Side+y
				pixels[a], pixels[b] = pixels[b], pixels[a]
			}
		}
	}
}
