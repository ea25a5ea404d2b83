package predictor

import (
	"math"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// What the page gets of a large layer: there is no more room on it.
const (
	maxPictures = 100 // maps, or filters
	maxChannels = 40  // of each filter
)

// inside shows the filters, and what they give for the picture.
func (s *inspector) inside() worker.Message {
	p := s.predictor
	if p.weights == nil {
		return nil
	}
	m := &worker.Inside{Source: p.weights.Source, Step: p.weights.Step, Change: s.change,
		Loss: p.network.Loss.Name(), Temperature: nn.Temperature(p.network.Loss)}
	var layers []nn.Activation
	if image := s.image(); image != nil {
		layers = p.model.Activations(train.AppendValues(nil, image[:]))
		if m.Read = weights.Finite(layers[len(layers)-1].Values); m.Read {
			p.addOutputs(m, layers, image)
		}
	}
	for _, f := range p.model.Filters() {
		if f.Picture.Height > 1 {
			addFilters(m, f)
		}
	}
	if m.Read {
		for _, l := range layers[:len(layers)-1] {
			if _, ok := l.Layer.(nn.Dropout); !ok { // which changes nothing
				addMaps(m, l)
			}
		}
	}
	return m
}

// addOutputs adds the answer, and what it is made of.
func (p *predictor) addOutputs(m *worker.Inside, layers []nn.Activation, image *data.Image) {
	last := len(layers) - 1
	outputs := layers[last].Values
	m.Digit = p.network.Loss.Predict(outputs)
	m.Unsure = p.network.Loss.Certainty(outputs) < nn.Sure
	m.Probabilities, m.Outputs = float64s(probabilities(p.network.Loss, outputs)), float64s(outputs)

	from := train.AppendValues(nil, image[:])
	if last > 0 {
		m.From, from = layers[last-1].Name, layers[last-1].Values
	}
	c := p.model.Contributions(from)
	m.Parts = c.Parts
	m.Bytes = append(m.Bytes, worker.PackFloats(c.Bias)...)
	m.Bytes = append(m.Bytes, worker.PackFloats(c.Values)...)
	m.Bytes = append(m.Bytes, image[:]...)
}

func addFilters(m *worker.Inside, f nn.Filters) {
	n := worker.Numbers{Layer: f.Name, Text: f.Layer.String(), All: f.Count, Side: f.Picture.Height,
		Count: min(f.Count, maxPictures), Channels: min(f.Picture.Channels, maxChannels)}
	largest := largestOf(f.Weights)
	n.Largest = worker.Float(largest)
	area := n.Side * n.Side
	for k := range n.Count {
		m.Bytes = appendNumbers(m.Bytes, f.Weights[k*f.Picture.Size():][:n.Channels*area], largest)
	}
	m.Filters = append(m.Filters, n)
}

func addMaps(m *worker.Inside, l nn.Activation) {
	n := worker.Numbers{Layer: l.Name, Text: l.Layer.String(), All: l.Shape.Channels, Count: min(l.Shape.Channels, maxPictures), Channels: 1, Side: 1}
	if !l.Shape.Flat() {
		n.Side = l.Shape.Height
	}
	largest := largestOf(l.Values)
	n.Largest = worker.Float(largest)
	m.Bytes = appendNumbers(m.Bytes, l.Values[:n.Pixels()], largest)
	m.Maps = append(m.Maps, n)
}

// largestOf returns the largest size of the values that are finite.
func largestOf(values []float32) (largest float32) {
	for _, v := range values {
		if v < 0 {
			v = -v
		}
		if v > largest && v <= math.MaxFloat32 {
			largest = v
		}
	}
	return largest
}

// appendNumbers appends values as the bytes of a picture: 128 is 0, and 127 more
// the largest. What is larger, or no number, is as large as can be, or 0.
func appendNumbers(b []byte, values []float32, largest float32) []byte {
	if largest == 0 {
		largest = 1
	}
	for _, v := range values {
		share := v / largest
		if share != share {
			share = 0
		}
		b = append(b, byte(128.5+127*max(-1, min(1, share))))
	}
	return b
}
