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
	frame   frame     // of a row of the input, (C,tiles*M+R-1,N)
	row     []float32 // of the output, (K,tiles*M,N)
}

// run adds the convolution of x to y. It goes through the elements by their row
// i, so that what is in use at a time stays in the caches.
func (p *pass) run(y, x []float32) {
	n := kernel.BatchSize(x, p.InH*p.InC*p.InW)
	cols := p.tilesH() * p.tilesW() * n
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
			A: p.filters.values[i*points*p.OutC*p.InC:], StrideA: p.OutC * p.InC, TransA: true,
			B: tiles, StrideB: p.InC * cols,
			C: p.out, StrideC: p.OutC * cols,
		})
		p.addOutput(y, i, n)
	}
}

// tilesOf computes row i of the elements of Bᵗ X B, (6,C,P).
func (p *pass) tilesOf(tiles, x []float32, i, n int) {
	m, tilesW := tileSide(p.Side), p.tilesW()
	width := (tilesW*m + p.Side - 1) * n
	cols := p.tilesH() * tilesW * n
	rowSize := p.InC * p.InW * n
	p.frame.clear(p.InC*width, rowSize)
	for t := range p.tilesH() {
		var rows [4][]float32
		for tap, r := range tileRows[i] {
			rows[tap] = p.frame.row(x, m*t-p.Padding+r)
		}
		combineRows(p.frame.padded[p.Padding*n:], &rows, &tileB[i], p.InC, p.InW*n, width)
		tilesIn(tiles[t*tilesW*n:], p.frame.padded, m, p.InC, tilesW, n, width, cols)
	}
}

// addOutput adds to y what row i of the elements of the products gives.
func (p *pass) addOutput(y []float32, i, n int) {
	rowSize, tilesW := p.OutC*p.outW()*n, p.tilesW()
	cols := p.tilesH() * tilesW * n
	if p.Side == five {
		for t := range p.tilesH() {
			upper, lower := kernel.Block(y, 2*t, rowSize), kernel.Block(y, 2*t+1, rowSize)
			tilesOut2(upper, lower, p.out[t*tilesW*n:], &tileA2[i], p.OutC, tilesW, n, cols)
		}
		return
	}
	p.row = kernel.Reserve(p.row, p.OutC*4*tilesW*n)
	for t := range p.tilesH() {
		tilesOut4(p.row, p.out[t*tilesW*n:], p.OutC, tilesW, n, cols)
		for r := range min(4, p.outH()-4*t) {
			p.addRow(kernel.Block(y, 4*t+r, rowSize), tileA4[i][r])
		}
	}
}

// addRow adds a times the row of the output that tiles have given, as far as there is
// output, to y (K,W,N).
func (p *pass) addRow(y []float32, a float32) {
	length, step := len(y)/p.OutC, len(p.row)/p.OutC
	for k := range p.OutC {
		addMultiple(kernel.Block(y, k, length), p.row[k*step:][:length], a)
	}
}

// frame is room for a row of an image with zeros beside it.
type frame struct {
	padded []float32 // (C,W and what is beside it,N)
	blank  []float32 // a row above or below the image, (C,W,N)
}

// clear leaves nothing but zeros in the frame, of a size, for rows of another.
func (f *frame) clear(size, rowSize int) {
	f.padded = kernel.Reserve(f.padded, size)
	clear(f.padded)
	f.blank = kernel.Reserve(f.blank, rowSize)
}

// row returns row h of the image x, which is blank above and below it.
func (f *frame) row(x []float32, h int) []float32 {
	if h < 0 || (h+1)*len(f.blank) > len(x) {
		return f.blank
	}
	return kernel.Block(x, h, len(f.blank))
}
