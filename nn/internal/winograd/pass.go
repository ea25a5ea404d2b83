package winograd

import (
	"digitlab/nn/internal/kernel"
)

// pass is a convolution of (H,C,W,N) to (OutH,K,OutW,N).
type pass struct {
	Shape
	keep bool // all tiles of the input, for its gradient

	filters filters
	n       int       // samples of the run
	strips  []float32 // Bᵗ X for T rows of tiles, (6,T,C,tiles*M+R-1,N)
	tiles   []float32 // Bᵗ X B, rows of elements (6,C,P) for the P tiles of all samples
	out     []float32 // products, a row of elements (6,K,P)
	rows    []float32 // products A, (6,T,K,tiles*M,N)
	blank   []float32 // a row above or below the input, (C,W,N)
	beyond  []float32 // a row of a channel below the output, (W,N)
}

// run computes y, the convolution of x plus the biases (K). Between the transforms of
// columns it goes through the elements by their row i, so that what is in use at a time
// stays in the caches.
func (p *pass) run(y, x, bias []float32) {
	p.n = kernel.BatchSize(x, p.InH*p.InC*p.InW)
	cols := p.tilesH() * p.tilesW() * p.n
	step := 0
	if p.keep {
		step = points * p.InC * cols
	}
	p.tiles = kernel.Reserve(p.tiles, (points-1)*step+points*p.InC*cols)
	p.out = kernel.Reserve(p.out, points*p.OutC*cols)
	p.transformIn(x)
	for i := range points {
		tiles := p.tiles[i*step:]
		p.tilesOf(tiles, i)
		kernel.BatchGemm(kernel.Products{
			Count: points,
			M:     p.OutC, N: cols, K: p.InC,
			A: p.filters.values[i*points*p.OutC*p.InC:], StrideA: p.OutC * p.InC, TransA: true,
			B: tiles, StrideB: p.InC * cols,
			C: p.out, StrideC: p.OutC * cols,
		})
		p.rowsOf(i)
	}
	p.transformOut(y, bias)
}

// stripSize and rowSize are the sizes of a channel's strip and of its row of the output.
func (p *pass) stripSize() int { return (p.tilesW()*tileSide(p.Side) + p.Side - 1) * p.n }
func (p *pass) rowSize() int   { return p.tilesW() * tileSide(p.Side) * p.n }

// transformIn computes the strips.
func (p *pass) transformIn(x []float32) {
	m, length, size := tileSide(p.Side), p.InW*p.n, p.stripSize()
	step := p.tilesH() * p.InC * size
	p.strips = kernel.Reserve(p.strips, points*step)
	clear(p.strips) // beside the input all stays zero
	p.blank = kernel.Reserve(p.blank, p.InC*length)
	for t := range p.tilesH() {
		var rows [points][]float32
		for r := range rows {
			rows[r] = rowOf(x, m*t-p.Padding+r, p.blank)
		}
		for c := range p.InC {
			rowsIn(p.strips[(t*p.InC+c)*size+p.Padding*p.n:], &rows, c*length, length, step)
		}
	}
}

// tilesOf computes row i of the elements of the tiles, (6,C,P).
func (p *pass) tilesOf(tiles []float32, i int) {
	size, tilesW := p.stripSize(), p.tilesW()
	for t := range p.tilesH() {
		strips := p.strips[(i*p.tilesH()+t)*p.InC*size:]
		tilesIn(tiles[t*tilesW*p.n:], strips, tileSide(p.Side), p.InC, tilesW, p.n, size, p.tilesH()*tilesW*p.n)
	}
}

// rowsOf computes row i of the products A.
func (p *pass) rowsOf(i int) {
	size, tilesW := p.rowSize(), p.tilesW()
	p.rows = kernel.Reserve(p.rows, points*p.tilesH()*p.OutC*size)
	tilesOut := tilesOut2
	if p.Side == three {
		tilesOut = tilesOut4
	}
	for t := range p.tilesH() {
		rows := p.rows[(i*p.tilesH()+t)*p.OutC*size:]
		tilesOut(rows, p.out[t*tilesW*p.n:], p.OutC, tilesW, p.n, p.tilesH()*tilesW*p.n)
	}
}

// transformOut computes y.
func (p *pass) transformOut(y, bias []float32) {
	m, length, size := tileSide(p.Side), p.outW()*p.n, p.rowSize()
	step := p.tilesH() * p.OutC * size
	p.beyond = kernel.Reserve(p.beyond, length)
	for t := range p.tilesH() {
		for k := range p.OutC {
			var start float32
			if bias != nil {
				start = bias[k]
			}
			var rows [4][]float32
			for r := range rows {
				rows[r] = p.beyond
				if h := m*t + r; r < m && h < p.outH() {
					rows[r] = kernel.Block(y, h*p.OutC+k, length)
				}
			}
			from := p.rows[(t*p.OutC+k)*size:]
			if m == 2 {
				rowsOut2(rows[0], rows[1], from, start, step)
			} else {
				rowsOut4(&rows, from, start, step)
			}
		}
	}
}
