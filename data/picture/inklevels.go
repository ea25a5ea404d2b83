package picture

const (
	// minDepth is the least ink, of 255, that is told from paper at all.
	minDepth = 8

	// minStrength is the least strength of a stroke, of 255: faint pencil
	// has 40 or more, the traces of a JPEG on an even page are below 12.
	minStrength = 20

	// edgeShare is where a stroke ends, as a share of its strength. It is low
	// since the box around a digit of MNIST is around its grey rim too.
	edgeShare = 0.1

	// In standard deviations of the paper's grain: what may be ink, what is
	// taken off it as paper, and the least strength of a stroke.
	grainInk, grainPaper, grainStroke = 4, 3, 6

	// apart is how much stronger than a shadow, or than printed lines, ink on
	// them is at least.
	apart = 1.3
)

// levels are depths of ink on a page, 0 to 255.
type levels struct {
	ground   float64 // up to here it is paper, or what else the ink is on
	rim      byte    // from here on, pixels may be ink
	core     byte    // from here on, they are
	strength float64 // of a stroke
}

// levels returns the levels of ink on paper, and false if there is no ink.
func (m *inkMap) levels() (levels, bool) {
	floor := max(minDepth, int(grainInk*m.grain+0.5))
	counts := m.histogram()
	core := counts.otsu(floor)
	strength := float64(counts.median(core, 256))
	if strength < max(minStrength, grainStroke*m.grain) {
		return levels{}, false
	}
	rim := max(floor, int(edgeShare*strength))
	return levels{grainPaper * m.grain, byte(rim), byte(core), strength}, true
}

// levelsAbove returns the levels of ink on what has been taken for ink, a
// shadow or lines on the paper, and false if there is none.
func (m *inkMap) levelsAbove(l levels) (levels, bool) {
	counts := m.histogram()
	core := counts.otsu(int(l.core))
	ground := float64(counts.median(int(l.core), core))
	strength := float64(counts.median(core, 256))
	rim := ground + edgeShare*(strength-ground)
	return levels{ground, byte(rim), byte(core), strength}, strength >= apart*ground
}

// histogram counts the pixels of each value.
type histogram [256]int

func (m *inkMap) histogram() *histogram {
	h := new(histogram)
	for i, v := range m.depth.Pix {
		if m.counts(i) {
			h[v]++
		}
	}
	return h
}

// otsu splits the values from floor up in two by Otsu's method, which makes the
// variance between the means of the parts largest ("A threshold selection
// method from gray-level histograms", 1979). It returns where the upper part
// begins.
func (h *histogram) otsu(floor int) (threshold int) {
	total, sum := 0, 0
	for v := min(floor, 256); v < 256; v++ {
		total += h[v]
		sum += h[v] * v
	}
	threshold = floor
	below, sumBelow, best := 0, 0, 0.0
	for v := floor; v < 255; v++ {
		below += h[v]
		sumBelow += h[v] * v
		above := total - below
		if below == 0 || above == 0 {
			continue
		}
		distance := float64(sum-sumBelow)/float64(above) - float64(sumBelow)/float64(below)
		if between := float64(below) * float64(above) * distance * distance; between > best {
			best, threshold = between, v+1
		}
	}
	return threshold
}

// median returns the median of the values from low up to but not including
// high, 0 if there are none.
func (h *histogram) median(low, high int) int {
	total := 0
	for v := low; v < high; v++ {
		total += h[v]
	}
	for v := low; v < high; v++ {
		total -= 2 * h[v]
		if total < 0 {
			return v
		}
	}
	return 0
}
