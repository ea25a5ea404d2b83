package data

import (
	"math"
	"strings"
	"testing"
)

func TestParseAugmentation(t *testing.T) {
	light, full := AugmentationPresets[1].Augmentation, AugmentationPresets[2].Augmentation
	withoutPen := full
	withoutPen.Pen = 0
	tests := []struct {
		text string
		want Augmentation
	}{
		{"", Augmentation{}},
		{"  ", Augmentation{}},
		{"none", Augmentation{}},
		{"light", light},
		{"full", full},
		{"full,pen=0", withoutPen},
		{"none,shift=1", Augmentation{Shift: 1}},
		{"shift=2, rotate=12.5", Augmentation{Shift: 2, Rotate: 12.5}},
		{"pen=1,thickness=0.25,elastic=1,shear=.1,scale=1e-1", Augmentation{Pen: 1, Thickness: 0.25, Elastic: 1, Shear: 0.1, Scale: 0.1}},
	}
	for _, test := range tests {
		got, err := ParseAugmentation(test.text)
		if err != nil || got != test.want {
			t.Errorf("ParseAugmentation(%q) = %v, %v, want %v", test.text, got, err, test.want)
		}
		var again Augmentation
		if text, _ := got.MarshalText(); again.UnmarshalText(text) != nil || again != got {
			t.Errorf("UnmarshalText(%q) = %v, want %v", text, again, got)
		}
	}
	if got, want := (Augmentation{Pen: 0.5, Shift: 2}).String(), "shift=2,pen=0.5"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}

func TestParseAugmentationErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"heavy", `unknown effect "heavy": want none, light, full, or shift, rotate`},
		{"shift=2,blur=1", `unknown effect "blur"`},
		{"shift=2,full", `unknown effect "full"`}, // it would undo what stands before it
		{"full=1", `unknown effect "full"`},
		{"shift", `shift "": want a number`},
		{"shift=far", `shift "far": want a number`},
		{"shift=NaN", `shift "NaN": want a number`},
		{"shift=1,shift=2", "shift is given twice"},
		{"shift=1,", `unknown effect ""`},
		{"rotate=90", "rotate 90: want 0 to 45"},
		{"pen=-0.5", "pen -0.5: want 0 to 1"},
		{"elastic=+Inf", "elastic +Inf: want 0 to 2"},
	}
	for _, test := range tests {
		got, err := ParseAugmentation(test.text)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ParseAugmentation(%q) = %v, %v, want an error with %q", test.text, got, err, test.want)
		}
	}
}

func TestAugmentationCheck(t *testing.T) {
	for _, preset := range AugmentationPresets {
		if err := preset.Check(); err != nil {
			t.Errorf("%s: Check() = %v", preset.Name, err)
		}
	}
	if err := (Augmentation{Shear: math.NaN()}).Check(); err == nil || !strings.Contains(err.Error(), "shear NaN") {
		t.Errorf("Check() of a shear that is no number = %v", err)
	}
}
