package augment

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/data/decimal"
	"digitlab/data/failure"
)

// Settings say how training images are varied: how far each effect goes at
// most. The zero value leaves images as they are.
//
// What keeps its sign in the drawing is drawn evenly from both sides: Rotate 12
// turns by -12 to 12 degrees.
type Settings struct {
	Shift     float64 // pixels along each axis
	Rotate    float64 // degrees
	Scale     float64 // share of the size, each axis by itself: 0.1 is 0.9 to 1.1 times
	Shear     float64 // pixels to the side for each pixel upwards: slant
	Elastic   float64 // pixels, the root mean square of an uneven stretching along each axis
	Thickness float64 // pixels that the edges of strokes move outwards or inwards
	Pen       float64 // share of the images that are drawn again with a round pen, if that keeps their shape
	Styles    float64 // share of the images in whose place the same digit is drawn in another way, as by package glyph
	NoDigit   float64 // share of the images in whose place there is something that is no digit
}

// Preset is Settings with a name.
type Preset struct {
	Name string
	Settings
}

// Presets returns those whose names Parse knows, in order of strength.
func Presets() []Preset {
	return []Preset{
		{"none", Settings{}},
		{"light", Settings{Shift: 1, Rotate: 8, Scale: 0.08, Shear: 0.08, Elastic: 0.4}},
		{"full", Settings{Shift: 2, Rotate: 12, Scale: 0.15, Shear: 0.15, Elastic: 0.9, Thickness: 0.4, Pen: 0.25}},
		{"world", Settings{Shift: 1, Rotate: 10, Scale: 0.1, Shear: 0.12, Elastic: 0.8, Thickness: 0.4, Pen: 0.1, Styles: 0.2, NoDigit: 0.03}},
	}
}

// effect is one field of Settings.
type effect struct {
	name  string
	value *float64
	// limit is the highest value with a meaning: beyond, digits get lost or
	// turn into others.
	limit float64
}

// effects lists the fields, in the order that String names them.
func (a *Settings) effects() []effect {
	return []effect{
		{"shift", &a.Shift, 8},
		{"rotate", &a.Rotate, 45},
		{"scale", &a.Scale, 0.5},
		{"shear", &a.Shear, 0.5},
		{"elastic", &a.Elastic, 2},
		{"thickness", &a.Thickness, 1},
		{"pen", &a.Pen, 1},
		{"styles", &a.Styles, 1},
		{"nodigit", &a.NoDigit, 1},
	}
}

// Check returns an error that names the first effect out of its range.
func (a Settings) Check() error {
	for _, e := range a.effects() {
		if !(*e.value >= 0 && *e.value <= e.limit) {
			return failure.New("augmentation: %s %v: want 0 to %v", e.name, *e.value, e.limit)
		}
	}
	if a.Styles+a.NoDigit > 1 {
		return failure.New("augmentation: styles %v and nodigit %v are more than all images", a.Styles, a.NoDigit)
	}
	return nil
}

// String is the text that Parse reads: the effects that are not
// zero, as in "shift=2,rotate=12", or "none".
func (a Settings) String() string {
	var parts []string
	for _, e := range a.effects() {
		if *e.value != 0 {
			parts = append(parts, e.name+"="+strconv.FormatFloat(*e.value, 'g', -1, 64))
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ",")
}

// MarshalText implements encoding.TextMarshaler: it gives what String does.
func (a Settings) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler by Parse.
func (a *Settings) UnmarshalText(text []byte) (err error) {
	*a, err = Parse(string(text))
	return err
}

// Parse reads the name of a preset, none, light, full or world, or effects
// as "shift=2,rotate=12"; a preset may stand in front of them, as in
// "full,pen=0". The empty text means none.
func Parse(text string) (Settings, error) {
	var a Settings
	if strings.TrimSpace(text) == "" {
		return a, nil
	}
	presets := Presets()
	given := make(map[string]bool)
	for i, part := range strings.Split(text, ",") {
		name, value, assigned := strings.Cut(strings.TrimSpace(part), "=")
		named := func(p Preset) bool { return p.Name == name }
		if preset := slices.IndexFunc(presets, named); preset >= 0 && !assigned && i == 0 {
			a = presets[preset].Settings
			continue
		}
		if given[name] {
			return Settings{}, failure.New("augmentation %q: %s is given twice", text, name)
		}
		given[name] = true
		if err := a.set(name, value); err != nil {
			return Settings{}, failure.New("augmentation %q: %w", text, err)
		}
	}
	return a, a.Check()
}

// set sets the effect of a name.
func (a *Settings) set(name, value string) error {
	var known []string
	for _, e := range a.effects() {
		if e.name != name {
			known = append(known, e.name)
			continue
		}
		v, ok := decimal.Parse(value)
		if !ok {
			return failure.New("%s %q: want a number, as in %s=0.5", name, value, name)
		}
		*e.value = v
		return nil
	}
	return failure.New("unknown effect %q: want none, light, full, world, or %s", name, strings.Join(known, ", "))
}
