// Package winograd computes convolutions with 5x5 filters by the minimal filtering
// algorithm F(2x2,5x5) of Winograd, in the form of Lavin and Gray, "Fast
// Algorithms for Convolutional Neural Networks" (CVPR 2016). The output is cut
// into tiles of 2x2, each of which needs a tile of 6x6 of the input:
//
//	Y = Aᵗ [(G W Gᵗ) ⊙ (Bᵗ X B)] A
//
// Filter and input are taken at six points in each direction. What is left is
// one multiplication for each of 36 elements, where the definition has 100; over
// channels, tiles and samples these are 36 matrix products.
package winograd

import "digitlab/nn/internal/kernel"

// Convolution is one that can be computed so, with what it remembers from forward to
// backward.
type Convolution struct {
	shape    Shape
	forwards pass
	back     pass // from dy to dx, with turned filters

	dtiles   []float32 // transformed gradient of the output, a row of elements (6,K,P)
	dfilters filterGrad
}

// Shape is that of a convolution with 5x5 filters.
type Shape struct {
	InC, InH, InW int // input is (H,C,W,N)
	OutC          int // filters K
	Padding       int // zeros round the input, on each side
}

func (s Shape) outH() int { return s.InH + 2*s.Padding - Side + 1 }
func (s Shape) outW() int { return s.InW + 2*s.Padding - Side + 1 }

// Fits reports whether the algorithm can compute the convolution and is worth it: with
// few channels, the transforms cost more than they save.
func (s Shape) Fits() bool {
	return s.Padding < Side &&
		s.InH%2 == 0 && s.InW%2 == 0 && s.outH() > 0 && s.outW() > 0 &&
		min(s.InC, s.OutC) >= 8
}

// New returns the convolution of a shape that fits.
func New(s Shape) *Convolution {
	back := Shape{InC: s.OutC, InH: s.outH(), InW: s.outW(), OutC: s.InC, Padding: Side - 1 - s.Padding}
	return &Convolution{
		shape:    s,
		forwards: pass{Shape: s, keep: true, filters: filters{k: s.OutC, c: s.InC}},
		back:     pass{Shape: back, filters: filters{k: s.InC, c: s.OutC, turned: true}},
	}
}

// Forward adds the products with the filters (K,C,5,5) to y (OutH,K,OutW,N).
func (w *Convolution) Forward(y, x, filters []float32) {
	w.forwards.filters.set(filters)
	w.forwards.run(y, x)
}

// InputGrad is the convolution of dy with the filters turned by half a turn,
// filters and channels exchanged.
func (w *Convolution) InputGrad(dx, dy, filters []float32) {
	clear(dx)
	w.back.filters.set(filters)
	w.back.run(dx, dy)
}

// WeightGrad adds to dw what dy and the x of the last Forward give. It follows the chain backwards through the sum that forward is: the
// transformed tiles of dy times those of x that forward has kept, summed over
// tiles and samples, transformed to the taps of the filters.
func (w *Convolution) WeightGrad(dw, dy []float32) {
	s := w.shape
	n := kernel.BatchSize(dy, s.OutC*s.outH()*s.outW())
	cols := s.outH() * s.outW() / 4 * n
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
	rowSize, tilesW := s.OutC*s.outW()*n, s.outW()/2
	cols := s.outH() / 2 * tilesW * n
	for t := range s.outH() / 2 {
		upper, lower := kernel.Block(dy, 2*t, rowSize), kernel.Block(dy, 2*t+1, rowSize)
		tilesGrad(w.dtiles[t*tilesW*n:], upper, lower, &tileA[i], s.OutC, tilesW, n, cols)
	}
}
