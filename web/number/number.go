// Package number writes numbers, for people and for scripts.
package number

import (
	"math"
	"strconv"
	"strings"

	"digitlab/web/text"
)

// Plain writes a value for a data-value attribute: plain, without a unit.
func Plain(v float64) string {
	return strconv.FormatFloat(v, 'g', 6, 64)
}

// shortExponent writes 1e+05 as 1e5, and 1e-05 as 1e-5.
var shortExponent = strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-")

// Decimals writes a value with some decimals, or, where its digits would fill
// a row, three of them and a power of ten.
func Decimals(v float64, count int) string {
	if math.Abs(v) >= 1e5 {
		return shortExponent.Replace(strconv.FormatFloat(v, 'g', 3, 64))
	}
	return strconv.FormatFloat(v, 'f', count, 64)
}

// Percent writes a share of one with some decimals. What is not quite all is
// never rounded to 100 %.
func Percent(share float64, decimals int) string {
	v := share * 100
	if most := 100 - math.Pow10(-decimals); v < 100 && v > most {
		v = most
	}
	return strconv.FormatFloat(v, 'f', decimals, 64) + " %"
}

// Probability writes what a network gives a digit. Softmax never gives all to
// one, but float32 has no number between most of all and all.
func Probability(p float64) string {
	return Percent(min(p, 1-1e-9), 1)
}

// Duration writes seconds, in minutes too where there are many.
func Duration(seconds float64) string {
	if seconds < 99.95 {
		return text.F("%.1f s", seconds)
	}
	whole := int(math.Round(seconds))
	return text.F("%d min %d s", whole/60, whole%60)
}

// Roughly writes seconds as one says them: an estimate that changes with every
// report is none.
func Roughly(seconds float64) string {
	const hour, day, year = 3600, 24 * 3600, 365 * 24 * 3600
	switch {
	case seconds < 15:
		return text.T("10 seconds")
	case seconds < 55:
		return text.F("%d seconds", int(seconds/10+.5)*10)
	case seconds < 90:
		return text.T("a minute")
	case seconds < 1.5*hour:
		return text.F("%d minutes", int(seconds/60+.5))
	case seconds < 1.5*day:
		return text.F("%d hours", int(seconds/hour+.5))
	case seconds < year:
		return text.F("%d days", int(seconds/day+.5))
	}
	return text.T("more than a year")
}

// Grouped writes an integer with its thousands apart.
func Grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// Megabytes writes a number of bytes in MB.
func Megabytes(n int64) string {
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64)
}

// OrDash returns an en dash in the place of nothing.
func OrDash(shown string) string {
	if shown == "" {
		return "–"
	}
	return shown
}
