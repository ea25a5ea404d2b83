package health

import "math"

// Bins is how many a histogram has.
const Bins = 32

// Histogram counts values in Bins of the same width from Low to High, the lowest and
// the highest of them.
type Histogram struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Counts []int   `json:"counts"`
}

// NewHistogram returns that of the values. What is not finite is left out.
func NewHistogram(values []float32) Histogram {
	h := Histogram{Low: math.Inf(1), High: math.Inf(-1), Counts: make([]int, Bins)}
	for _, v := range values {
		if v-v == 0 {
			h.Low, h.High = min(h.Low, float64(v)), max(h.High, float64(v))
		}
	}
	if h.Low > h.High {
		h.Low, h.High = 0, 0
		return h
	}
	scale := Bins / (h.High - h.Low)
	for _, v := range values {
		if v-v == 0 {
			bin := 0
			if h.High > h.Low {
				bin = min(int((float64(v)-h.Low)*scale), Bins-1)
			}
			h.Counts[bin]++
		}
	}
	return h
}
