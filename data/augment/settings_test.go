package augment

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	presets := Presets()
	light, full := presets[1].Settings, presets[2].Settings
	withoutPen := full
	withoutPen.Pen = 0
	tests := []struct {
		text string
		want Settings
	}{
		{"", Settings{}},
		{"  ", Settings{}},
		{"none", Settings{}},
		{"light", light},
		{"full", full},
		{"full,pen=0", withoutPen},
		{"none,shift=1", Settings{Shift: 1}},
		{"shift=2, rotate=12.5", Settings{Shift: 2, Rotate: 12.5}},
		{"pen=1,thickness=0.25,elastic=1,shear=.1,scale=1e-1", Settings{Pen: 1, Thickness: 0.25, Elastic: 1, Shear: 0.1, Scale: 0.1}},
	}
	for _, test := range tests {
		got, err := Parse(test.text)
		if err != nil || got != test.want {
			t.Errorf("Parse(%q) = %v, %v, want %v", test.text, got, err, test.want)
		}
		var again Settings
		if text, _ := got.MarshalText(); again.UnmarshalText(text) != nil || again != got {
			t.Errorf("UnmarshalText(%q) = %v, want %v", text, again, got)
		}
	}
	if got, want := (Settings{Pen: 0.5, Shift: 2}).String(), "shift=2,pen=0.5"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"heavy", `unknown effect "heavy": want none, light, full, world, or shift, rotate`},
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
		{"elastic=1e99", "elastic 1e+99: want 0 to 2"},
		{"elastic=+Inf", `elastic "+Inf": want a number`},
		{"shift=1_0", `shift "1_0": want a number`},
		{"shift=0x1", `shift "0x1": want a number`},
	}
	for _, test := range tests {
		got, err := Parse(test.text)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Parse(%q) = %v, %v, want an error with %q", test.text, got, err, test.want)
		}
	}
}

func TestSettingsCheck(t *testing.T) {
	for _, preset := range Presets() {
		if err := preset.Check(); err != nil {
			t.Errorf("%s: Check() = %v", preset.Name, err)
		}
	}
	if err := (Settings{Shear: math.NaN()}).Check(); err == nil || !strings.Contains(err.Error(), "shear NaN") {
		t.Errorf("Check() of a shear that is no number = %v", err)
	}
}

// What is read is written as it is read again, and can be done to an image.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"", "full", "light,pen=1", "shift=2, rotate=12.5", "elastic=1e-9,scale=.5,shear=0x1p-2,thickness=1"} {
		f.Add(text, uint64(7))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		settings, err := Parse(text)
		if err != nil {
			return
		}
		if again, err := Parse(settings.String()); err != nil || again != settings {
			t.Errorf("Parse(%q) = %v, %v, want %v as Parse(%q)", settings, again, err, settings, text)
		}
		image := *drawn("###", "#  #", " ###", "   #", "   #")
		New(settings).Apply(&image, &image, 0, seed)
		if slices.Max(image[:]) == 0 {
			t.Errorf("%v leaves no ink", settings)
		}
	})
}
