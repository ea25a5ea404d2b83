package picture

import (
	"image"
	"image/color"
)

// white is the grey of paper where a picture is transparent.
const white = 255

// maxGreySide is the longest side of the pictures that Normalize looks at: a
// digit that fills a tenth of a photograph is still five times as large as an
// Image then.
const maxGreySide = 1000

// grey returns the luma of a picture over a background of an even grey, made
// smaller by averaging squares of pixels until no side is longer than
// maxGreySide. Its bounds are at the origin, and its rows have no padding.
func grey(img image.Image, background byte) *image.Gray {
	if o, ok := img.(*oriented); ok {
		view := &oriented{stored: grey(o.stored, background), orientation: o.orientation}
		upright := image.NewGray(view.Bounds())
		for i := range upright.Pix {
			p := view.source(i%upright.Stride, i/upright.Stride)
			upright.Pix[i] = view.stored.(*image.Gray).GrayAt(p.X, p.Y).Y
		}
		return upright
	}
	size := img.Bounds().Size()
	step := (max(size.X, size.Y) + maxGreySide - 1) / maxGreySide
	small := image.NewGray(image.Rect(0, 0, (size.X+step-1)/step, (size.Y+step-1)/step))
	read := rowReader(img, background)
	if step == 1 {
		for y := range size.Y {
			read(small.Pix[y*small.Stride:][:size.X], y)
		}
		return small
	}
	row := make([]byte, size.X)
	sums := make([]int, small.Stride)
	for top := 0; top < size.Y; top += step {
		clear(sums)
		rows := min(step, size.Y-top)
		for y := top; y < top+rows; y++ {
			read(row, y)
			addSquares(sums, row, step)
		}
		out := small.Pix[top/step*small.Stride:][:small.Stride]
		for x, sum := range sums {
			count := rows * min(step, size.X-x*step)
			out[x] = byte((sum + count/2) / count)
		}
	}
	return small
}

// addSquares adds step pixels of the row to each sum; the last may get fewer.
func addSquares(sums []int, row []byte, step int) {
	for i := range sums {
		part := row[i*step : min((i+1)*step, len(row))]
		sum := 0
		for _, v := range part {
			sum += int(v)
		}
		sums[i] += sum
	}
}

// rowReader returns a function that reads the luma of the picture's y-th row,
// counted from 0, over the background. The kinds of picture that the decoders
// return have a way of their own, since a camera's picture has millions of
// pixels.
func rowReader(img image.Image, background byte) func(dst []byte, y int) {
	b := img.Bounds()
	switch img := img.(type) {
	case *image.Gray:
		return func(dst []byte, y int) { copy(dst, img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):]) }
	case *image.YCbCr: // Y is the luma
		return func(dst []byte, y int) { copy(dst, img.Y[img.YOffset(b.Min.X, b.Min.Y+y):]) }
	case *image.NYCbCrA:
		return func(dst []byte, y int) {
			luma, alpha := img.Y[img.YOffset(b.Min.X, b.Min.Y+y):], img.A[img.AOffset(b.Min.X, b.Min.Y+y):]
			for x := range dst {
				dst[x] = over(luma[x], alpha[x], background)
			}
		}
	case *image.NRGBA:
		return func(dst []byte, y int) {
			pix := img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):]
			for x := range dst {
				p := pix[4*x : 4*x+4 : 4*x+4]
				dst[x] = over(luma(uint32(p[0]), uint32(p[1]), uint32(p[2])), p[3], background)
			}
		}
	case *image.RGBA:
		return func(dst []byte, y int) {
			pix := img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):]
			for x := range dst {
				p := pix[4*x : 4*x+4 : 4*x+4]
				dst[x] = add(luma(uint32(p[0]), uint32(p[1]), uint32(p[2])), over(0, p[3], background))
			}
		}
	case *image.Paletted:
		var greys [256]byte
		for i, c := range img.Palette {
			greys[i] = greyOf(c, background)
		}
		return func(dst []byte, y int) {
			pix := img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):]
			for x := range dst {
				dst[x] = greys[pix[x]]
			}
		}
	}
	if img, ok := img.(image.RGBA64Image); ok { // which puts no colours on the heap
		return func(dst []byte, y int) {
			for x := range dst {
				dst[x] = greyOf(img.RGBA64At(b.Min.X+x, b.Min.Y+y), background)
			}
		}
	}
	return func(dst []byte, y int) {
		for x := range dst {
			dst[x] = greyOf(img.At(b.Min.X+x, b.Min.Y+y), background)
		}
	}
}

// greyOf returns the luma of any colour over the background.
func greyOf[C color.Color](c C, background byte) byte {
	r, g, b, a := c.RGBA()
	return add(luma(r>>8, g>>8, b>>8), over(0, byte(a>>8), background))
}

// luma weighs red, green and blue of 0 to 255 as JFIF does: 0.299, 0.587 and
// 0.114, here of 65536.
func luma(r, g, b uint32) byte {
	return byte((19595*r + 38470*g + 7471*b + 1<<15) >> 16)
}

// over lays a grey of some opacity over the background.
func over(grey, alpha, background byte) byte {
	return byte((int(grey)*int(alpha) + int(background)*(255-int(alpha)) + 127) / 255)
}

// add adds without running over, as colours that claim more light than their
// opacity allows otherwise would.
func add(a, b byte) byte {
	return byte(min(255, int(a)+int(b)))
}
