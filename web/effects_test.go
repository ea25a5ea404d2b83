package web

import (
	"maps"
	"strings"
	"testing"
)

func TestEffectsOf(t *testing.T) {
	c := someCatalogue()
	tests := []struct {
		text string
		want effectValues // nil if it means nothing
	}{
		{"none", effectValues{}},
		{"shift=2", effectValues{"shift": 2}},
		{" shift = 2", nil},
		{"rotate=12, shift=.5", effectValues{"shift": .5, "rotate": 12}},
		{"light", effectValues{"shift": 1, "rotate": 8}},
		{"light,shift=3,pen=1", effectValues{"shift": 3, "rotate": 8, "pen": 1}},
		{"none,pen=1", effectValues{"pen": 1}},
		{"shift=3,light", nil},
		{"", nil},
		{"shift", nil},
		{"shift=", nil},
		{"shift=far", nil},
		{"blur=1", nil},
	}
	for _, test := range tests {
		got, ok := c.effectsOf(test.text)
		if ok != (test.want != nil) || ok && !maps.Equal(got, test.want) {
			t.Errorf("effectsOf(%q) = %v, %t, want %v", test.text, got, ok, test.want)
		}
	}
}

func TestEffectsFault(t *testing.T) {
	c := someCatalogue()
	tests := []struct{ text, want string }{
		{"none", ""},
		{"light, pen=1", ""},
		{"shift=0,rotate=45", ""},
		{"", ""}, // what is wrong with that every field says
		{"blur=1", "Effects must be none, or a list of effects, such as shift=2, rotate=12; “blur=1” is not."},
		{"shift=9999", "Shift must be a number from 0 to 8; “9999” is not."},
		{"light,rotate=-.5", "Rotation must be a number from 0 to 45; “-0.5” is not."},
		{"pen=Inf", "Drawn anew with a pen must be a number from 0 to 1; “+Inf” is not."},
	}
	for _, test := range tests {
		if got := c.effectsFault(test.text); got != test.want {
			t.Errorf("effectsFault(%q) = %q, want %q", test.text, got, test.want)
		}
	}
	if got := (catalogue{}).effectsFault("shift=9999"); got != "" {
		t.Errorf("before the trainer has told, effectsFault = %q, want nothing", got)
	}
}

// A link may be followed before the trainer has told what effects there are.
func TestWrongEffectsAreAmongTheOtherFaults(t *testing.T) {
	s := newStage(t)
	s.act(changeField, fieldChange{ID: "augment", Text: "shift=9999", Done: true})
	s.act(changeField, fieldChange{ID: "epochs", Text: "many", Done: true})
	s.say(someRecipes(), readyMessage)
	for _, want := range []string{"Epochs must be", "Shift must be a number from 0 to 8; “9999” is not."} {
		if !strings.Contains(s.notices(), want) {
			t.Errorf("#error says %q, want %q", s.notices(), want)
		}
	}
}

func TestEffectText(t *testing.T) {
	c := someCatalogue()
	for want, values := range map[string]effectValues{
		"none":                 {"shift": 0},
		"shift=0.1,rotate=1.5": {"rotate": 1.5, "shift": .1, "pen": 0},
	} {
		if got := c.effectText(values); got != want {
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
		if got := wordsOf(test.name).amount(test.v); got != test.want {
			t.Errorf("%s: amount(%v) = %q, want %q", test.name, test.v, got, test.want)
		}
	}
}

func TestStepTo(t *testing.T) {
	for limit, want := range map[float64]float64{8: .1, 45: .5, .5: .005, 2: .02, 1: .01, 100: 1, 600: 10} {
		if got := stepTo(limit); got < want*(1-1e-9) || got > want*(1+1e-9) {
			t.Errorf("stepTo(%v) = %v, want %v", limit, got, want)
		}
	}
}
