package state

import (
	"digitlab/web/text"
	"digitlab/web/worker"
)

// ClassesKey holds the names of the classes that the newest weights tell apart.
const ClassesKey Key[worker.Classes] = "classes"

// ClassTitle stands above classes, or before one.
func ClassTitle(of worker.Classes) string {
	if of.AreDigits() {
		return text.T("Digit")
	}
	return text.T("Class")
}

// OneOf names what is of a class within a sentence: "a 3", and other classes by their
// names alone.
func OneOf(of worker.Classes, label int) string {
	if of.AreDigits() {
		return text.F("a %s", of.Name(label))
	}
	return of.Name(label)
}

// ProbabilityTitle names bars with the probabilities of all classes.
func ProbabilityTitle(of worker.Classes) string {
	if of.AreDigits() {
		return text.T("Probability of each digit")
	}
	return text.T("Probability of each class")
}

// DrawFirst stands where something can be seen once there is a drawing.
func DrawFirst(of worker.Classes) string {
	if of.AreDigits() {
		return text.T("Draw a digit to see this.")
	}
	return text.T("Draw something, or open a picture, to see this.")
}
