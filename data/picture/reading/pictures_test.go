package reading

import (
	"image"
	"math/rand/v2"

	"digitlab/data"
)

// drawn returns an Image as a picture, light on dark.
func drawn(digit []byte) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, data.Side, data.Side))
	copy(img.Pix, digit)
	return img
}

// cut returns the part of a picture around the pixels that are least or more.
func cut(img *image.Gray, least byte) *image.Gray {
	var box image.Rectangle
	for i, v := range img.Pix {
		if v >= least {
			x, y := i%img.Stride, i/img.Stride
			box = box.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	return window(img, box)
}

// window returns a part of a picture; what lies outside is 0.
func window(img *image.Gray, box image.Rectangle) *image.Gray {
	part := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	for i := range part.Pix {
		part.Pix[i] = img.GrayAt(box.Min.X+i%part.Stride, box.Min.Y+i/part.Stride).Y
	}
	return part
}

// enlarged makes each pixel a square of so many.
func enlarged(img *image.Gray, times int) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, img.Rect.Dx()*times, img.Rect.Dy()*times))
	for i := range out.Pix {
		out.Pix[i] = img.GrayAt(i%out.Stride/times, i/out.Stride/times).Y
	}
	return out
}

// smooth enlarges a picture by linear interpolation.
func smooth(img *image.Gray, times int) *image.Gray {
	return stretched(img, img.Rect.Dx()*times, img.Rect.Dy()*times)
}

// stretched returns a picture at another size: interpolated linearly, over the
// area of a pixel where it gets smaller.
func stretched(img *image.Gray, w, h int) *image.Gray {
	parts := 1 + 3*min(1, max(img.Rect.Dx()/w, img.Rect.Dy()/h)) // of a pixel along each axis
	size := img.Rect.Size()
	out := image.NewGray(image.Rect(0, 0, w, h))
	for i := range out.Pix {
		sum := 0.0
		for part := range parts * parts {
			x := (float64(i%w) + (float64(part%parts)+0.5)/float64(parts)) * float64(size.X) / float64(w)
			y := (float64(i/w) + (float64(part/parts)+0.5)/float64(parts)) * float64(size.Y) / float64(h)
			sum += at(img, x-0.5, y-0.5)
		}
		out.Pix[i] = byte(sum/float64(parts*parts) + 0.5)
	}
	return out
}

// at interpolates linearly between pixels; the outermost go on outside.
func at(img *image.Gray, x, y float64) float64 {
	right, bottom := img.Rect.Dx()-1, img.Rect.Dy()-1
	x, y = max(0, min(float64(right), x)), max(0, min(float64(bottom), y))
	x0, y0 := int(x), int(y)
	row := func(y int) float64 {
		pix := img.Pix[y*img.Stride:]
		return float64(pix[x0]) + (float64(pix[min(x0+1, right)])-float64(pix[x0]))*(x-float64(x0))
	}
	return row(y0) + (row(min(y0+1, bottom))-row(y0))*(y-float64(y0))
}

// bilevel is a scan without greys.
func bilevel(img *image.Gray, least byte) *image.Gray {
	out := image.NewGray(img.Rect)
	for i, v := range img.Pix {
		if v >= least {
			out.Pix[i] = 255
		}
	}
	return out
}

func inverted(img *image.Gray) *image.Gray {
	out := image.NewGray(img.Rect)
	for i, v := range img.Pix {
		out.Pix[i] = 255 - v
	}
	return out
}

// framed puts a picture on dark paper that is larger by a margin on each side.
func framed(img *image.Gray, margin int) *image.Gray {
	return window(img, img.Rect.Inset(-margin))
}

// noisy adds noise of a standard deviation, with paper and ink that are neither
// white nor black.
func noisy(img *image.Gray, deviation float64, rng *rand.Rand) *image.Gray {
	if deviation == 0 {
		return img
	}
	out := image.NewGray(img.Rect)
	for i, v := range img.Pix {
		out.Pix[i] = grey8(20 + 215*float64(v)/255 + deviation*rng.NormFloat64())
	}
	return out
}

// grey8 rounds a grey to a byte.
func grey8(v float64) byte { return byte(max(0, min(255, v+0.5))) }

// inkAt returns the ink of an Image, 0 to 1, where it lies on a larger picture:
// a pen leaves ink or none, with an edge as wide as blur.
func inkAt(digit *image.Gray, x, y, enlarged, blur float64) float64 {
	x, y = x/enlarged-0.5, y/enlarged-0.5
	if x < -1 || y < -1 || x > data.Side || y > data.Side {
		return 0
	}
	// A step of the enlarged grey across one pixel of the Image is some 128.
	sharp := enlarged / max(blur, 0.5)
	return max(0, min(1, 0.5+(at(digit, x, y)-128)/255*sharp))
}

// ramp goes from 0 to 1 at 0, over a width.
func ramp(distance, width float64) float64 {
	return max(0, min(1, 0.5+distance/max(width, 1)))
}
