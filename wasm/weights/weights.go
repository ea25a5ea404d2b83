// Package weights holds what messages call weights: a network's parameters, and
// where they come from.
package weights

import (
	"cmp"
	"math"
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// Network is what a model is made from.
type Network struct {
	Architecture nn.Architecture
	Loss         nn.Loss
}

// NetworkOf returns the network of a model.
func NetworkOf(m *nn.Model) Network { return Network{m.Architecture(), m.Loss} }

// ParseNetwork returns the network that a message means; 0 classes are the ten
// digits.
func ParseNetwork(architecture, loss string, classes int) (n Network, err error) {
	if n.Loss, err = nn.LossByName(loss); err != nil {
		return Network{}, err
	}
	if classes != 0 && (classes < 2 || classes > data.Classes) {
		return Network{}, failure.New("a network for %d classes: want 2 to %d", classes, data.Classes)
	}
	n.Loss = nn.WithClasses(n.Loss, classes)
	n.Architecture, err = ParseArchitecture(architecture)
	return n, err
}

// Fits is the error of a network that a dataset has too many classes for.
func (n Network) Fits(d *data.Dataset) error {
	if n.Loss.ClassCount() < d.ClassCount() {
		return failure.New("the network tells %d classes apart, and the dataset has %d", n.Loss.ClassCount(), d.ClassCount())
	}
	return nil
}

// NetworkIn returns the network of weights in a message, at their temperature.
func NetworkIn(m *worker.Weights) (Network, error) {
	n, err := ParseNetwork(m.Architecture, m.Loss, m.ClassCount)
	if err == nil {
		n.Loss = nn.WithTemperature(n.Loss, m.Temperature)
	}
	return n, err
}

// ParseArchitecture reads that of a message, where "" is SimpleNet's.
func ParseArchitecture(text string) (nn.Architecture, error) {
	return nn.ParseArchitecture(cmp.Or(text, "simplenet"))
}

// NewModel returns a model whose parameters are all zero.
func (n Network) NewModel() (*nn.Model, error) { return nn.NewModel(n.Architecture, n.Loss) }

// Weights are a model's parameters and where they come from. The zero value
// stands for none.
type Weights struct {
	Network
	Params []float32
	Source string // a file's name, or what the page calls a run
	Run    string // that they are of, as worker.Weights has it
	Step   int    // of that run
	// Classes are those that the network tells apart.
	Classes worker.Classes
}

// Message returns what the page and helpers are told.
func (w Weights) Message() *worker.Weights {
	return &worker.Weights{
		Architecture: w.Architecture.String(),
		Loss:         w.Loss.Name(),
		Source:       w.Source,
		Run:          w.Run,
		Step:         w.Step,
		Temperature:  nn.Temperature(w.Loss),
		ClassCount:   classCount(w.Loss),
		Classes:      w.Classes,
		Params:       worker.PackFloats(w.Params),
	}
}

// Of returns the weights in a message.
func Of(m *worker.Weights) (Weights, error) {
	n, err := NetworkIn(m)
	if err != nil {
		return Weights{}, err
	}
	return Weights{Network: n, Params: worker.UnpackFloats(nil, m.Params), Source: m.Source, Run: m.Run, Step: m.Step, Classes: m.Classes}, nil
}

// classCount is that of a loss as messages have it.
func classCount(loss nn.Loss) int {
	if n := loss.ClassCount(); n != data.Classes {
		return n
	}
	return 0
}

// ClassesOf returns the names of the classes of a dataset, none for the ten digits.
func ClassesOf(d *data.Dataset) worker.Classes { return worker.ClassesNamed(d.ClassNames()) }

// ClassesIn returns those that the metadata of a file says.
func ClassesIn(metadata map[string]string) (worker.Classes, error) {
	names, err := train.ClassNames(metadata)
	return worker.ClassesNamed(names), err
}

// Metadata returns entries for a file with the weights, which names their classes.
func (w Weights) Metadata(entries map[string]string) map[string]string {
	if w.Classes.AreDigits() {
		return entries
	}
	var d data.Dataset
	d.NameClasses(w.Classes)
	return train.WithClasses(entries, &nn.Model{Loss: w.Loss}, &d)
}

// Model returns a model with the weights.
func (w Weights) Model() (*nn.Model, error) {
	m, err := w.NewModel()
	if err != nil {
		return nil, err
	}
	copy(m.Params(), w.Params)
	return m, nil
}

// Clone returns weights that later steps do not change.
func (w Weights) Clone() Weights {
	w.Params = slices.Clone(w.Params)
	return w
}

// Equal reports whether both are the same in every bit.
func (w Weights) Equal(other Weights) bool {
	return w.Network == other.Network && w.Source == other.Source && w.Step == other.Step &&
		slices.Equal(w.Params, other.Params)
}

// Finite reports whether all outputs of a network are numbers, which broken
// weights make others of.
func Finite(outputs []float32) bool {
	for _, v := range outputs {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return false
		}
	}
	return true
}

// NotFinite is the error of weights whose outputs are not Finite.
func NotFinite(source string) error {
	return failure.New("%s: with these weights the network's outputs are not numbers", source)
}
