package ratetest

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

const (
	smoothing = 0.9 // share of the past in the average of the losses
	beginning = 20  // steps whose rates are too small to matter
	depth     = 2. / 3
	clear     = 4    // deviations that chance does not reach
	least     = 0.05 // share of the loss that a fall is worth speaking of
)

// Suggestion returns a learning rate to train with, of one digit, or 0 if no rate
// has lowered the loss clearly. It is the first rate at which the average of the losses
// had fallen two thirds of the way from the beginning to its lowest. There the network
// learns fast; at the lowest, it lives on what it learnt before, and fresh weights would
// break.
//
// Clearly lower is what lies below the beginning by more than the losses of the
// beginning, at rates that are too small to matter, vary by chance. Weights that are
// trained already show little else.
func (c Curve) Suggestion() float64 {
	if len(c.Points) <= beginning {
		return 0
	}
	mean, deviation := c.beginning()
	// Of independent losses, the average deviates by this share.
	deviation *= math.Sqrt((1 - smoothing) / (1 + smoothing))
	fall := mean - lowest(c.Points)
	if fall < max(clear*deviation, least*mean) {
		return 0
	}
	i := slices.IndexFunc(c.Points, func(p Point) bool { return p.Smoothed <= mean-depth*fall })
	return oneDigit(c.Points[i].Rate)
}

// beginning returns the mean loss of the first steps and its standard deviation.
func (c Curve) beginning() (mean, deviation float64) {
	for _, p := range c.Points[:beginning] {
		mean += p.Loss / beginning
	}
	for _, p := range c.Points[:beginning] {
		deviation += (p.Loss - mean) * (p.Loss - mean) / beginning
	}
	return mean, math.Sqrt(deviation)
}

// oneDigit rounds to one digit: more would look more certain than a test is.
func oneDigit(rate float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(rate, 'e', 0, 64), 64)
	return rounded
}

// lowest returns the lowest average of the losses.
func lowest(points []Point) float64 {
	return slices.MinFunc(points, func(a, b Point) int { return cmp.Compare(a.Smoothed, b.Smoothed) }).Smoothed
}

// exploded reports whether the loss has grown so much that higher rates would show
// nothing more: to four times its lowest, and above what it began with.
func exploded(points []Point) bool {
	last := points[len(points)-1].Smoothed
	return last > 4*lowest(points) && last > points[0].Smoothed
}

// smoother averages losses, the newer ones more, without the zero that it begins
// with: Adam's debiased mean.
type smoother struct{ sum, weight float64 }

func (s *smoother) add(loss float64) float64 {
	s.sum = smoothing*s.sum + (1-smoothing)*loss
	s.weight = smoothing*s.weight + 1 - smoothing
	return s.sum / s.weight
}
