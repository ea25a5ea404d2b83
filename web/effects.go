package web

import (
	"math"
	"strconv"
	"strings"

	"digitlab/web/text"
)

// effectWords are what people call an effect, and how they write how far it
// goes: times a factor, with a unit.
type effectWords struct {
	Label  string
	Factor float64
	Unit   string
}

var allEffectWords = map[string]effectWords{
	"shift":     {"Shift", 1, " px"},
	"rotate":    {"Rotation", 1, "°"},
	"scale":     {"Size", 100, " %"},
	"shear":     {"Slant", 100, " %"},
	"elastic":   {"Uneven stretch", 1, " px"},
	"thickness": {"Stroke", 1, " px"},
	"pen":       {"Drawn anew with a pen", 100, " %"},
}

// wordsOf returns the words for an effect, also for one without.
func wordsOf(name string) effectWords {
	if words, ok := allEffectWords[name]; ok {
		return words
	}
	return effectWords{name, 1, ""}
}

// amount writes how far an effect goes.
func (w effectWords) amount(v float64) string {
	return strconv.FormatFloat(math.Round(v*w.Factor*1000)/1000, 'f', -1, 64) + w.Unit
}

// effectValues are how far effects go, by their names.
type effectValues map[string]float64

// effectsOf reads a text such as shift=2, rotate=12, in which a preset may stand
// for the first ones; ok is false if it means nothing.
func (c catalogue) effectsOf(effects string) (values effectValues, ok bool) {
	values = effectValues{}
	for i, part := range strings.Split(effects, ",") {
		name, value, assigned := strings.Cut(strings.TrimSpace(part), "=")
		preset, isPreset := c.Augments.textOf(name)
		switch {
		case i == 0 && !assigned && name == noEffect:
		case i == 0 && !assigned && isPreset && preset != effects:
			values, _ = c.effectsOf(preset)
		case !assigned || !c.hasEffect(name) || math.IsNaN(parseDecimal(value)):
			return nil, false
		default:
			values[name] = parseDecimal(value)
		}
	}
	return values, true
}

// effectsFault says what is wrong with a text of effects, "" if nothing is or if
// that cannot be told yet.
func (c catalogue) effectsFault(typed string) string {
	values, ok := c.effectsOf(strings.TrimSpace(typed))
	switch f := fields[fieldAugment]; {
	case !c.told() || !f.valid(typed):
		return ""
	case !ok:
		return mustBe(text.T(f.Label), text.T(f.Allowed), typed)
	}
	for _, e := range c.Effects {
		if v := values[e.Name]; !(v >= 0 && v <= e.Limit) {
			return mustBe(text.T(wordsOf(e.Name).Label), text.F("a number from 0 to %s", number(e.Limit)), number(v))
		}
	}
	return ""
}

// noEffect is the text for images as they are.
const noEffect = "none"

func (c catalogue) hasEffect(name string) bool {
	for _, e := range c.Effects {
		if e.Name == name {
			return true
		}
	}
	return false
}

// effectText writes values as the text that effectsOf reads.
func (c catalogue) effectText(values effectValues) string {
	var parts []string
	for _, e := range c.Effects {
		if v := values[e.Name]; v != 0 {
			parts = append(parts, e.Name+"="+strconv.FormatFloat(v, 'g', -1, 64))
		}
	}
	if len(parts) == 0 {
		return noEffect
	}
	return strings.Join(parts, ",")
}

// stepTo returns a round step in which a slider goes to its limit: about a
// hundredth of it.
func stepTo(limit float64) float64 {
	rough := limit / 100
	ten := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, digit := range []float64{1, 2, 5} {
		if digit*ten >= rough*(1-1e-9) {
			return digit * ten
		}
	}
	return 10 * ten
}
