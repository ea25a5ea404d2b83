package data

import (
	"errors"
	"image"
	"math"
	"slices"
)

// Errors of Normalize.
var (
	// ErrBlank is returned for a picture with nothing written on it.
	ErrBlank = errors.New("data: the picture is blank")

	// ErrNoDigit is returned for a picture with ink that has no lines.
	ErrNoDigit = errors.New("data: there is no digit in the picture, only a dot or a blot")
)

const (
	// boxSide is the longer side of the box around a digit.
	boxSide = 20
	// centre is the index of row and column that a digit's centre of mass is
	// moved to.
	centre = Side / 2
)

// NormalizeOptions says how Normalize prepares a picture. The zero value is
// the full preparation.
type NormalizeOptions struct {
	// Plain turns the whole picture into a sample, as a first program would:
	// grey, squeezed to 28x28 and inverted. It takes for granted a dark digit
	// in the middle of white paper, as large as those of MNIST.
	Plain bool
}

// Normalize turns a picture of one digit into a sample.
//
// It does what the makers of MNIST did (LeCun, Bottou, Bengio and Haffner,
// "Gradient-based learning applied to document recognition", 1998): the box
// around the ink is made to fit 20x20 pixels with its proportions kept, and
// moved by whole pixels so that the centre of mass is in the middle of 28x28.
// Before that it looks for the ink: dark on light or light on dark, on paper
// that need be neither white nor evenly lit and may have lines, squares or a
// frame printed on it, or lie on a table; transparent is paper, and small specks
// are dirt. Strokes of a pen much thinner or thicker than MNIST's are brought
// nearer to those.
//
// It returns ErrBlank if there is no ink to be seen, and ErrNoDigit if there is
// only a dot, a speck or a blot; if Plain, only ErrBlank for no pixel.
func Normalize(img image.Image, o NormalizeOptions) (Image, error) {
	p, err := Prepare(img, o)
	return p.Sample, err
}

// opaque reports whether the picture is known to have no transparent pixel.
func opaque(img image.Image) bool {
	if o, ok := img.(*oriented); ok {
		img = o.stored
	}
	known, ok := img.(interface{ Opaque() bool })
	return ok && known.Opaque()
}

// fitBox returns the size at which the longer side is side.
func fitBox(w, h, side int) (int, int) {
	scale := float64(side) / float64(max(w, h))
	return max(1, int(math.Round(float64(w)*scale))), max(1, int(math.Round(float64(h)*scale)))
}

// fullShare is the share of the inked pixels that may be less than full ink.
// In 99 of 100 of MNIST's images the pixel there has 249 of 255 or more, so
// that they are left as they are; lines too thin to fill a pixel get full.
const fullShare = 0.9

// brighten stretches the digit's values so that its core is full ink, 255.
func brighten(digit []float32) {
	inked := make([]float32, 0, len(digit))
	for _, v := range digit {
		if v >= 0.5 {
			inked = append(inked, v)
		}
	}
	if len(inked) == 0 {
		return
	}
	slices.Sort(inked)
	full := inked[int(fullShare*float64(len(inked)))]
	for i, v := range digit {
		digit[i] = min(255, v*255/full)
	}
}

// place puts the digit of w x h pixels in the middle by its centre of mass, by
// whole pixels, but never over the edge.
func place(digit []float32, w, h int) Image {
	var sum, sumX, sumY float64
	for i, v := range digit {
		sum += float64(v)
		sumX += float64(v) * float64(i%w)
		sumY += float64(v) * float64(i/w)
	}
	left := max(0, min(Side-w, int(math.Round(centre-sumX/sum))))
	top := max(0, min(Side-h, int(math.Round(centre-sumY/sum))))
	var sample Image
	for i, v := range digit {
		sample[(top+i/w)*Side+left+i%w] = byte(v + 0.5)
	}
	return sample
}
