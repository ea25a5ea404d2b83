package form

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/data/decimal"
)

// oneOf allows the values of choices.
func oneOf(choices []Choice) func(string) bool {
	return func(text string) bool {
		return slices.ContainsFunc(choices, func(c Choice) bool { return c.Value == text })
	}
}

// notEmpty allows any text.
func notEmpty(text string) bool { return text != "" }

// decimalIn allows the numbers for which allowed holds.
func decimalIn(allowed func(float64) bool) func(string) bool {
	return func(text string) bool {
		v := parseDecimal(text)
		return !math.IsNaN(v) && allowed(v)
	}
}

// The network computes in float32, in which a number just below 1 is 1.
func isShare(v float64) bool         { return v >= 0 && float32(v) < 1 }
func isPositiveShare(v float64) bool { return v > 0 && float32(v) < 1 }
func isAmount(v float64) bool        { return v >= 0 && v <= 1e6 }

// Nor has it room for what comes of numbers far below 1e-30, or above 1e38.
func isPositive(v float64) bool { return v >= 1e-30 }

// whole allows whole numbers from least to most.
func whole(least, most uint64) func(string) bool {
	return func(text string) bool {
		v, err := strconv.ParseUint(text, 10, 64)
		return err == nil && v >= least && v <= most
	}
}

// parseDecimal returns NaN for what is no number.
func parseDecimal(text string) float64 {
	v, ok := decimal.Parse(strings.TrimSpace(text))
	if !ok {
		return math.NaN()
	}
	return v
}

// ParseWhole returns 0 for what is no whole number.
func ParseWhole(text string) uint64 {
	v, _ := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	return v
}
