package nn

import (
	"image"
	"math"
	"slices"
	"testing"

	"digitlab/nn/internal/kernel"
)

// Every value of every layer is what its explanation makes of it.
func TestExplanationsAddUp(t *testing.T) {
	for _, text := range inspected {
		m, x := drawn(t, text, CrossEntropy{})
		activations := m.Activations(x)
		for layer, a := range activations {
			for unit := range a.Values {
				e := m.Explain(x, activations, layer, unit)
				want, size := explained(t, e)
				// Sums of at most some thousand float32 products.
				if got := float64(e.Value); !(math.Abs(got-want) <= 1e-5*size+1e-6) {
					t.Fatalf("%s: %s, value %d is %g, and %g by its explanation", text, a.Name, unit, got, want)
				}
			}
		}
	}
}

// explained computes the value of an explanation, and how large its terms are.
func explained(t *testing.T, e Explanation) (value, size float64) {
	t.Helper()
	if len(e.Inputs) != e.Channels*e.Side*e.Side {
		t.Fatalf("%s: %d inputs of %d channels and side %d", e.Name, len(e.Inputs), e.Channels, e.Side)
	}
	if e.Weights != nil {
		value = float64(e.Bias)
		size = math.Abs(value)
		for i, w := range e.Weights {
			value += float64(w) * float64(e.Inputs[i])
			size += math.Abs(float64(w) * float64(e.Inputs[i]))
		}
		return value, size
	}
	first := float64(e.Inputs[0])
	switch e.Layer.(type) {
	case ReLU:
		value = max(0, first)
	case GELU:
		value = float64(gelu(float32(first)))
	case Sigmoid:
		value = 1 / (1 + math.Exp(-first))
	case Dropout:
		value = first
	case MaxPool:
		value = first
		for _, v := range e.Inputs {
			value = max(value, float64(v))
		}
	case AvgPool:
		for _, v := range e.Inputs {
			value += float64(v) / float64(len(e.Inputs))
		}
	default:
		t.Fatalf("%s has no weights", e.Name)
	}
	return value, math.Abs(value)
}

// Connections add up, with the biases, to what a layer lets through.
func TestConnectionsAddUp(t *testing.T) {
	for _, text := range inspected {
		m, x := drawn(t, text, CrossEntropy{})
		activations := m.Activations(x)
		for layer, a := range activations {
			connections := m.Connections(x, activations, layer)
			switch a.Layer.(type) {
			case Conv, Linear:
			default:
				if connections != nil {
					t.Errorf("%s: %s has connections", text, a.Name)
				}
				continue
			}
			out, in := m.plan[layer].out, m.plan[layer].in
			if len(connections) != out.Channels*in.Channels {
				t.Fatalf("%s: %s has %d connections, want %d x %d", text, a.Name, len(connections), out.Channels, in.Channels)
			}
			for k := range out.Channels {
				var got, want, size float64
				for _, v := range kernel.Block(connections, k, in.Channels) {
					got += float64(v)
					size += math.Abs(float64(v))
				}
				for _, v := range kernel.Block(a.Values, k, out.area()) {
					if v > 0 || layer == len(activations)-1 {
						want += float64(v - m.tensor(a.Name + ".bias").Data[k])
					}
				}
				if !(math.Abs(got-want) <= 1e-5*(size+math.Abs(want))+1e-5) {
					t.Errorf("%s: %s, channel %d: connections add up to %g, want %g", text, a.Name, k, got, want)
				}
			}
		}
	}
}

// A value changes with the pixels of its receptive field, at most, and with those at
// its edges.
func TestReceptiveField(t *testing.T) {
	m, x := drawn(t, "conv 3 5, sigmoid, avgpool 2, conv 4 3 stride 2, sigmoid, linear 5, linear", CrossEntropy{})
	for layer, unit := range map[int]int{0: 784 + 3*28 + 27, 1: 100, 2: 14*7 + 7, 3: 49 + 2*7 + 4, 4: 0, 5: 3} {
		field := m.ReceptiveField(layer, unit)
		before := m.Activations(x)[layer].Values[unit]
		var reached image.Rectangle
		for i := range x {
			at := image.Rect(i%28, i/28, i%28+1, i/28+1)
			changed := slices.Clone(x)
			changed[i] += 3 // so that sigmoids do not round it away
			if m.Activations(changed)[layer].Values[unit] != before {
				reached = reached.Union(at)
			}
		}
		if field != reached {
			t.Errorf("the field of value %d of layer %d is %v, and %v changes it", unit, layer, field, reached)
		}
	}
}
