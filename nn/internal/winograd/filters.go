package winograd

import (
	"digitlab/nn/internal/kernel"
)

// filters are filters in transformed form.
type filters struct {
	side   int // R
	k, c   int
	turned bool // the source is (C,K,R,R), each filter turned by half a turn

	values []float32 // G W Gᵗ, (6,6,C,K)
	source []float32 // what they come from, (K,C,R,R) unless turned
	tap    []float32 // the same tap of all filters, (C,K)
	half   []float32 // G times a column of taps, (6,C,K)
}

// set transforms the filters in source, unless they are those of last time:
// several batches may follow each change.
func (f *filters) set(source []float32) {
	if len(f.source) == len(source) && kernel.Equal(f.source, source) {
		return
	}
	f.source = append(f.source[:0], source...)
	size, g := f.k*f.c, filterG[f.side]
	f.values, f.tap, f.half = kernel.Reserve(f.values, points*points*size), kernel.Reserve(f.tap, size), kernel.Reserve(f.half, points*size)
	clear(f.values)
	for s := range f.side {
		clear(f.half)
		for r := range f.side {
			f.gather(r, s)
			for i := range points {
				addMultiple(kernel.Block(f.half, i, size), f.tap, g[i][r])
			}
		}
		for i := range points {
			for j := range points {
				addMultiple(kernel.Block(f.values, i*points+j, size), kernel.Block(f.half, i, size), g[j][s])
			}
		}
	}
}

// gather takes tap (r,s) of all filters from the source.
func (f *filters) gather(r, s int) {
	area := f.side * f.side
	if f.turned {
		for ck := range f.tap {
			f.tap[ck] = f.source[(ck+1)*area-1-r*f.side-s]
		}
		return
	}
	for k := range f.k {
		for c := range f.c {
			f.tap[c*f.k+k] = f.source[(k*f.c+c)*area+r*f.side+s]
		}
	}
}

// filterGrad takes a gradient back through the transform of filters.
type filterGrad struct {
	side   int       // R
	values []float32 // of the transformed filters, dU (6,6,K,C)
	half   []float32 // dU G, (6,R,K,C)
	taps   []float32 // Gᵗ dU G, (R,R,K,C)
}

// addTo adds Gᵗ dU G to dw (K,C,R,R), the gradient of size filters.
func (g *filterGrad) addTo(dw []float32, size int) {
	area := g.side * g.side
	g.taps, g.half = kernel.Reserve(g.taps, area*size), kernel.Reserve(g.half, points*g.side*size)
	for i := range points {
		tapsGrad(g.half[i*g.side*size:], g.values[i*points*size:], g.side, size)
	}
	tapsGrad(g.taps, g.half, g.side, g.side*size)
	for rs := range area {
		at := rs
		for _, v := range kernel.Block(g.taps, rs, size) {
			dw[at] += v
			at += area
		}
	}
}

// addMultiple is AddScaled that leaves out what is zero.
func addMultiple(y, x []float32, a float32) {
	if a != 0 {
		kernel.AddScaled(y, x, a)
	}
}
