package data

import (
	"slices"
	"strconv"
)

// digitNames are the names of the classes of a dataset that names none.
var digitNames = [Classes]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}

// ClassNames returns the names of the classes, that of label i at i: the ten
// digits unless NameClasses has given others. The caller must not change them.
func (d *Dataset) ClassNames() []string {
	if d.classes == nil {
		return digitNames[:]
	}
	return d.classes
}

// ClassCount is the number of classes: labels are below it.
func (d *Dataset) ClassCount() int { return len(d.ClassNames()) }

// NameClasses gives the classes names, of which there are then as many. It
// panics if that is fewer than 2 or more than 10. They are no part of the
// fingerprint.
func (d *Dataset) NameClasses(names []string) {
	if len(names) < 2 || len(names) > Classes {
		panic("data: the number of classes is not from 2 to 10")
	}
	d.classes = slices.Clone(names)
}

// AreDigits reports whether class i of the dataset is the digit i, for all that
// there are.
func (d *Dataset) AreDigits() bool {
	for i, name := range d.ClassNames() {
		if name != strconv.Itoa(i) {
			return false
		}
	}
	return true
}
