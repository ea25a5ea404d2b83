package picture

import "image"

// inkMap says where a page has ink.
type inkMap struct {
	depth *image.Gray // the share of ink, see paper.inkMap
	grain float64     // standard deviation of the paper's pixels, as a share of ink
	cut   []bool      // pixels that do not count; nil if all do
	close bool        // the page is cut close around a digit: its sides mean nothing
}

// besideStrength is the least strength of ink beside dark surroundings, as a
// share of theirs: faint pencil on a sheet on a dark table has more, the traces
// of a JPEG beside a digit that fills the picture have less.
const besideStrength = 0.3

// findInk returns the strokes alone, from 0 for paper to 255 for full ink, and
// the box around them. There is no box if there is no ink.
func (m *inkMap) findInk() (ink *image.Gray, box image.Rectangle) {
	return m.inkOf(m.findStrokes())
}

// strokes are the spots of ink on a page.
type strokes struct {
	spots  []spot // none if there is no ink
	levels levels
	// outer says that what was found first reached two sides of the page.
	outer bool
}

// inkOf returns the strokes, from 0 for paper to 255 for full ink, and the box
// around them.
func (m *inkMap) inkOf(s strokes) (ink *image.Gray, box image.Rectangle) {
	ink = image.NewGray(m.depth.Rect)
	l := s.levels
	for _, s := range s.spots {
		for _, i := range s.pixels {
			full := (float64(m.depth.Pix[i]) - l.ground) / (l.strength - l.ground)
			ink.Pix[i] = byte(max(0, min(255, 255*full+0.5)))
		}
	}
	return ink, boxAround(s.spots)
}

// findStrokes returns the spots of ink. Pixels are ink if they are connected
// through pixels with some ink to one with much, as in Canny's edge detector.
//
// What reaches two sides of the picture need be no stroke. The paper may have
// lines or a shadow on it, which are rim to the ink and join all that they
// touch; then only the cores of the ink count.
func (m *inkMap) findStrokes() strokes {
	l, ok := m.levels()
	if !ok {
		return strokes{levels: l}
	}
	spots := m.withoutDirt(m.withoutRulings(m.spots(l.rim, l.core)))
	inner, outer := innerAndOuter(spots)
	if len(outer) > 0 {
		if cores, coreLevels, ok := m.findCores(); ok {
			return strokes{cores, coreLevels, true}
		}
		if m.mayBeDigit(inner) {
			spots = inner
		}
	}
	return strokes{withoutFrames(spots), l, len(outer) > 0}
}

// findCores returns the strokes of core depth, each with a narrow rim, and
// false if they can be no digit. Surroundings that are as dark, like the table
// that the paper lies on, are cut out, and strokes are looked for beside them;
// or else on them, if they are not all one.
func (m *inkMap) findCores() (strokes []spot, l levels, ok bool) {
	if l, ok = m.levels(); !ok {
		return nil, l, false
	}
	inner, outer := m.cores(l)
	if len(outer) == 0 {
		return inner, l, m.mayBeDigit(inner)
	}
	beside, besideLevels, ok := m.without(outer).findCores()
	if ok && besideLevels.strength >= besideStrength*l.strength {
		return beside, besideLevels, true
	}
	if above, ok := m.levelsAbove(l); ok {
		if on, outer := m.cores(above); len(outer) == 0 && m.mayBeDigit(on) {
			return on, above, true
		}
	}
	return nil, l, false
}

// cores returns the spots of core depth, each with a narrow rim: inner ones
// that may be strokes, and outer ones.
func (m *inkMap) cores(l levels) (inner, outer []spot) {
	inner, outer = innerAndOuter(m.spots(l.core, l.core))
	inner = withoutFrames(m.withoutFaint(m.withoutDirt(m.withoutRulings(inner))))
	if middle := awayFromSides(inner); m.mayBeDigit(middle) {
		inner = middle
	}
	m.widen(inner, l.rim)
	m.widen(outer, l.rim)
	return inner, outer
}

// without returns the map with spots cut out.
func (m *inkMap) without(spots []spot) *inkMap {
	cut := make([]bool, len(m.depth.Pix))
	copy(cut, m.cut)
	for _, s := range spots {
		for _, i := range s.pixels {
			cut[i] = true
		}
	}
	return &inkMap{m.depth, m.grain, cut, m.close}
}

// counts reports whether a pixel does.
func (m *inkMap) counts(i int) bool { return m.cut == nil || !m.cut[i] }
