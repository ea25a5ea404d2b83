package nn

// im2col unrolls one sample x (C,H,W) into cols (C*R*R, OutH*OutW): row
// (c,r,s) holds, for each output pixel, the input pixel that weight (c,r,s)
// meets there, 0 in the padding.
func (l *Conv2D) im2col(cols, x []float32) {
	outH, outW := l.OutH(), l.OutW()
	for c := range l.InC {
		channel := sample(x, c, l.InH*l.InW)
		for r := range l.Kernel {
			for s := range l.Kernel {
				first, last := l.inside(s)
				for h := range outH {
					row := cols[:outW]
					cols = cols[outW:]
					inH := h + r - l.Padding
					if inH < 0 || inH >= l.InH {
						clear(row)
						continue
					}
					start := inH*l.InW + first + s - l.Padding
					clear(row[:first])
					copy(row[first:last], channel[start:])
					clear(row[last:])
				}
			}
		}
	}
}

// col2im is the transpose of im2col: it overwrites dx (C,H,W) with the sums of
// the entries of dcols (C*R*R, OutH*OutW) that each input pixel went to.
func (l *Conv2D) col2im(dx, dcols []float32) {
	outH, outW := l.OutH(), l.OutW()
	clear(dx)
	for c := range l.InC {
		channel := sample(dx, c, l.InH*l.InW)
		for r := range l.Kernel {
			for s := range l.Kernel {
				first, last := l.inside(s)
				for h := range outH {
					row := dcols[first:last]
					dcols = dcols[outW:]
					inH := h + r - l.Padding
					if inH < 0 || inH >= l.InH {
						continue
					}
					start := inH*l.InW + first + s - l.Padding
					into := channel[start : start+len(row)]
					for i, d := range row {
						into[i] += d
					}
				}
			}
		}
	}
}

// inside returns the range [first, last) of output columns at which column s of
// a filter lies over the input and not over the padding.
func (l *Conv2D) inside(s int) (first, last int) {
	first = max(0, l.Padding-s)
	last = min(l.OutW(), l.InW+l.Padding-s)
	return first, max(first, last)
}
