package npy

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"digitlab/data/failure"
	"digitlab/data/labelled"
)

// header is the dict of a file, as Python prints it:
//
//	{'descr': '<f4', 'fortran_order': False, 'shape': (60000, 28, 28), }
type header struct {
	descr   string
	fortran bool
	shape   []int
}

func parseHeader(dict string) (h header, err error) {
	descr, ok := valueOf(dict, "descr")
	if !ok || !strings.HasPrefix(descr, "'") {
		return h, failure.New("NumPy: the header %.40q does not say of what type the numbers are", dict)
	}
	h.descr, _, ok = strings.Cut(descr[1:], "'")
	fortran, found := valueOf(dict, "fortran_order")
	h.fortran = strings.HasPrefix(fortran, "True")
	shape, foundShape := valueOf(dict, "shape")
	shape, open := strings.CutPrefix(shape, "(")
	shape, _, closed := strings.Cut(shape, ")")
	if !ok || !found || !foundShape || !open || !closed {
		return h, failure.New("NumPy: the header %.40q is damaged", dict)
	}
	for size := range strings.SplitSeq(shape, ",") {
		if size = strings.TrimSpace(size); size == "" {
			continue // after the last comma
		}
		n, err := strconv.ParseUint(strings.TrimSuffix(size, "L"), 10, 20)
		if err != nil {
			return h, failure.New("NumPy: the shape (%.40s) is not one of whole numbers up to a million", shape)
		}
		if h.shape = append(h.shape, int(n)); len(h.shape) > 8 {
			return h, failure.New("NumPy: the shape (%.40s) has more than 8 numbers", shape)
		}
	}
	return h, nil
}

// valueOf returns what stands behind a key of a dict, and all after it.
func valueOf(dict, key string) (string, bool) {
	_, value, ok := strings.Cut(dict, "'"+key+"':")
	return strings.TrimSpace(value), ok
}

// shapeText is a shape as Python prints it.
func shapeText(shape []int) string {
	s := strings.ReplaceAll(strings.Trim(fmt.Sprint(shape), "[]"), " ", ", ")
	if len(shape) == 1 {
		s += ","
	}
	return "(" + s + ")"
}

type kind int

const (
	unsigned kind = iota
	integer
	floating
	text
)

// element is the type of an element.
type element struct {
	kind  kind
	size  int // bytes
	order binary.ByteOrder
	wide  bool // of text: four bytes a character
	name  string
}

// elementOf reads a type such as <f4: byte order, kind, and size.
func elementOf(descr string) (e element, err error) {
	unknown := failure.New("NumPy: the type %q is not read, only numbers and text: save .astype('uint8') of it", descr)
	if len(descr) < 3 {
		return e, unknown
	}
	e = element{order: binary.LittleEndian, name: descr[1:]}
	if descr[0] == '>' {
		e.order = binary.BigEndian
	}
	if !strings.ContainsRune("<>|=", rune(descr[0])) {
		return e, unknown
	}
	if e.size, err = strconv.Atoi(descr[2:]); err != nil || e.size < 1 || e.size > labelled.MaxName {
		return e, unknown
	}
	switch descr[1] {
	case 'u', 'i', 'b':
		if descr[1] == 'i' {
			e.kind = integer
		}
		if e.size > 8 || e.size&(e.size-1) != 0 || descr[1] == 'b' && e.size != 1 {
			return e, unknown
		}
	case 'f':
		if e.kind = floating; e.size != 4 && e.size != 8 {
			return e, unknown
		}
	case 'U':
		e.kind, e.wide = text, true
		e.size *= 4
	case 'S':
		e.kind = text
	default:
		return e, unknown
	}
	return e, nil
}

// number returns the number that the first bytes of raw are.
func (e element) number(raw []byte) float64 {
	var bits uint64
	switch e.size {
	case 1:
		bits = uint64(raw[0])
	case 2:
		bits = uint64(e.order.Uint16(raw))
	case 4:
		bits = uint64(e.order.Uint32(raw))
	default:
		bits = e.order.Uint64(raw)
	}
	switch {
	case e.kind == floating && e.size == 4:
		return float64(math.Float32frombits(uint32(bits)))
	case e.kind == floating:
		return math.Float64frombits(bits)
	case e.kind == integer:
		unused := 64 - 8*e.size
		return float64(int64(bits<<unused) >> unused)
	}
	return float64(bits)
}

// text returns the text in raw, without the zeros that fill it up.
func (e element) text(raw []byte) string {
	if !e.wide {
		return strings.TrimRight(string(raw), "\x00")
	}
	var s []byte
	for ; len(raw) >= 4; raw = raw[4:] {
		s = utf8.AppendRune(s, rune(e.order.Uint32(raw)&math.MaxInt32))
	}
	return strings.TrimRight(string(s), "\x00")
}
