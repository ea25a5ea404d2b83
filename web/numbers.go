package web

import (
	"math"
	"strconv"
	"strings"

	"digitlab/web/text"
)

// number writes a value for a data-value attribute: plain, without a unit.
func number(v float64) string {
	return strconv.FormatFloat(v, 'g', 6, 64)
}

// shortExponent writes 1e+05 as 1e5.
var shortExponent = strings.NewReplacer("e+0", "e", "e+", "e")

// decimals writes a value with some decimals, or, where its digits would fill
// a row, three of them and a power of ten.
func decimals(v float64, count int) string {
	if math.Abs(v) >= 1e5 {
		return shortExponent.Replace(strconv.FormatFloat(v, 'g', 3, 64))
	}
	return strconv.FormatFloat(v, 'f', count, 64)
}

// percent writes a share of one with some decimals. What is not quite all is
// never rounded to 100 %.
func percent(share float64, decimals int) string {
	v := share * 100
	if most := 100 - math.Pow10(-decimals); v < 100 && v > most {
		v = most
	}
	return strconv.FormatFloat(v, 'f', decimals, 64) + " %"
}

// probability writes what a network gives a digit. Softmax never gives all to
// one, but float32 has no number between most of all and all.
func probability(p float64) string {
	return percent(min(p, 1-1e-9), 1)
}

// duration writes seconds, in minutes too where there are many.
func duration(seconds float64) string {
	if seconds < 99.95 {
		return text.F("%.1f s", seconds)
	}
	whole := int(math.Round(seconds))
	return text.F("%d min %d s", whole/60, whole%60)
}

// grouped writes an integer with its thousands apart.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// megabytes writes a number of bytes in MB.
func megabytes(n int64) string {
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64)
}

// orDash returns an en dash in the place of nothing.
func orDash(shown string) string {
	if shown == "" {
		return "–"
	}
	return shown
}
