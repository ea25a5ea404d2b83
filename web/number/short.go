package number

import "strconv"

// Short writes a value with two digits, or a power of ten where it is very small or
// large.
func Short(v float64) string {
	return shortExponent.Replace(strconv.FormatFloat(v, 'g', 2, 64))
}
