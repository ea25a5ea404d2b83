package plot

// Range is a part of an axis.
type Range struct{ Low, High float64 }

// IsZero reports whether the range stands for all there is.
func (r Range) IsZero() bool { return r == Range{} }

// Width returns how long the range is.
func (r Range) Width() float64 { return r.High - r.Low }

// leastShare of all there is can be zoomed into.
const leastShare = 1e-4

// Zoom returns the range shortened to a share of its width, with the value at
// staying where it is on the screen; within all, and zero if that is all.
func (r Range) Zoom(all Range, at, share float64) Range {
	width := max(r.Width()*share, all.Width()*leastShare)
	low := at
	if r.Width() > 0 {
		low = at - (at-r.Low)/r.Width()*width
	}
	return Range{low, low + width}.Within(all)
}

// Move returns the range moved by a distance, within all.
func (r Range) Move(all Range, distance float64) Range {
	return Range{r.Low + distance, r.High + distance}.Within(all)
}

// Show returns the range moved, if it must be, so that a value is inside.
func (r Range) Show(all Range, value float64) Range {
	switch {
	case value < r.Low:
		return r.Move(all, value-r.Low)
	case value > r.High:
		return r.Move(all, value-r.High)
	}
	return r.Within(all)
}

// Between returns the range from one value to another, in any order, within
// all.
func Between(all Range, a, b float64) Range {
	r := Range{min(a, b), max(a, b)}
	if least := all.Width() * leastShare; r.Width() < least {
		r.High = r.Low + least
	}
	return r.Within(all)
}

// Within returns the range moved and cut to be a part of all, zero if nothing is left to cut.
func (r Range) Within(all Range) Range {
	width := r.Width()
	if width >= all.Width() {
		return Range{}
	}
	low := min(max(r.Low, all.Low), all.High-width)
	return Range{low, low + width}
}

// Pin is a value that is to be at a pixel.
type Pin struct{ Value, Pixel float64 }

// Through returns the range that a linear axis shows when it is stretched and
// moved until two values are at their pixels, as fingers do that pinch.
func Through(all Range, axis Axis, a, b Pin) Range {
	least := all.Width() * leastShare / (axis.Stop - axis.Start)
	perPixel := max((b.Value-a.Value)/max(b.Pixel-a.Pixel, 1), least)
	low := a.Value - (a.Pixel-axis.Start)*perPixel
	return Range{low, low + (axis.Stop-axis.Start)*perPixel}.Within(all)
}
