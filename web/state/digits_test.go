package state

import (
	"reflect"
	"testing"

	"digitlab/web/worker"
)

// row returns digits beside each other, a tenth of the pad each, with their tops at
// top and each a little lower than the one before.
func row(top, slant float64, digits ...int) (row []worker.ReadDigit) {
	for i, digit := range digits {
		left, top := float64(i)/10, top+float64(i)*slant
		row = append(row, worker.ReadDigit{Digit: digit, Box: [4]float64{left, top, left + .08, top + .1}})
	}
	return row
}

func join(rows ...[]worker.ReadDigit) (all []worker.ReadDigit) {
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}

func TestNumberOfAReading(t *testing.T) {
	none := worker.ReadDigit{Digit: 3, Unsure: true, None: true, Box: [4]float64{.3, .1, .4, .2}}
	tests := []struct {
		name        string
		digits      []worker.ReadDigit
		value, text string
		unsure      bool
	}{
		{"leading zero", row(.1, 0, 0, 4, 1, 7), "0417", "0417", false},
		{"slanting down", row(.1, .09, 1, 2, 3, 4), "1234", "1234", false},
		{"slanting up", row(.8, -.09, 1, 2, 3, 4), "1234", "1234", false},
		{"two lines", join(row(.1, 0, 1, 2, 3), row(.3, 0, 4, 5)), "12345", "123\n45", false},
		{"two lines that slant", join(row(.1, .09, 1, 2, 3, 4), row(.3, .09, 5, 6)), "123456", "1234\n56", false},
		{"a column", join(row(.1, 0, 1), row(.3, 0, 2), row(.5, 0, 3)), "123", "1\n2\n3", false},
		{"stairs", join(row(.1, 0, 1), row(.3, 0, 2, 5)[1:]), "15", "1\n5", false},
		{"one that is none", join(row(.1, 0, 1, 2), []worker.ReadDigit{none}), "123", "12?", true},
		{"none alone", []worker.ReadDigit{none}, "", "?", true},
		{"only such", []worker.ReadDigit{none, none}, "", "??", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := NewReading(Subject{Strokes: []worker.Stroke{{1, 2}}}, worker.Prediction{Digits: test.digits, Chosen: 99})
			if got := r.Value(); got != test.value {
				t.Errorf("the value is %q, want %q", got, test.value)
			}
			if got := r.Text(); got != test.text {
				t.Errorf("the text is %q, want %q", got, test.text)
			}
			if got := r.AnyUnsure(); got != test.unsure {
				t.Errorf("unsure = %t, want %t", got, test.unsure)
			}
			if r.Chosen != len(test.digits)-1 {
				t.Errorf("digit %d of %d is chosen, want the last", r.Chosen, len(test.digits))
			}
		})
	}
}

// An answer without a list of digits is one digit.
func TestReadingOfOneDigit(t *testing.T) {
	probabilities := []float64{0, 0, 0, .6, 0, .4, 0, 0, 0, 0}
	r := NewReading(Subject{Strokes: []worker.Stroke{{1, 2}}}, worker.Prediction{Digit: 3, Unsure: true, Probabilities: probabilities})
	want := []worker.ReadDigit{{Digit: 3, Probability: .6, Unsure: true}}
	if !reflect.DeepEqual(r.Digits, want) || r.Several() || r.Value() != "3" {
		t.Errorf("digits %+v, value %q, want %+v", r.Digits, r.Value(), want)
	}
	if r := NewReading(Subject{Strokes: []worker.Stroke{{1, 2}}}, worker.Prediction{Blank: true}); len(r.Digits) != 0 || r.NoDigit() || r.Value() != "" {
		t.Errorf("a blank pad has %d digits, value %q", len(r.Digits), r.Value())
	}
}
