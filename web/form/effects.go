package form

import (
	"math"
	"strconv"
	"strings"

	"digitlab/web/number"
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
	"styles":    {"Written in other ways", 100, " %"},
	"nodigit":   {"No digit in its place", 100, " %"},
}

// EffectWordsOf returns the words for an effect, also for one without.
func EffectWordsOf(name string) effectWords {
	if words, ok := allEffectWords[name]; ok {
		return words
	}
	return effectWords{name, 1, ""}
}

// Amount writes how far an effect goes.
func (w effectWords) Amount(v float64) string {
	return strconv.FormatFloat(math.Round(v*w.Factor*1000)/1000, 'f', -1, 64) + w.Unit
}

// EffectValues are how far effects go, by their names.
type EffectValues map[string]float64

// EffectsOf reads a text such as shift=2, rotate=12, in which a preset may stand
// for the first ones; ok is false if it means nothing.
func (c Catalogue) EffectsOf(effects string) (values EffectValues, ok bool) {
	values = EffectValues{}
	for i, part := range strings.Split(effects, ",") {
		name, value, assigned := strings.Cut(strings.TrimSpace(part), "=")
		preset, isPreset := c.Augments.textOf(name)
		switch {
		case i == 0 && !assigned && name == noEffect:
		case i == 0 && !assigned && isPreset && preset != effects:
			values, _ = c.EffectsOf(preset)
		case !assigned || !c.hasEffect(name) || math.IsNaN(parseDecimal(value)):
			return nil, false
		default:
			values[name] = parseDecimal(value)
		}
	}
	return values, true
}

// EffectsFault says what is wrong with a text of effects, "" if nothing is or if
// that cannot be told yet.
func (c Catalogue) EffectsFault(typed string) string {
	values, ok := c.EffectsOf(strings.TrimSpace(typed))
	switch f := Fields[Augment]; {
	case !c.Told() || !f.Valid(typed):
		return ""
	case !ok:
		return mustBe(text.T(f.Label), text.T(f.Allowed), typed)
	}
	for _, e := range c.Effects {
		if v := values[e.Name]; !(v >= 0 && v <= e.Limit) {
			return mustBe(text.T(EffectWordsOf(e.Name).Label), text.F("a number from 0 to %s", number.Plain(e.Limit)), number.Plain(v))
		}
	}
	return ""
}

// noEffect is the text for images as they are.
const noEffect = "none"

func (c Catalogue) hasEffect(name string) bool {
	for _, e := range c.Effects {
		if e.Name == name {
			return true
		}
	}
	return false
}

// EffectText writes values as the text that effectsOf reads.
func (c Catalogue) EffectText(values EffectValues) string {
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
