package nn

import "slices"

// Architecture is the list of a network's layers, as ParseArchitecture reads it.
// Two architectures are equal, with ==, if they have the same layers. The zero
// value is SimpleNet's.
type Architecture struct {
	text string // as String returns it; "" for SimpleNet
}

// Preset is an architecture with a name.
type Preset struct {
	Name   string
	Layers string // for ParseArchitecture
}

// Presets are the architectures that ParseArchitecture knows by name, the
// default first.
var Presets = []Preset{
	// The tutorial's convolutional network: see NewSimpleNet.
	{"simplenet", simpleNet},
	// The tutorial's fully connected network: two layers, 100 units in between.
	// Where the tutorial has sigmoids this has ReLU, and leaves the last
	// activation to the loss.
	{"mlp", "linear 100, relu, linear"},
	// A small network of today: 3x3 filters in pairs, batch normalisation, some
	// dropout, 66,554 parameters.
	{"modern", "conv 16 3, bn, relu, conv 16 3, bn, relu, pool, dropout 0.1, " +
		"conv 32 3, bn, relu, conv 32 3, bn, relu, pool, dropout 0.2, " +
		"conv 64 3, bn, relu, dropout 0.3, linear"},
}

// String returns the canonical text of the layers, which ParseArchitecture
// reads back.
func (a Architecture) String() string {
	if a.text == "" {
		return simpleNet
	}
	return a.text
}

// MarshalText implements encoding.TextMarshaler: it gives what String does.
func (a Architecture) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler by ParseArchitecture.
func (a *Architecture) UnmarshalText(text []byte) (err error) {
	*a, err = ParseArchitecture(string(text))
	return err
}

// Name returns the name of the preset that a is, or "" if it is none.
func (a Architecture) Name() string {
	i := slices.IndexFunc(Presets, func(p Preset) bool { return p.Layers == a.String() })
	if i < 0 {
		return ""
	}
	return Presets[i].Name
}
