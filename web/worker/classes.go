package worker

import "strconv"

// Classes are the names of the classes that a network tells apart, by their labels;
// none for the ten digits.
type Classes []string

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
