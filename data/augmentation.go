package data

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Augmentation says how training images are varied: how far each effect goes
// at most. The zero value leaves images as they are.
//
// What keeps its sign in the drawing is drawn evenly from both sides: Rotate 12
// turns by -12 to 12 degrees.
type Augmentation struct {
	Shift     float64 // pixels along each axis
	Rotate    float64 // degrees
	Scale     float64 // share of the size, each axis by itself: 0.1 is 0.9 to 1.1 times
	Shear     float64 // pixels to the side for each pixel upwards: slant
	Elastic   float64 // pixels, the root mean square of an uneven stretching along each axis
	Thickness float64 // pixels that the edges of strokes move outwards or inwards
	Pen       float64 // share of the images that are drawn again with a round pen
}

// AugmentationPreset is an Augmentation with a name.
type AugmentationPreset struct {
	Name string
	Augmentation
}

// AugmentationPresets are the names that ParseAugmentation knows, in order of
// strength.
var AugmentationPresets = []AugmentationPreset{
	{"none", Augmentation{}},
	{"light", Augmentation{Shift: 1, Rotate: 8, Scale: 0.08, Shear: 0.08, Elastic: 0.4}},
	{"full", Augmentation{Shift: 2, Rotate: 12, Scale: 0.15, Shear: 0.15, Elastic: 0.9, Thickness: 0.4, Pen: 0.25}},
}

// effect is one field of an Augmentation.
type effect struct {
	name  string
	value *float64
	// limit is the highest value with a meaning: beyond, digits get lost or
	// turn into others.
	limit float64
}

// effects lists the fields, in the order that String names them.
func (a *Augmentation) effects() []effect {
	return []effect{
		{"shift", &a.Shift, 8},
		{"rotate", &a.Rotate, 45},
		{"scale", &a.Scale, 0.5},
		{"shear", &a.Shear, 0.5},
		{"elastic", &a.Elastic, 2},
		{"thickness", &a.Thickness, 1},
		{"pen", &a.Pen, 1},
	}
}

// Check returns an error that names the first effect out of its range.
func (a Augmentation) Check() error {
	for _, e := range a.effects() {
		if !(*e.value >= 0 && *e.value <= e.limit) {
			return fmt.Errorf("augmentation: %s %v: want 0 to %v", e.name, *e.value, e.limit)
		}
	}
	return nil
}

// String is the text that ParseAugmentation reads: the effects that are not
// zero, as in "shift=2,rotate=12", or "none".
func (a Augmentation) String() string {
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
func (a Augmentation) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler by ParseAugmentation.
func (a *Augmentation) UnmarshalText(text []byte) (err error) {
	*a, err = ParseAugmentation(string(text))
	return err
}

// ParseAugmentation reads the name of a preset, none, light or full, or effects
// as "shift=2,rotate=12"; a preset may stand in front of them, as in
// "full,pen=0". The empty text means none.
func ParseAugmentation(text string) (Augmentation, error) {
	var a Augmentation
	if strings.TrimSpace(text) == "" {
		return a, nil
	}
	given := make(map[string]bool)
	for i, part := range strings.Split(text, ",") {
		name, value, assigned := strings.Cut(strings.TrimSpace(part), "=")
		if preset := presetOf(name); preset >= 0 && !assigned && i == 0 {
			a = AugmentationPresets[preset].Augmentation
			continue
		}
		if given[name] {
			return Augmentation{}, fmt.Errorf("augmentation %q: %s is given twice", text, name)
		}
		given[name] = true
		if err := a.set(name, value); err != nil {
			return Augmentation{}, fmt.Errorf("augmentation %q: %w", text, err)
		}
	}
	return a, a.Check()
}

// presetOf returns the index of the preset of that name, -1 if there is none.
func presetOf(name string) int {
	return slices.IndexFunc(AugmentationPresets, func(p AugmentationPreset) bool { return p.Name == name })
}

// set sets the effect of a name.
func (a *Augmentation) set(name, value string) error {
	var known []string
	for _, e := range a.effects() {
		if e.name != name {
			known = append(known, e.name)
			continue
		}
		v, err := strconv.ParseFloat(value, 64)
		if err != nil || math.IsNaN(v) {
			return fmt.Errorf("%s %q: want a number, as in %s=0.5", name, value, name)
		}
		*e.value = v
		return nil
	}
	return fmt.Errorf("unknown effect %q: want none, light, full, or %s", name, strings.Join(known, ", "))
}
