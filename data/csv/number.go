package csv

import (
	"bytes"
	"strconv"

	"digitlab/data/failure"
)

// numbers appends the numbers of cells to dst. column is that of the first, for
// errors.
func (t *table) numbers(dst []float32, cells []byte, column int) ([]float32, error) {
	for i := 0; i <= len(cells); column++ {
		// Most cells are up to three digits.
		v, end := 0, i
		for ; end < len(cells) && cells[end]-'0' <= 9 && end-i < 4; end++ {
			v = 10*v + int(cells[end]-'0')
		}
		if end > i && (end == len(cells) || cells[end] == t.separator) {
			dst = append(dst, float32(v))
			i = end + 1
			continue
		}
		end = bytes.IndexByte(cells[i:], t.separator)
		if end < 0 {
			end = len(cells) - i
		}
		cell := trim(cells[i : i+end])
		f, err := parse(cell)
		if err != nil {
			return nil, failure.New("line %d, column %d: %w", t.line, column, failure.New("found %.20q, want a number", cell))
		}
		dst = append(dst, float32(f))
		if len(dst) > cap(t.values) {
			break // more columns than any table has
		}
		i += end + 1
	}
	return dst, nil
}

// powers are those of ten that a float64 holds exactly, as it does any number of
// so many digits: a quotient of both is rounded once.
var powers = [16]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// parse returns the number that a cell is.
func parse(cell []byte) (float64, error) {
	var mantissa, digits, point = 0, 0, -1
	for i, c := range cell {
		switch {
		case c-'0' <= 9 && digits < len(powers)-1:
			mantissa = 10*mantissa + int(c-'0')
			digits++
		case c == '.' && point < 0 && i > 0:
			point = digits
		default:
			return strconv.ParseFloat(string(cell), 64)
		}
	}
	switch {
	case digits == 0:
		return strconv.ParseFloat(string(cell), 64)
	case point < 0:
		return float64(mantissa), nil
	}
	return float64(mantissa) / powers[digits-point], nil
}
