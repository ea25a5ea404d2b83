package picture

import (
	"image"
	"math"
)

// resize returns the picture at w x h pixels, row by row, as values of 0 to
// 255. Where it gets smaller, each pixel is the mean of the area it comes
// from, with parts of pixels counted as parts; where it gets larger, it is
// interpolated linearly. Each axis is done by itself.
func resize(src *image.Gray, w, h int) []float32 {
	size := src.Bounds().Size()
	dst := make([]float32, w*h)
	if size == image.Pt(w, h) {
		for i := range dst {
			dst[i] = float32(src.Pix[i/w*src.Stride+i%w])
		}
		return dst
	}
	columns, rows := newTaps(size.X, w), newTaps(size.Y, h)
	narrow := make([]float32, w) // a row of the source, resized across
	for y, row := range rows {
		for k, weight := range row.weights {
			pix := src.Pix[(row.first+k)*src.Stride:][:size.X]
			for x, column := range columns {
				narrow[x] = column.sum(pix)
			}
			out := dst[y*w:][:w]
			for x, v := range narrow {
				out[x] += weight * v
			}
		}
	}
	return dst
}

// taps says which pixels one resized pixel comes from, and in which parts.
type taps struct {
	first   int
	weights []float32 // their sum is 1
}

// sum applies the taps to a row of pixels.
func (t taps) sum(row []byte) float32 {
	var sum float32
	for i, v := range row[t.first:][:len(t.weights)] {
		sum += t.weights[i] * float32(v)
	}
	return sum
}

// newTaps returns the taps of each of n pixels that are to stand for size
// pixels.
func newTaps(size, n int) []taps {
	all := make([]taps, n)
	ratio := float64(size) / float64(n)
	for i := range all {
		if size <= n {
			all[i] = linearTaps((float64(i)+0.5)*ratio-0.5, size)
		} else {
			all[i] = areaTaps(float64(i)*ratio, float64(i+1)*ratio, size)
		}
	}
	return all
}

// linearTaps interpolates at a point between pixel centres.
func linearTaps(at float64, size int) taps {
	at = max(0, min(float64(size-1), at))
	first := min(int(at), max(size-2, 0))
	part := float32(at - float64(first))
	return taps{first, []float32{1 - part, part}[:min(size, 2)]}
}

// areaTaps takes the mean from one edge to another.
func areaTaps(from, to float64, size int) taps {
	first, end := int(from), min(int(math.Ceil(to)), size)
	t := taps{first, make([]float32, end-first)}
	for i := range t.weights {
		pixel := float64(first + i)
		covered := min(to, pixel+1) - max(from, pixel)
		t.weights[i] = float32(covered / (to - from))
	}
	return t
}
