package labelled

import (
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"digitlab/data"
	"digitlab/data/failure"
)

// MaxName limits the name of a class, in bytes.
const MaxName = 64

// Labels is a list of labels by the names of their classes, of which there are
// at most ten. Whole numbers are names too. The zero value is empty.
type Labels struct {
	names []string
	of    []byte // indices of names
}

// Len is the number of labels.
func (l *Labels) Len() int { return len(l.of) }

// Name is that of label i.
func (l *Labels) Name(i int) string { return l.names[l.of[i]] }

// Add adds the label of a name, and an error if that makes eleven.
func (l *Labels) Add(name string) error {
	class, err := l.class(name)
	if err == nil {
		l.of = append(l.of, class)
	}
	return err
}

// AddNumber adds a label that is a whole number.
func (l *Labels) AddNumber(v float64) error {
	name := strconv.FormatFloat(v, 'f', -1, 64)
	if v != float64(int32(v)) {
		return failure.New("the label is %v, want a whole number", v)
	}
	return l.Add(name)
}

// AddOneHot adds the label that a row of zeros and a single one stands for. The
// row has one value for each class there is.
func (l *Labels) AddOneHot(row []float32) error {
	if len(l.of) == 0 {
		for class := range row {
			if _, err := l.class(strconv.Itoa(class)); err != nil {
				return err
			}
		}
	}
	hot := slices.Index(row, 1)
	for i, v := range row {
		if v != 0 && i != hot {
			return failure.New("value %d of the one-hot label is %v, want one 1 and zeros", i, v)
		}
	}
	if hot < 0 {
		return failure.New("the one-hot label has no 1")
	}
	return l.Add(strconv.Itoa(hot))
}

// class returns the index of a name, which may be a new one.
func (l *Labels) class(name string) (byte, error) {
	if i := slices.Index(l.names, name); i >= 0 {
		return byte(i), nil
	}
	if err := CheckName(name); err != nil {
		return 0, err
	}
	if len(l.names) == data.Classes {
		return 0, failure.New("the label %q is that of an eleventh class, want at most %d", name, data.Classes)
	}
	l.names = append(l.names, name)
	return byte(len(l.names) - 1), nil
}

// CheckName returns an error if a class cannot have that name.
func CheckName(name string) error {
	switch {
	case name == "":
		return failure.New("the label is empty")
	case len(name) > MaxName:
		return failure.New("the label %.12q... has more than %d bytes", name, MaxName)
	case !utf8.ValidString(name):
		return failure.New("the label %q is not text in UTF-8", name)
	}
	for _, r := range name {
		if unicode.IsControl(r) {
			return failure.New("the label %q has control characters", name)
		}
	}
	return nil
}

// number returns the whole number that a name is.
func number(name string) (int, bool) {
	n, err := strconv.Atoi(name)
	return n, err == nil && strconv.Itoa(n) == name
}

// sortNames puts names in the order of their classes: numbers by size, others by
// their letters.
func sortNames(names []string) {
	numbers := !slices.ContainsFunc(names, func(name string) bool { _, ok := number(name); return !ok })
	slices.SortFunc(names, func(a, b string) int {
		if numbers {
			x, _ := number(a)
			y, _ := number(b)
			return x - y
		}
		if a < b {
			return -1
		}
		return 1
	})
}
