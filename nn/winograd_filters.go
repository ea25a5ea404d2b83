package nn

// winogradFilters are filters in transformed form.
type winogradFilters struct {
	k, c   int
	turned bool // the source is (C,K,R,R), each filter turned by half a turn

	values []float32 // G W Gᵗ, (6,6,K,C)
	source []float32 // what they come from, (K,C,R,R) unless turned
	tap    []float32 // the same tap of all filters, (K,C)
	half   []float32 // G times a column of taps, (6,K,C)
}

// set transforms the filters in source, unless they are those of last time:
// several batches may follow each change.
func (f *winogradFilters) set(source []float32) {
	if len(f.source) == len(source) && equal(f.source, source) {
		return
	}
	f.source = append(f.source[:0], source...)
	size := f.k * f.c
	f.values, f.tap, f.half = reserve(f.values, points*points*size), reserve(f.tap, size), reserve(f.half, points*size)
	clear(f.values)
	for s := range filterTaps {
		clear(f.half)
		for r := range filterTaps {
			f.gather(r, s)
			for i := range points {
				addMultiple(sample(f.half, i, size), f.tap, filterG[i][r])
			}
		}
		for i := range points {
			for j := range points {
				addMultiple(sample(f.values, i*points+j, size), sample(f.half, i, size), filterG[j][s])
			}
		}
	}
}

// gather takes tap (r,s) of all filters from the source.
func (f *winogradFilters) gather(r, s int) {
	const area = filterTaps * filterTaps
	if !f.turned {
		for kc := range f.tap {
			f.tap[kc] = f.source[kc*area+r*filterTaps+s]
		}
		return
	}
	for k := range f.k {
		for c := range f.c {
			f.tap[k*f.c+c] = f.source[(c*f.k+k+1)*area-1-r*filterTaps-s]
		}
	}
}

// winogradFilterGrad takes a gradient back through the transform of filters.
type winogradFilterGrad struct {
	values []float32 // of the transformed filters, dU (6,6,K,C)
	half   []float32 // dU G, (6,R,K,C)
	taps   []float32 // Gᵗ dU G, (R,R,K,C)
}

// addTo adds Gᵗ dU G to dw (K,C,R,R), the gradient of size filters.
func (g *winogradFilterGrad) addTo(dw []float32, size int) {
	const area = filterTaps * filterTaps
	g.taps, g.half = reserve(g.taps, area*size), reserve(g.half, points*filterTaps*size)
	for i := range points {
		tapsGrad(g.half[i*filterTaps*size:], g.values[i*points*size:], size)
	}
	tapsGrad(g.taps, g.half, filterTaps*size)
	for kc := range size {
		into := sample(dw, kc, area)
		for rs := range into {
			into[rs] += g.taps[rs*size+kc]
		}
	}
}

// addMultiple is addScaled that leaves out what is zero.
func addMultiple(y, x []float32, a float32) {
	if a != 0 {
		addScaled(y, x, a)
	}
}
