package labelled

// valueRange says which numbers are paper and ink.
type valueRange int

const (
	unit       valueRange = iota // 0 to 1, as long as there is no other value
	wholeBytes                   // 0 to 255
	signed                       // -1 to 1
)

// slack is what values may lie beside a range: programs that resize or
// normalise in floating point leave that much.
const slack = 0.001

// levels finds the range of numbers that come one after the other. It begins
// with 0 to 1, and changes when a number lies outside; the bytes made before
// can then be corrected, since a byte of 0 to 1 tells what number it was.
//
// A number between 1 and 2 alone does not tell 0 to 255: it may be what a
// program has overshot by.
type levels struct {
	kind      valueRange
	low, high float64
	begun     bool
}

// widen takes a range of further values into account. It returns false, and the
// value that fits no range, if there is one.
func (l *levels) widen(low, high float64) (odd float64, ok bool) {
	if l.begun {
		l.low, l.high = min(l.low, low), max(l.high, high)
	} else {
		l.low, l.high, l.begun = low, high, true
	}
	switch {
	case l.low < -1-slack:
		return l.low, false
	case l.high > 255+slack:
		return l.high, false
	case l.low < -slack && l.high > 1+slack:
		if l.kind == wholeBytes || high <= 1+slack {
			return low, false
		}
		return high, false
	case l.low < -slack:
		l.kind = signed
	case l.high >= 2:
		l.kind = wholeBytes
	}
	return 0, true
}

// uncertain reports whether only values of 1 to 2 speak against 0 to 1.
func (l *levels) uncertain() bool { return l.kind == unit && l.high > 1+slack }

// level returns the byte nearest to a value.
func (r valueRange) level(v float32) byte {
	switch r {
	case unit:
		v *= 255
	case signed:
		v = (v + 1) * 127.5
	}
	return byte(max(0, min(255, v+0.5)))
}

// table returns what bytes of range r become in another.
func (r valueRange) table(to valueRange) (t [256]byte) {
	for k := range t {
		t[k] = byte(k)
		if r == unit && to != unit {
			t[k] = to.level(float32(k) / 255)
		}
	}
	return t
}

// join returns the range of two sets together, or false if there is none.
func (r valueRange) join(other valueRange) (valueRange, bool) {
	switch {
	case r == unit || r == other:
		return other, true
	case other == unit:
		return r, true
	}
	return r, false
}
