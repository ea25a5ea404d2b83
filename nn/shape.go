package nn

import "fmt"

// Shape is that of a sample: an image of channels, or a flat vector of so many
// Channels, which has neither height nor width.
type Shape struct {
	Channels, Height, Width int
}

// mnist is the shape of MNIST's images.
var mnist = Shape{Channels: 1, Height: 28, Width: 28}

// Flat reports whether s is the shape of a vector.
func (s Shape) Flat() bool { return s.Height == 0 && s.Width == 0 }

// Size returns the number of values.
func (s Shape) Size() int { return s.Channels * s.area() }

// Dims returns C, H and W, or D of a vector.
func (s Shape) Dims() []int {
	if s.Flat() {
		return []int{s.Channels}
	}
	return []int{s.Channels, s.Height, s.Width}
}

// area returns the number of pixels of a channel, 1 for a vector.
func (s Shape) area() int {
	_, height, width := s.image()
	return height * width
}

// image returns the shape as that of an image: a vector has channels of a pixel.
func (s Shape) image() (channels, height, width int) {
	if s.Flat() {
		return s.Channels, 1, 1
	}
	return s.Channels, s.Height, s.Width
}

func (s Shape) String() string {
	if s.Flat() {
		return fmt.Sprint(s.Channels)
	}
	return fmt.Sprintf("%dx%dx%d", s.Channels, s.Height, s.Width)
}

// check returns an error if there is nothing of that shape.
func (s Shape) check() error {
	if channels, height, width := s.image(); channels < 1 || height < 1 || width < 1 {
		return fmt.Errorf("input of %d channels, height %d and width %d: want at least 1 of each, or a vector without height and width", s.Channels, s.Height, s.Width)
	}
	return nil
}
