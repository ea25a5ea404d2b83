package form

import (
	"slices"
	"strings"

	"digitlab/web/text"
)

// MaxSweep is how many values of a setting can be tried in turn.
const MaxSweep = 20

// Sweepable reports whether several values of a field can be tried in turn: those of a
// number that counts, or of a choice.
func (f Form) Sweepable(i int) bool {
	return i != Workers && (Fields[i].Mode != "" || Fields[i].Choices != nil) && f.Applies(i)
}

// Sweep returns the form once for each of several values of a field, which stand
// behind one another with commas between them, numbers also with spaces. problem says
// what is wrong with them, "" if nothing is.
func (f Form) Sweep(i int, typed string) (forms []Form, problem string) {
	var values []string
	for _, part := range strings.FieldsFunc(typed, func(r rune) bool { return separates(i, r) }) {
		value := valueOf(i, strings.TrimSpace(part))
		switch {
		case value == "":
			continue
		case !Fields[i].Valid(value):
			return nil, mustBe(text.T(Fields[i].Label), text.T(Fields[i].Allowed), part)
		case slices.ContainsFunc(values, func(v string) bool { return sameValue(v, value) }):
			return nil, text.F("“%s” is there twice.", value)
		}
		values = append(values, value)
		next := f
		next[i] = value
		forms = append(forms, next)
	}
	switch {
	case len(values) < 2:
		return nil, text.T("Give two values or more, with commas between them, such as 0.01, 0.05, 0.1.")
	case len(values) > MaxSweep:
		return nil, text.F("These are %d values; %d are the most.", len(values), MaxSweep)
	}
	return forms, ""
}

// separates reports whether a character stands between two values of a field.
func separates(i int, r rune) bool {
	return strings.ContainsRune(",;，；、", r) || Fields[i].Choices == nil && (r == ' ' || r == '\t' || r == '\n')
}

// valueOf returns the value that a text means, which for a choice may be its words.
func valueOf(i int, typed string) string {
	for _, c := range Fields[i].Choices {
		if strings.EqualFold(typed, c.Text) || typed == text.T(c.Text) {
			return c.Value
		}
	}
	return typed
}
