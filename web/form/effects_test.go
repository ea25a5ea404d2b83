package form

import (
	"maps"
	"testing"
)

func TestEffectsOf(t *testing.T) {
	c := NewCatalogue(someRecipes())
	tests := []struct {
		text string
		want EffectValues // nil if it means nothing
	}{
		{"none", EffectValues{}},
		{"shift=2", EffectValues{"shift": 2}},
		{" shift = 2", nil},
		{"rotate=12, shift=.5", EffectValues{"shift": .5, "rotate": 12}},
		{"light", EffectValues{"shift": 1, "rotate": 8}},
		{"light,shift=3,pen=1", EffectValues{"shift": 3, "rotate": 8, "pen": 1}},
		{"none,pen=1", EffectValues{"pen": 1}},
		{"shift=3,light", nil},
		{"", nil},
		{"shift", nil},
		{"shift=", nil},
		{"shift=far", nil},
		{"blur=1", nil},
	}
	for _, test := range tests {
		got, ok := c.EffectsOf(test.text)
		if ok != (test.want != nil) || ok && !maps.Equal(got, test.want) {
			t.Errorf("effectsOf(%q) = %v, %t, want %v", test.text, got, ok, test.want)
		}
	}
}

func TestEffectsFault(t *testing.T) {
	c := NewCatalogue(someRecipes())
	tests := []struct{ text, want string }{
		{"none", ""},
		{"light, pen=1", ""},
		{"shift=0,rotate=45", ""},
		{"", ""}, // what is wrong with that every field says
		{"blur=1", "Effects must be none, or a list of effects, such as shift=2, rotate=12; “blur=1” is not."},
		{"shift=9999", "Shift must be a number from 0 to 8; “9999” is not."},
		{"light,rotate=-.5", "Rotation must be a number from 0 to 45; “-0.5” is not."},
		{"pen=1.5", "Drawn anew with a pen must be a number from 0 to 1; “1.5” is not."},
		{"pen=Inf", "Effects must be none, or a list of effects, such as shift=2, rotate=12; “pen=Inf” is not."},
		{"shift=1_0", "Effects must be none, or a list of effects, such as shift=2, rotate=12; “shift=1_0” is not."},
	}
	for _, test := range tests {
		if got := c.EffectsFault(test.text); got != test.want {
			t.Errorf("effectsFault(%q) = %q, want %q", test.text, got, test.want)
		}
	}
	if got := (Catalogue{}).EffectsFault("shift=9999"); got != "" {
		t.Errorf("before the trainer has told, effectsFault = %q, want nothing", got)
	}
}

func TestEffectText(t *testing.T) {
	c := NewCatalogue(someRecipes())
	for want, values := range map[string]EffectValues{
		"none":                 {"shift": 0},
		"shift=0.1,rotate=1.5": {"rotate": 1.5, "shift": .1, "pen": 0},
	} {
		if got := c.EffectText(values); got != want {
			t.Errorf("effectText(%v) = %q, want %q", values, got, want)
		}
	}
}

func TestAmountOfAnEffect(t *testing.T) {
	tests := []struct {
		name string
		v    float64
		want string
	}{
		{"rotate", 12, "12°"},
		{"scale", .07, "7 %"}, // 7.000000000000001 before it is rounded
		{"elastic", .4, "0.4 px"},
		{"another", .5, "0.5"},
	}
	for _, test := range tests {
		if got := EffectWordsOf(test.name).Amount(test.v); got != test.want {
			t.Errorf("%s: amount(%v) = %q, want %q", test.name, test.v, got, test.want)
		}
	}
}
