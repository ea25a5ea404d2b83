package web

import (
	"math"
	"strconv"
)

// number writes a value for a data-value attribute: plain, without a unit.
func number(v float64) string {
	return strconv.FormatFloat(v, 'g', 6, 64)
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

// grouped writes an integer with its thousands apart.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// megabytes writes a number of bytes in MB.
func megabytes(n int64) string {
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64)
}

// orDash returns an en dash in the place of nothing.
func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
