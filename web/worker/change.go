package worker

// Change says how a picture is changed before the network reads it: a value for
// each of Changes. The zero value changes nothing.
type Change [changes]float64

// What a Change has values for.
const (
	ShiftX    = iota // pixels to the right
	ShiftY           // pixels downwards
	Turn             // degrees clockwise
	Scale            // 0.2 = 1.2 times as large
	Thickness        // pixels that the edges of strokes move outwards

	changes
)

// Range is what a value can be: Sweeps values from Min to Max, evenly spaced.
type Range struct {
	Name     string // such as "shift-x"
	Min, Max float64
}

// Sweeps is how many values of a Range are tried out in a Sweep.
const Sweeps = 41

// Changes has the ranges of the values of a Change.
var Changes = [changes]Range{
	ShiftX:    {"shift-x", -10, 10},
	ShiftY:    {"shift-y", -10, 10},
	Turn:      {"turn", -180, 180},
	Scale:     {"scale", -0.5, 0.5},
	Thickness: {"thickness", -1, 1},
}

// Step is the distance between two values.
func (r Range) Step() float64 { return (r.Max - r.Min) / (Sweeps - 1) }

// Value returns value i of Sweeps.
func (r Range) Value(i int) float64 {
	// Both ends, and the middle, are exact.
	return (r.Min*float64(Sweeps-1-i) + r.Max*float64(i)) / (Sweeps - 1)
}
