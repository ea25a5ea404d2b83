// Package winograd computes convolutions with 5x5 and 3x3 filters by the minimal
// filtering algorithms F(2x2,5x5) and F(4x4,3x3) of Winograd, in the form of Lavin and
// Gray, "Fast Algorithms for Convolutional Neural Networks" (CVPR 2016). The output is
// cut into tiles of 2x2, or of 4x4, each of which needs a tile of 6x6 of the input:
//
//	Y = Aᵗ [(G W Gᵗ) ⊙ (Bᵗ X B)] A
//
// Filter and input are taken at six points in each direction. What is left is
// one multiplication for each of 36 elements, where the definition has 100, or 144;
// over channels, tiles and samples these are 36 matrix products.
package winograd

import "digitlab/nn/internal/kernel"

// Convolution is one that can be computed so, with what it remembers from forward to
// backward.
type Convolution struct {
	shape    Shape
	forwards pass
	back     pass // from dy to dx, with turned filters

	dtiles   []float32 // transformed gradient of the output, a row of elements (6,K,P)
	padded   []float32 // a row of the gradient of the output with zeros beside it, (K,4*tilesW,N)
	blank    []float32 // a row below it, (K,W,N)
	dfilters filterGrad
}

// Shape is that of a convolution.
type Shape struct {
	Side          int // of a filter, R
	InC, InH, InW int // input is (H,C,W,N)
	OutC          int // filters K
	Padding       int // zeros round the input, on each side
}

func (s Shape) outH() int { return s.InH + 2*s.Padding - s.Side + 1 }
func (s Shape) outW() int { return s.InW + 2*s.Padding - s.Side + 1 }

// Tiles of 4x4 may reach beyond the output, at its right and at its bottom.

func (s Shape) tilesH() int { return (s.outH() + tileSide(s.Side) - 1) / tileSide(s.Side) }
func (s Shape) tilesW() int { return (s.outW() + tileSide(s.Side) - 1) / tileSide(s.Side) }

// Fits reports whether the algorithm can compute the convolution and is worth it: with
// few channels the transforms cost more than they save, and so does a tile of which
// most lies beyond the output.
func (s Shape) Fits() bool {
	fits := s.Side == three || s.Side == five && s.InH%2 == 0 && s.InW%2 == 0
	return fits && s.Padding < s.Side && s.outH() > 0 && s.outW() > 0 &&
		min(s.InC, s.OutC) >= 8 && s.pays() && s.turned().pays()
}

// pays reports whether half of the multiplications of the definition, or more, are saved.
func (s Shape) pays() bool {
	return 2*points*points*s.tilesH()*s.tilesW() <= s.Side*s.Side*s.outH()*s.outW()
}

// turned is the shape of the convolution from dy to dx.
func (s Shape) turned() Shape {
	return Shape{Side: s.Side, InC: s.OutC, InH: s.outH(), InW: s.outW(), OutC: s.InC, Padding: s.Side - 1 - s.Padding}
}

// New returns the convolution of a shape that fits.
func New(s Shape) *Convolution {
	return &Convolution{
		shape:    s,
		forwards: pass{Shape: s, keep: true, filters: filters{side: s.Side, k: s.OutC, c: s.InC}},
		back:     pass{Shape: s.turned(), filters: filters{side: s.Side, k: s.InC, c: s.OutC, turned: true}},
		dfilters: filterGrad{side: s.Side},
	}
}

// Forward computes y (OutH,K,OutW,N) with filters (K,C,R,R) and biases (K).
func (w *Convolution) Forward(y, x, filters, bias []float32) {
	w.forwards.filters.set(filters)
	w.forwards.run(y, x, bias)
}

// InputGrad is the convolution of dy with the filters turned by half a turn,
// filters and channels exchanged.
func (w *Convolution) InputGrad(dx, dy, filters []float32) {
	w.back.filters.set(filters)
	w.back.run(dx, dy, nil)
}

// WeightGrad adds to dw what dy and the x of the last Forward give. It follows the
// chain backwards through the sum that forward is: the transformed tiles of dy
// times those of x that forward has kept, summed over tiles and samples, transformed
// to the taps of the filters.
func (w *Convolution) WeightGrad(dw, dy []float32) {
	s := w.shape
	n := kernel.BatchSize(dy, s.OutC*s.outH()*s.outW())
	cols := s.tilesH() * s.tilesW() * n
	w.dtiles = kernel.Reserve(w.dtiles, points*s.OutC*cols)
	w.dfilters.values = kernel.Reserve(w.dfilters.values, points*points*s.OutC*s.InC)
	for i := range points {
		w.tilesOf(dy, i, n)
		kernel.BatchGemm(kernel.Products{
			Count: points,
			M:     s.OutC, N: s.InC, K: cols,
			A: w.dtiles, StrideA: s.OutC * cols,
			B: w.forwards.tiles[i*points*s.InC*cols:], StrideB: s.InC * cols, TransB: true,
			C: w.dfilters.values[i*points*s.OutC*s.InC:], StrideC: s.OutC * s.InC,
		})
	}
	w.dfilters.addTo(dw, s.OutC*s.InC)
}

// tilesOf computes row i of the elements of A dY Aᵗ, (6,K,P), to dtiles.
func (w *Convolution) tilesOf(dy []float32, i, n int) {
	s := w.shape
	rowSize, tilesW := s.OutC*s.outW()*n, s.tilesW()
	cols := s.tilesH() * tilesW * n
	if s.Side == five {
		for t := range s.tilesH() {
			upper, lower := kernel.Block(dy, 2*t, rowSize), kernel.Block(dy, 2*t+1, rowSize)
			tilesGrad2(w.dtiles[t*tilesW*n:], upper, lower, &tileA2[i], s.OutC, tilesW, n, cols)
		}
		return
	}
	width := 4 * tilesW * n
	w.padded, w.blank = kernel.Reserve(w.padded, s.OutC*width), kernel.Reserve(w.blank, rowSize)
	clear(w.padded)
	for t := range s.tilesH() {
		var rows [4][]float32
		for r := range rows {
			rows[r] = rowOf(dy, 4*t+r, w.blank)
		}
		combineRows(w.padded, &rows, &tileA4[i], s.OutC, s.outW()*n, width)
		tilesGrad4(w.dtiles[t*tilesW*n:], w.padded, s.OutC, tilesW, n, cols)
	}
}

// rowOf returns row h of the image x, which is blank above and below it.
func rowOf(x []float32, h int, blank []float32) []float32 {
	if h < 0 || (h+1)*len(blank) > len(x) {
		return blank
	}
	return kernel.Block(x, h, len(blank))
}
