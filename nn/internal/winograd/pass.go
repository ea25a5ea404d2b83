package winograd

import (
	"digitlab/nn/internal/kernel"
)

// pass is a convolution of (H,C,W,N) to (OutH,K,OutW,N).
type pass struct {
	Shape
	keep bool // all tiles of the input, for its gradient

	filters filters
	tiles   []float32 // Bᵗ X B, (6,6,C,P) for the P tiles of all samples, or of a group
	out     []float32 // their products, (6,6,K,P) for a group of rows of tiles
	frame   frame     // of a row of six, (6,tiles*M+R-1,N)
	rows    []float32 // of the output, (6,tiles*M,N)
	beyond  []float32 // a row that lies below the output, (W,N)
}

// groupSize is about how many values the tiles of a group have: they stay in an L2
// cache from one transform to the other.
const groupSize = 82_000

// run computes y, the convolution of x plus the biases (K), in groups of rows of tiles.
func (p *pass) run(y, x, bias []float32) {
	n := kernel.BatchSize(x, p.InH*p.InC*p.InW)
	row, tilesH := p.tilesW()*n, p.tilesH()
	group := min(max(1, groupSize/(points*points*max(p.InC, p.OutC)*row)), tilesH)
	cols := group * row
	p.out = kernel.Reserve(p.out, points*points*p.OutC*cols)
	if p.keep {
		cols = tilesH * row
	}
	p.tiles = kernel.Reserve(p.tiles, points*points*p.InC*cols)
	p.frame.clear(points*(p.tilesW()*tileSide(p.Side)+p.Side-1)*n, p.InC*p.InW*n)
	for first := 0; first < tilesH; first += group {
		count := min(group, tilesH-first)
		tiles := p.tiles
		if p.keep {
			tiles = tiles[first*row:]
		}
		for t := range count {
			p.tilesOf(tiles[t*row:], x, first+t, n, cols)
		}
		kernel.BatchGemm(kernel.Products{
			Count: points * points,
			M:     p.OutC, N: count * row, K: p.InC,
			A: p.filters.values, StrideA: p.OutC * p.InC, TransA: true,
			B: tiles, StrideB: p.InC * cols, LdB: cols,
			C: p.out, StrideC: p.OutC * count * row,
		})
		for t := range count {
			p.output(y, bias, p.out[t*row:], first+t, n, count*row)
		}
	}
}

// tilesOf computes Bᵗ X B for row t of the tiles; in tiles (6,6,C,P), rows of P are
// cols long.
func (p *pass) tilesOf(tiles, x []float32, t, n, cols int) {
	m, length := tileSide(p.Side), p.InW*n
	width := len(p.frame.padded) / points
	var rows [points][]float32
	for r := range rows {
		rows[r] = p.frame.row(x, m*t-p.Padding+r)
	}
	for c := range p.InC {
		rowsIn(p.frame.padded[p.Padding*n:], &rows, c*length, length, width)
		tilesIn(tiles[c*cols:], p.frame.padded, m, p.tilesW(), n, width, p.InC*cols)
	}
}

// output computes the rows of y and the biases that row t of the tiles gives; in out
// (6,6,K,P), rows of P are cols long.
func (p *pass) output(y, bias, out []float32, t, n, cols int) {
	m, length := tileSide(p.Side), p.outW()*n
	width := m * p.tilesW() * n
	p.rows, p.beyond = kernel.Reserve(p.rows, points*width), kernel.Reserve(p.beyond, length)
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
		if m == 2 {
			tilesOut2(p.rows, out[k*cols:], p.tilesW(), n, p.OutC*cols)
			rowsOut2(rows[0], rows[1], p.rows, start, width)
		} else {
			tilesOut4(p.rows, out[k*cols:], p.tilesW(), n, p.OutC*cols)
			rowsOut4(&rows, p.rows, start, width)
		}
	}
}

// frame is room for a row of an image with zeros beside it.
type frame struct {
	padded []float32 // rows of W and what is beside it, (W,N)
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
