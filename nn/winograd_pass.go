package nn

// winogradPass is a convolution of (H,C,W,N) to (OutH,K,OutW,N).
type winogradPass struct {
	inC, inH, inW, outC, padding int
	keep                         bool // all tiles, not only the last row of elements

	filters winogradFilters
	tiles   []float32 // Bᵗ X B, rows of elements (6,C,P) for the P tiles of all samples
	out     []float32 // products, a row of elements (6,K,P)
	padded  []float32 // a row of the input, (C,W+2*padding,N)
	blank   []float32 // a row of the input above or below the image, (C,W,N)
}

func (p *winogradPass) outH() int { return p.inH + 2*p.padding - filterTaps + 1 }
func (p *winogradPass) outW() int { return p.inW + 2*p.padding - filterTaps + 1 }

// run adds the convolution of x to y. It goes through the elements by their row
// i, so that what is in use at a time stays in the caches.
func (p *winogradPass) run(y, x []float32) {
	n := batchSize(x, p.inH*p.inC*p.inW)
	cols := p.outH() * p.outW() / 4 * n
	p.out = reserve(p.out, points*p.outC*cols)
	step := 0
	if p.keep {
		step = points * p.inC * cols
	}
	p.tiles = reserve(p.tiles, (points-1)*step+points*p.inC*cols)
	for i := range points {
		tiles := p.tiles[i*step:]
		p.tilesOf(tiles, x, i, n)
		batchGemm(products{
			count: points,
			m:     p.outC, n: cols, k: p.inC,
			a: p.filters.values[i*points*p.outC*p.inC:], strideA: p.outC * p.inC,
			b: tiles, strideB: p.inC * cols,
			c: p.out, strideC: p.outC * cols,
		})
		p.addOutput(y, i, n)
	}
}

// tilesOf computes row i of the elements of Bᵗ X B, (6,C,P).
func (p *winogradPass) tilesOf(tiles, x []float32, i, n int) {
	width, tilesW := (p.inW+2*p.padding)*n, p.outW()/2
	cols := p.outH() / 2 * tilesW * n
	rowSize := p.inC * p.inW * n
	p.padded = reserve(p.padded, p.inC*width)
	clear(p.padded)
	p.blank = reserve(p.blank, rowSize)
	for t := range p.outH() / 2 {
		var rows [4][]float32
		for tap, r := range tileRows[i] {
			rows[tap] = p.blank
			if h := 2*t - p.padding + r; 0 <= h && h < p.inH {
				rows[tap] = sample(x, h, rowSize)
			}
		}
		combineRows(p.padded[p.padding*n:], &rows, &tileB[i], p.inC, p.inW*n, width)
		tilesIn(tiles[t*tilesW*n:], p.padded, p.inC, tilesW, n, width, cols)
	}
}

// addOutput adds to y what row i of the elements of the products gives.
func (p *winogradPass) addOutput(y []float32, i, n int) {
	rowSize, tilesW := p.outC*p.outW()*n, p.outW()/2
	cols := p.outH() / 2 * tilesW * n
	for t := range p.outH() / 2 {
		upper, lower := sample(y, 2*t, rowSize), sample(y, 2*t+1, rowSize)
		tilesOut(upper, lower, p.out[t*tilesW*n:], &tileA[i], p.outC, tilesW, n, cols)
	}
}
