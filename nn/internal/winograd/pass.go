package winograd

import (
	"digitlab/nn/internal/kernel"
)

// pass is a convolution of (H,C,W,N) to (OutH,K,OutW,N).
type pass struct {
	Shape
	keep bool // all tiles, not only the last row of elements

	filters filters
	tiles   []float32 // Bᵗ X B, rows of elements (6,C,P) for the P tiles of all samples
	out     []float32 // products, a row of elements (6,K,P)
	padded  []float32 // a row of the input, (C,W+2*padding,N)
	blank   []float32 // a row of the input above or below the image, (C,W,N)
}

// run adds the convolution of x to y. It goes through the elements by their row
// i, so that what is in use at a time stays in the caches.
func (p *pass) run(y, x []float32) {
	n := kernel.BatchSize(x, p.InH*p.InC*p.InW)
	cols := p.outH() * p.outW() / 4 * n
	p.out = kernel.Reserve(p.out, points*p.OutC*cols)
	step := 0
	if p.keep {
		step = points * p.InC * cols
	}
	p.tiles = kernel.Reserve(p.tiles, (points-1)*step+points*p.InC*cols)
	for i := range points {
		tiles := p.tiles[i*step:]
		p.tilesOf(tiles, x, i, n)
		kernel.BatchGemm(kernel.Products{
			Count: points,
			M:     p.OutC, N: cols, K: p.InC,
			A: p.filters.values[i*points*p.OutC*p.InC:], StrideA: p.OutC * p.InC,
			B: tiles, StrideB: p.InC * cols,
			C: p.out, StrideC: p.OutC * cols,
		})
		p.addOutput(y, i, n)
	}
}

// tilesOf computes row i of the elements of Bᵗ X B, (6,C,P).
func (p *pass) tilesOf(tiles, x []float32, i, n int) {
	width, tilesW := (p.InW+2*p.Padding)*n, p.outW()/2
	cols := p.outH() / 2 * tilesW * n
	rowSize := p.InC * p.InW * n
	p.padded = kernel.Reserve(p.padded, p.InC*width)
	clear(p.padded)
	p.blank = kernel.Reserve(p.blank, rowSize)
	for t := range p.outH() / 2 {
		var rows [4][]float32
		for tap, r := range tileRows[i] {
			rows[tap] = p.blank
			if h := 2*t - p.Padding + r; 0 <= h && h < p.InH {
				rows[tap] = kernel.Block(x, h, rowSize)
			}
		}
		combineRows(p.padded[p.Padding*n:], &rows, &tileB[i], p.InC, p.InW*n, width)
		tilesIn(tiles[t*tilesW*n:], p.padded, p.InC, tilesW, n, width, cols)
	}
}

// addOutput adds to y what row i of the elements of the products gives.
func (p *pass) addOutput(y []float32, i, n int) {
	rowSize, tilesW := p.OutC*p.outW()*n, p.outW()/2
	cols := p.outH() / 2 * tilesW * n
	for t := range p.outH() / 2 {
		upper, lower := kernel.Block(y, 2*t, rowSize), kernel.Block(y, 2*t+1, rowSize)
		tilesOut(upper, lower, p.out[t*tilesW*n:], &tileA[i], p.OutC, tilesW, n, cols)
	}
}
