package predictor

import (
	"slices"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// activations returns what the layers give for the picture that the page looks at, and
// that picture's values; nil if there is none.
func (s *inspector) activations() (layers []nn.Activation, x []float32) {
	image := s.image()
	if image == nil {
		return nil, nil
	}
	x = train.AppendValues(nil, image[:])
	return s.predictor.model.Activations(x), x
}

// explanation explains the value that the page points at.
func (s *inspector) explanation() worker.Message {
	if s.point.Layer == "" {
		return nil
	}
	m := &worker.Explanation{Layer: s.point.Layer, Unit: s.point.Unit}
	layers, x := s.activations()
	at := slices.IndexFunc(layers, func(l nn.Activation) bool { return l.Name == m.Layer })
	if at < 0 || m.Unit < 0 || m.Unit >= len(layers[at].Values) {
		return m
	}
	model := s.predictor.model
	// Back to the layer of weights, through the largest of what was pooled.
	steps := []nn.Explanation{model.Explain(x, layers, at, m.Unit)}
	first := at
	for ; first > 0 && !weighs(layers[first].Layer); first-- {
		steps = append(steps, model.Explain(x, layers, first-1, source(&steps[len(steps)-1])))
	}
	slices.Reverse(steps)
	// On to the next one.
	for next := at + 1; next < len(layers) && !weighs(layers[next].Layer); next++ {
		steps = append(steps, model.Explain(x, layers, next, behind(&steps[len(steps)-1], layers[next])))
	}
	for i := range steps {
		from := ""
		if first+i > 0 {
			from = layers[first+i-1].Name
		}
		addStep(m, &steps[i], from)
		field := model.ReceptiveField(first+i, steps[i].Unit)
		m.Steps[i].Field = [4]int{field.Min.X, field.Min.Y, field.Max.X, field.Max.Y}
	}
	return m
}

// weighs reports whether a layer adds up what it gets.
func weighs(l nn.Layer) bool {
	switch l.(type) {
	case nn.Conv, nn.Linear:
		return true
	}
	return false
}

// source returns the index, in what a layer without sums gets, of what a value stems
// from most: the largest of a window.
func source(e *nn.Explanation) int {
	if e.Side == 1 {
		return e.Unit
	}
	largest := 0
	for i, v := range e.Inputs {
		if v > e.Inputs[largest] {
			largest = i
		}
	}
	channel, _, _ := placeOf(e)
	return (channel*e.In.Height+e.Top+largest/e.Side)*e.In.Width + e.Left + largest%e.Side
}

// behind returns the index of the value that the next layer, which has no sums, makes
// of an explained one.
func behind(e *nn.Explanation, next nn.Activation) int {
	side := 1
	switch kind := next.Layer.(type) {
	case nn.MaxPool:
		side = 2
	case nn.AvgPool:
		side = kind.Side
	}
	if side == 1 {
		return e.Unit
	}
	channel, row, column := placeOf(e)
	return (channel*next.Shape.Height+row/side)*next.Shape.Width + column/side
}

// placeOf returns where a value is in what its layer gives.
func placeOf(e *nn.Explanation) (channel, row, column int) {
	if e.Shape.Flat() {
		return e.Unit, 0, 0
	}
	height, width := e.Shape.Height, e.Shape.Width
	return e.Unit / (height * width), e.Unit / width % height, e.Unit % width
}

func addStep(m *worker.Explanation, e *nn.Explanation, from string) {
	step := worker.ExplanationStep{
		Layer: e.Name, Text: e.Layer.String(), From: from, Unit: e.Unit,
		Channels: e.Channels, Side: e.Side, Top: e.Top, Left: e.Left,
		Weighs: e.Weights != nil, Bias: worker.Float(e.Bias), Value: worker.Float(e.Value),
	}
	step.Channel, step.Row, step.Column = placeOf(e)
	m.Steps = append(m.Steps, step)
	m.Bytes = append(m.Bytes, worker.PackFloats(e.Inputs)...)
	m.Bytes = append(m.Bytes, worker.PackFloats(e.Weights)...)
}

// connections says what the channels of neighbouring layers have to do with each other.
func (s *inspector) connections() worker.Message {
	m := &worker.Connections{}
	layers, x := s.activations()
	for i, l := range layers {
		values := s.predictor.model.Connections(x, layers, i)
		if values == nil {
			continue
		}
		largest := largestOf(values)
		out := l.Shape.Channels
		m.Layers = append(m.Layers, worker.LayerConnections{Layer: l.Name, Out: out, In: len(values) / out, Largest: worker.Float(largest)})
		m.Bytes = appendNumbers(m.Bytes, values, largest)
	}
	return m
}
