package nn

import (
	"slices"
	"strings"
)

// Architecture is the list of a network's layers, and the shape of what they are
// for. ParseArchitecture reads one; Model.Architecture has that of layers put
// together in Go. Two architectures are equal, with ==, if they have the same
// layers and the same input. The zero value is SimpleNet's.
type Architecture struct {
	text  string // of the layers; "" for SimpleNet's
	input Shape  // the zero value for MNIST's
}

func newArchitecture(input Shape, layers []Layer) (a Architecture) {
	texts := make([]string, len(layers))
	for i, l := range layers {
		texts[i] = l.String()
	}
	if text := strings.Join(texts, ", "); text != simpleNet {
		a.text = text
	}
	if input != mnist {
		a.input = input
	}
	return a
}

// Preset is an architecture with a name.
type Preset struct {
	Name   string
	Layers string // for ParseArchitecture
}

// Presets returns the architectures that ParseArchitecture knows by name, the
// default first.
func Presets() []Preset { return slices.Clone(presets) }

var presets = []Preset{
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
	// A network that learns much in little time, 22,146 parameters: the first filters
	// go over the picture in steps of two pixels, those behind them leave its blank
	// margins out, and batch normalisation stands behind the pooling.
	{"sprint", "conv 16 5 stride 2, relu, conv 24 3 pad 0, pool, bn, relu, conv 48 3 pad 0, bn, relu, linear"},
}

// String returns the canonical text of the layers, which ParseArchitecture
// reads back. If the network is not for images of 28x28 pixels, it begins with
// "input" and the shape; ParseArchitecture does not read that.
func (a Architecture) String() string {
	if a.input != (Shape{}) {
		return "input " + a.input.String() + ", " + a.layers()
	}
	return a.layers()
}

func (a Architecture) layers() string {
	if a.text == "" {
		return simpleNet
	}
	return a.text
}

// Input returns the shape of a sample.
func (a Architecture) Input() Shape {
	if a.input == (Shape{}) {
		return mnist
	}
	return a.input
}

// Describe returns the layers with the shapes they have for a loss. The error
// says which layer does not fit, and why.
func (a Architecture) Describe(loss Loss) ([]LayerInfo, error) {
	p, err := a.plan(loss)
	if err != nil {
		return nil, err
	}
	return p.describe(), nil
}

func (a Architecture) plan(loss Loss) (plan, error) {
	layers, err := parseLayers(a.layers())
	if err != nil {
		return nil, err
	}
	p, err := planLayers(a.Input(), layers, loss)
	if err != nil {
		return nil, err
	}
	return p, p.checkLimits()
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
	i := slices.IndexFunc(presets, func(p Preset) bool { return p.Layers == a.String() })
	if i < 0 {
		return ""
	}
	return presets[i].Name
}
