package web

import "math"

// axis maps values to pixels.
type axis struct {
	Low, High   float64 // values
	Start, Stop float64 // their pixels
	Ticks       []float64
	Step        float64 // between ticks
}

// newAxis returns an axis over at least low..high whose ends and ticks, about
// count of them, are 1, 2 or 5 times a power of ten apart. After Heckbert,
// "Nice numbers for graph labels", Graphics Gems, 1990.
func newAxis(low, high float64, count int, start, stop float64) axis {
	if !(high > low) {
		high = low + max(math.Abs(low)/10, 1e-3)
	}
	step := nice((high - low) / float64(max(count, 1)))
	first := math.Floor(low/step + 1e-9)
	last := math.Ceil(high/step - 1e-9)
	a := axis{Low: first * step, High: last * step, Start: start, Stop: stop, Step: step}
	for i := first; i <= last; i++ {
		a.Ticks = append(a.Ticks, i*step)
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

// at returns the pixel of a value.
func (a axis) at(v float64) float64 {
	return a.Start + (v-a.Low)/(a.High-a.Low)*(a.Stop-a.Start)
}

// value returns the value at a pixel.
func (a axis) value(pixel float64) float64 {
	return a.Low + (pixel-a.Start)/(a.Stop-a.Start)*(a.High-a.Low)
}

// decimals returns how many digits behind the point tell the ticks apart.
func (a axis) decimals() int {
	return max(0, int(math.Ceil(-math.Log10(a.Step)-1e-9)))
}
