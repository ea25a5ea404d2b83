// Package plot lays the curves of training runs out in pixels and draws them:
// on any canvas that takes its Items, or as an SVG file. It knows nothing of
// the page.
package plot

import (
	"math"
	"strconv"
)

// Axis maps values to pixels.
type Axis struct {
	Low, High   float64 // values
	Start, Stop float64 // their pixels
	Ticks       []float64
	Step        float64 // between ticks; of a logarithmic axis, the lowest tick
	Log         bool
}

// NewAxis returns an axis over at least low..high whose ends and ticks, about
// count of them, are 1, 2 or 5 times a power of ten apart. After Heckbert,
// "Nice numbers for graph labels", Graphics Gems, 1990.
func NewAxis(low, high float64, count int, start, stop float64) Axis {
	if !(high > low) {
		high = low + max(math.Abs(low)/10, 1e-3)
	}
	step := nice((high - low) / float64(max(count, 1)))
	first := math.Floor(low/step + 1e-9)
	last := math.Ceil(high/step - 1e-9)
	a := Axis{Low: first * step, High: last * step, Start: start, Stop: stop, Step: step}
	for i := first; i <= last; i++ {
		a.Ticks = append(a.Ticks, i*step)
	}
	return a
}

// newExactAxis is NewAxis for an axis that ends at low and high, with the ticks
// between them.
func newExactAxis(low, high float64, count int, start, stop float64) Axis {
	a := NewAxis(low, high, count, start, stop)
	inside := a.Ticks[:0]
	slack := a.Step * 1e-9
	for _, tick := range a.Ticks {
		if tick >= low-slack && tick <= high+slack {
			inside = append(inside, tick)
		}
	}
	a.Ticks = inside
	if high > low {
		a.Low, a.High = low, high
	}
	return a
}

// NewLogAxis returns a logarithmic axis over low..high, both above 0, with
// ticks at powers of ten, and at 2 and 5 times these where they are few.
func NewLogAxis(low, high float64, count int, start, stop float64) Axis {
	if !(high > low) {
		high = low * 1.1
	}
	a := Axis{Low: low, High: high, Start: start, Stop: stop, Log: true}
	decades := math.Log10(high / low)
	factors := []float64{1}
	switch {
	case decades < float64(count)/6:
		// Too narrow for powers of ten: even ticks, at uneven places.
		a.Ticks = newExactAxis(low, high, count, start, stop).Ticks
		factors = nil
	case decades < float64(count)/2:
		factors = []float64{1, 2, 5}
	}
	every := max(1, int(math.Ceil(decades/float64(max(count, 1)))))
	first := int(math.Floor(math.Log10(low)))
	for i := first; i <= first+int(decades)+2; i += every {
		for _, factor := range factors {
			if tick := factor * math.Pow10(i); tick >= low*(1-1e-9) && tick <= high*(1+1e-9) {
				a.Ticks = append(a.Ticks, tick)
			}
		}
	}
	a.Step = low
	if len(a.Ticks) > 0 {
		a.Step = a.Ticks[0]
	}
	return a
}

// nice returns the smallest 1, 2 or 5 times a power of ten that is not below v.
func nice(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, factor := range []float64{1, 2, 5} {
		// A ratio that is off by rounding alone counts as equal.
		if v/power <= factor*(1+1e-9) {
			return factor * power
		}
	}
	return 10 * power
}

// At returns the pixel of a value. A logarithmic axis has none for values that
// are not above 0: they lie at its lower end.
func (a Axis) At(v float64) float64 {
	share := (v - a.Low) / (a.High - a.Low)
	if a.Log {
		share = math.Log(max(v, a.Low)/a.Low) / math.Log(a.High/a.Low)
	}
	return a.Start + share*(a.Stop-a.Start)
}

// Value returns the value at a pixel.
func (a Axis) Value(pixel float64) float64 {
	share := (pixel - a.Start) / (a.Stop - a.Start)
	if a.Log {
		return a.Low * math.Pow(a.High/a.Low, share)
	}
	return a.Low + share*(a.High-a.Low)
}

// Label writes a tick with as many decimals as the axis needs.
func (a Axis) Label(tick float64) string {
	if a.Log {
		return strconv.FormatFloat(tick, 'g', 4, 64)
	}
	if math.Abs(tick) >= 1e5 {
		return strconv.FormatFloat(tick, 'g', 3, 64)
	}
	return strconv.FormatFloat(tick, 'f', a.decimals(), 64)
}

// decimals returns how many digits behind the point tell the ticks apart.
func (a Axis) decimals() int {
	return max(0, int(math.Ceil(-math.Log10(a.Step)-1e-9)))
}
