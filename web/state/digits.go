package state

import (
	"strings"

	"digitlab/web/worker"
)

// ChooseDigit is the action of making another digit of the number the one that the
// page is about, by its index.
const ChooseDigit Action[int] = "/drawing/choose"

// NewReading returns the reading of an answer to a question about a subject. If
// something was read, it has at least one digit, of which one is chosen.
func NewReading(of Subject, m worker.Prediction) Reading {
	r := Reading{Asked: true, Shown: !m.Blank && !m.Blot, Of: of, Prediction: m}
	if !r.Shown {
		r.Digits = nil
		return r
	}
	if len(r.Digits) == 0 {
		only := worker.ReadDigit{Digit: r.Digit, Unsure: r.Unsure, None: r.None}
		if r.Digit < len(r.Probabilities) {
			only.Probability = r.Probabilities[r.Digit]
		}
		r.Digits = []worker.ReadDigit{only}
	}
	r.Chosen = min(max(r.Chosen, 0), len(r.Digits)-1)
	return r
}

// Several reports whether a number of more than one digit was read.
func (r Reading) Several() bool { return len(r.Digits) > 1 }

// NoDigit reports whether nothing of what was read looks like a digit.
func (r Reading) NoDigit() bool {
	for _, d := range r.Digits {
		if !d.None {
			return false
		}
	}
	return r.Shown
}

// AnyUnsure reports whether one of the digits may be another one, or none.
func (r Reading) AnyUnsure() bool {
	for _, d := range r.Digits {
		if d.Unsure || d.None {
			return true
		}
	}
	return false
}

// Value returns all digits for scripts, one after the other whatever their lines,
// and "" if there is none, or none of the visitor's. In the place of what looks like
// no digit stands the likeliest.
func (r Reading) Value() string {
	if r.NoDigit() || r.Of.Example {
		return ""
	}
	var b strings.Builder
	for _, d := range r.Digits {
		b.WriteString(r.Classes.Name(d.Digit))
	}
	return b.String()
}

// Text returns the number for people, its lines as lines.
func (r Reading) Text() string {
	var lines []string
	for _, line := range r.Lines() {
		var b strings.Builder
		for _, d := range line {
			b.WriteString(r.Sign(d))
		}
		lines = append(lines, b.String())
	}
	return strings.Join(lines, "\n")
}

// Sign returns what stands for a digit in a number: "?" for what looks like none.
func (r Reading) Sign(d worker.ReadDigit) string {
	if d.None {
		return "?"
	}
	return r.Classes.Name(d.Digit)
}

// Lines returns the digits line by line.
func (r Reading) Lines() (lines [][]worker.ReadDigit) {
	for i, d := range r.Digits {
		if i == 0 || beginsLine(r.Digits[i-1], d) {
			lines = append(lines, nil)
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], d)
	}
	return lines
}

// beginsLine reports whether next, which is read after d, stands in a line of its
// own: it lies back to the left, or altogether below. A number that slants is one
// line, and so are digits of which one reaches under the other.
func beginsLine(d, next worker.ReadDigit) bool {
	const left, top, right, bottom = 0, 1, 2, 3
	if next.Box[right] < d.Box[left] {
		return true
	}
	lower := next.Box[top]+next.Box[bottom] > d.Box[top]+d.Box[bottom]
	back := next.Box[left]+next.Box[right] <= d.Box[left]+d.Box[right]
	return lower && (back || next.Box[top] >= d.Box[bottom])
}
