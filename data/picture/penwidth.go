package picture

import (
	"image"
	"math"
	"slices"
)

// The widths of strokes that are left alone, in pixels of an Image: 90% of
// MNIST's training images are between them, as strokeWidth measures.
const thinnest, thickest = 1.8, 3.8

// fineness is how many pixels of the picture that evenPen works on go into
// one of an Image, along one side.
const fineness = 4

// evenPen makes the strokes of a digit wider if they are thinner than MNIST's,
// and thinner if they are wider, by up to one pixel of an Image on each side:
// what is wider still is a blot. It returns the digit at a size of its own, or
// as it was if there is nothing to do.
func evenPen(digit *image.Gray) *image.Gray {
	w, h := fitBox(digit.Rect.Dx(), digit.Rect.Dy(), fineness*boxSide)
	values := resize(digit, w, h)
	brighten(values)
	width := strokeWidth(values, w, h) / fineness
	if width >= thinnest && width <= thickest {
		return digit
	}
	radius := fineness * min(1, max(thinnest-width, width-thickest)/2)
	margin := int(math.Ceil(radius))
	fine := image.NewGray(image.Rect(0, 0, w+2*margin, h+2*margin))
	for i, v := range values {
		fine.Pix[(margin+i/w)*fine.Stride+margin+i%w] = byte(v + 0.5)
	}
	if width < thinnest {
		fine = grow(fine, radius)
	} else { // the paper grows
		invert(fine)
		fine = grow(fine, radius)
		invert(fine)
	}
	return fine.SubImage(inkBox(fine)).(*image.Gray)
}

// strokeWidth estimates the mean width of strokes in pixels: a long stroke has
// an area of length times width, and an outline of twice its length. The
// outline is the sum of the gradient, taken over each square of four pixels.
func strokeWidth(values []float32, w, h int) float64 {
	at := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= w || y >= h {
			return 0
		}
		return float64(values[y*w+x])
	}
	var area, outline float64
	for y := -1; y < h; y++ {
		for x := -1; x < w; x++ {
			a, b, c, d := at(x, y), at(x+1, y), at(x, y+1), at(x+1, y+1)
			area += a
			outline += math.Hypot(b-a+d-c, c-a+d-b) / 2
		}
	}
	return 2 * area / outline
}

// grow makes bright areas wider by a radius on each side: a pixel becomes the
// brightest within the radius, where one at its very edge counts in part.
func grow(src *image.Gray, radius float64) *image.Gray {
	dst := image.NewGray(src.Rect)
	reach := int(math.Ceil(radius))
	for dy := -reach; dy <= reach; dy++ {
		for dx := -reach; dx <= reach; dx++ {
			part := min(1, radius+1-math.Hypot(float64(dx), float64(dy)))
			if part > 0 {
				brightest(dst, src, dx, dy, int(part*256))
			}
		}
	}
	return dst
}

// brightest raises dst to a part, of 256, of src moved by dx and dy.
func brightest(dst, src *image.Gray, dx, dy, part int) {
	size := src.Rect.Size()
	for y := max(0, dy); y < min(size.Y, size.Y+dy); y++ {
		out, in := dst.Pix[y*dst.Stride:][:size.X], src.Pix[(y-dy)*src.Stride:][:size.X]
		for x := max(0, dx); x < min(size.X, size.X+dx); x++ {
			out[x] = max(out[x], byte(int(in[x-dx])*part>>8))
		}
	}
}

// inverted returns a copy with light and dark exchanged.
func inverted(img *image.Gray) *image.Gray {
	out := &image.Gray{Pix: slices.Clone(img.Pix), Stride: img.Stride, Rect: img.Rect}
	invert(out)
	return out
}

func invert(img *image.Gray) {
	for i, v := range img.Pix {
		img.Pix[i] = 255 - v
	}
}

// inkBox returns the box around what is ink and not the rim of it.
func inkBox(img *image.Gray) image.Rectangle {
	var box image.Rectangle
	for y := range img.Rect.Dy() {
		for x, v := range img.Pix[y*img.Stride:][:img.Rect.Dx()] {
			if float64(v) >= edgeShare*255 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}
