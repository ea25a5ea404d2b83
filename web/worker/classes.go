package worker

import (
	"slices"
	"strconv"
)

// Classes are the names of the classes that a network tells apart, by their labels;
// none for the ten digits.
type Classes []string

// MaxClassName limits a name, in bytes of UTF-8.
const MaxClassName = 64

// ClassesNamed returns the classes with those names.
func ClassesNamed(names []string) Classes {
	digits := make(Classes, Classes(nil).Count())
	for label := range digits {
		digits[label] = strconv.Itoa(label)
	}
	if slices.Equal(names, digits) {
		return nil
	}
	return names
}

// Names returns the names of all, those of digits too.
func (c Classes) Names() []string {
	names := make([]string, c.Count())
	for label := range names {
		names[label] = c.Name(label)
	}
	return names
}

// Name returns what a class is called.
func (c Classes) Name(label int) string {
	if label >= 0 && label < len(c) {
		return c[label]
	}
	return strconv.Itoa(label)
}

// AreDigits reports whether they are the ten digits.
func (c Classes) AreDigits() bool { return len(c) == 0 }

// Count is how many there are.
func (c Classes) Count() int {
	const digits = 10
	if c.AreDigits() {
		return digits
	}
	return len(c)
}
