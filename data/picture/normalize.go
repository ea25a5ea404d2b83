package picture

import (
	"errors"
	"image"
	"math"

	"digitlab/data"
)

// Errors of Normalize.
var (
	// ErrBlank is returned for a picture with nothing written on it.
	ErrBlank = errors.New("the picture is blank")

	// ErrNoDigit is returned for a picture with ink that has no lines.
	ErrNoDigit = errors.New("there is no digit in the picture, only a dot or a blot")
)

const (
	// boxSide is the longer side of the box around a digit.
	boxSide = 20
	// centre is the index of row and column that a digit's centre of mass is
	// moved to.
	centre = data.Side / 2
)

// Options says how Normalize prepares a picture. The zero value is
// the full preparation.
type Options struct {
	// Plain turns the whole picture into an Image, as a first program would:
	// grey, squeezed to 28x28 and inverted. It takes for granted a dark digit
	// in the middle of white paper, as large as those of MNIST.
	Plain bool
}

// Normalize turns a picture of one digit into an Image.
//
// It does what the makers of MNIST did (LeCun, Bottou, Bengio and Haffner,
// "Gradient-based learning applied to document recognition", 1998): the box
// around the ink is made to fit 20x20 pixels with its proportions kept, and
// moved by whole pixels so that the centre of mass is in the middle of 28x28.
// Before that it looks for the ink: dark on light or light on dark, on paper
// that need be neither white nor evenly lit and may have lines, squares or a
// frame printed on it, or lie on a table; transparent is paper, and small specks
// are dirt. The digit may reach the sides of a picture that is cut close around it,
// and be half in a shadow. Strokes of a pen much thinner or thicker than MNIST's are
// brought nearer to those, and a bar stretched to a square becomes narrow.
//
// It returns ErrBlank if there is no ink to be seen, and ErrNoDigit if there is
// only a dot, a speck or a blot; if Plain, only ErrBlank for no pixel.
func Normalize(img image.Image, o Options) (data.Image, error) {
	p, err := Prepare(img, o)
	return p.Image, err
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
	full := nth(inked, int(fullShare*float64(len(inked))))
	for i, v := range digit {
		digit[i] = min(255, v*255/full)
	}
}

// nth returns what would stand at index n if the values were sorted, and leaves them
// in another order: Hoare's "find" (1961).
func nth(values []float32, n int) float32 {
	for low, high := 0, len(values)-1; low < high; {
		pivot := values[n]
		i, j := low, high
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i, j = i+1, j-1
			}
		}
		if j < n {
			low = i
		}
		if i > n {
			high = j
		}
	}
	return values[n]
}

// place puts the digit of w x h pixels in the middle by its centre of mass, by
// whole pixels, but never over the edge.
func place(digit []float32, w, h int) data.Image {
	var sum, sumX, sumY float64
	for i, v := range digit {
		sum += float64(v)
		sumX += float64(v) * float64(i%w)
		sumY += float64(v) * float64(i/w)
	}
	left := max(0, min(data.Side-w, int(math.Round(centre-sumX/sum))))
	top := max(0, min(data.Side-h, int(math.Round(centre-sumY/sum))))
	var normalized data.Image
	for i, v := range digit {
		normalized[(top+i/w)*data.Side+left+i%w] = byte(v + 0.5)
	}
	return normalized
}
