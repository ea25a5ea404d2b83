package nn

// winograd computes a convolution with 5x5 filters by the minimal filtering
// algorithm F(2x2,5x5) of Winograd, in the form of Lavin and Gray, "Fast
// Algorithms for Convolutional Neural Networks" (CVPR 2016). The output is cut
// into tiles of 2x2, each of which needs a tile of 6x6 of the input:
//
//	Y = Aᵗ [(G W Gᵗ) ⊙ (Bᵗ X B)] A
//
// Filter and input are taken at six points in each direction. What is left is
// one multiplication for each of 36 elements, where the definition has 100; over
// channels, tiles and samples these are 36 matrix products.
type winograd struct {
	conv     *Conv2D
	forwards winogradPass
	back     winogradPass // from dy to dx, with turned filters

	dtiles   []float32 // transformed gradient of the output, a row of elements (6,K,P)
	dfilters winogradFilterGrad
}

// winogradFits reports whether winograd can compute l and is worth it: with few
// channels, the transforms cost more than they save.
func winogradFits(l *Conv2D) bool {
	return l.Kernel == filterTaps && l.Padding < l.Kernel &&
		l.InH%2 == 0 && l.InW%2 == 0 && l.OutH() > 0 && l.OutW() > 0 &&
		min(l.InC, l.OutC) >= 8
}

func newWinograd(l *Conv2D) *winograd {
	return &winograd{
		conv:     l,
		forwards: winogradPass{inC: l.InC, inH: l.InH, inW: l.InW, outC: l.OutC, padding: l.Padding, keep: true, filters: winogradFilters{k: l.OutC, c: l.InC}},
		back:     winogradPass{inC: l.OutC, inH: l.OutH(), inW: l.OutW(), outC: l.InC, padding: l.Kernel - 1 - l.Padding, filters: winogradFilters{k: l.InC, c: l.OutC, turned: true}},
	}
}

func (w *winograd) forward(y, x []float32) {
	w.forwards.filters.set(w.conv.W)
	w.forwards.run(y, x)
}

// inputGrad is the convolution of dy with the filters turned by half a turn,
// filters and channels exchanged.
func (w *winograd) inputGrad(dx, dy []float32) {
	clear(dx)
	w.back.filters.set(w.conv.W)
	w.back.run(dx, dy)
}

// weightGrad follows the chain backwards through the sum that forward is: the
// transformed tiles of dy times those of x that forward has kept, summed over
// tiles and samples, transformed to the taps of the filters.
func (w *winograd) weightGrad(dy []float32) {
	l := w.conv
	n := batchSize(dy, l.OutSize())
	cols := l.OutH() * l.OutW() / 4 * n
	w.dtiles = reserve(w.dtiles, points*l.OutC*cols)
	w.dfilters.values = reserve(w.dfilters.values, points*points*l.OutC*l.InC)
	for i := range points {
		w.tilesOf(dy, i, n)
		batchGemm(products{
			count: points,
			m:     l.OutC, n: l.InC, k: cols,
			a: w.dtiles, strideA: l.OutC * cols,
			b: w.forwards.tiles[i*points*l.InC*cols:], strideB: l.InC * cols, transB: true,
			c: w.dfilters.values[i*points*l.OutC*l.InC:], strideC: l.OutC * l.InC,
		})
	}
	w.dfilters.addTo(l.DW, l.OutC*l.InC)
}

// tilesOf computes row i of the elements of A dY Aᵗ, (6,K,P), to dtiles.
func (w *winograd) tilesOf(dy []float32, i, n int) {
	l := w.conv
	rowSize, tilesW := l.OutC*l.OutW()*n, l.OutW()/2
	cols := l.OutH() / 2 * tilesW * n
	for t := range l.OutH() / 2 {
		upper, lower := sample(dy, 2*t, rowSize), sample(dy, 2*t+1, rowSize)
		tilesGrad(w.dtiles[t*tilesW*n:], upper, lower, &tileA[i], l.OutC, tilesW, n, cols)
	}
}
