// Package decimal reads numbers as people write them.
package decimal

import (
	"strconv"
	"strings"
)

// Parse returns the number that text is, and whether it is one: decimal digits
// with a sign, a point and an exponent as they are wanted. Of what Go also takes
// for numbers, 1_0, 0x1p-2, Inf and NaN are none.
func Parse(text string) (v float64, ok bool) {
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}
