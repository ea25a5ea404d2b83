// Package health measures how the layers of a network fare while it is trained: how
// large their gradients and steps are, which units have died, and how weights and
// activations are spread.
package health

import (
	"math"
	"slices"
	"strings"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
)

// Layer is the health of a layer with parameters after a step.
type Layer struct {
	Name string
	// Gradient is the length of the gradient of weights and biases.
	Gradient float64
	// Update is the root mean square of what the step has changed the weights by, over
	// that of the weights before. About 1e-3 is healthy.
	Update float64
	// Dead is the share of units, the channels of an image or the values of a vector,
	// that a ReLU behind the layer lets nothing of through, for no image of the sample.
	// It is no number if there is no ReLU behind.
	Dead        float64
	Weights     Histogram
	Activations Histogram // of the layer's outputs for the sample, before a ReLU
}

// sampleSize is how many images the activations are computed for: a unit that all of
// them leave at 0 is very likely dead.
const sampleSize = 64

// Monitor measures a network.
type Monitor struct {
	model  *nn.Model
	layers []nn.LayerInfo
	sample []float32 // (N,784)
}

// New returns a monitor of networks like m, with a sample of validation images, spread
// evenly over all of them, or of training images if there are no others.
func New(m *nn.Model, d *data.Dataset) *Monitor {
	images := d.Images(data.Valid)
	if images.Len() == 0 {
		images = d.Images(data.Train)
	}
	h := &Monitor{model: m.Clone(), layers: m.Layers()}
	count := min(sampleSize, images.Len())
	for i := range count {
		h.sample = train.AppendValues(h.sample, images.Image(i*images.Len()/count))
	}
	return h
}

// Measure returns the health of the layers after a step, which is what Run.LastStep
// returns. It changes nothing of a run.
func (h *Monitor) Measure(before, after, grads []float32) (list []Layer) {
	copy(h.model.Params(), after)
	outputs := h.model.LayerOutputs(h.sample)
	for _, output := range outputs {
		list = append(list, Layer{
			Name: output.Name, Dead: h.dead(output), Activations: NewHistogram(output.Values),
		})
	}
	at := 0 // in the flat slices
	for _, t := range h.model.Tensors() {
		from, to := at, at+len(t.Data)
		if t.Buffer { // those lie behind all others
			continue
		}
		at = to
		name, part, _ := strings.Cut(t.Name, ".")
		for i := range list {
			if l := &list[i]; l.Name == name {
				l.Gradient = math.Hypot(l.Gradient, math.Sqrt(squares(grads[from:to])))
				if part == "weight" {
					l.Update = ratio(before[from:to], after[from:to])
					l.Weights = NewHistogram(after[from:to])
				}
			}
		}
	}
	return list
}

// dead returns Layer.Dead.
func (h *Monitor) dead(output nn.Activation) float64 {
	if !h.rectified(output.Name) {
		return math.NaN()
	}
	units := output.Shape.Channels
	area := output.Shape.Size() / units
	alive := make([]bool, units)
	for i, v := range output.Values {
		if v > 0 {
			alive[i/area%units] = true
		}
	}
	count := 0
	for _, a := range alive {
		if !a {
			count++
		}
	}
	return float64(count) / float64(units)
}

// rectified reports whether a ReLU follows the layer of that name. A pooling between the
// two takes the largest values, and so changes nothing of which units live.
func (h *Monitor) rectified(name string) bool {
	i := slices.IndexFunc(h.layers, func(l nn.LayerInfo) bool { return l.Name == name })
	for _, l := range h.layers[i+1:] {
		switch l.Layer.(type) {
		case nn.ReLU:
			return true
		case nn.MaxPool:
		default:
			return false
		}
	}
	return false
}

// ratio returns the size of a step over that of the weights before, 0 if these are 0.
func ratio(before, after []float32) float64 {
	var step float64
	for i, b := range before {
		d := float64(after[i]) - float64(b)
		step += d * d
	}
	size := squares(before)
	if size == 0 {
		return 0
	}
	return math.Sqrt(step / size)
}

func squares(values []float32) (sum float64) {
	for _, v := range values {
		sum += float64(v) * float64(v)
	}
	return sum
}
