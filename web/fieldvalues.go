package web

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// oneOf allows the values of choices.
func oneOf(choices []choice) func(string) bool {
	return func(text string) bool {
		return slices.ContainsFunc(choices, func(c choice) bool { return c.Value == text })
	}
}

// something allows any text.
func something(text string) bool { return text != "" }

// decimal allows the finite numbers for which allowed holds.
func decimal(allowed func(float64) bool) func(string) bool {
	return func(text string) bool {
		v := parseDecimal(text)
		return !math.IsNaN(v) && !math.IsInf(v, 0) && allowed(v)
	}
}

// The network computes in float32, in which a number just below 1 is 1.
func isShare(v float64) bool         { return v >= 0 && float32(v) < 1 }
func isPositiveShare(v float64) bool { return v > 0 && float32(v) < 1 }
func isAmount(v float64) bool        { return v >= 0 && v <= math.MaxFloat32 }

// whole allows whole numbers from least to most.
func whole(least, most uint64) func(string) bool {
	return func(text string) bool {
		v, err := strconv.ParseUint(text, 10, 64)
		return err == nil && v >= least && v <= most
	}
}

// parseDecimal returns NaN for what is no number.
func parseDecimal(text string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func parseWhole(text string) uint64 {
	v, _ := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	return v
}
