package nn

import (
	"fmt"

	"digitlab/data/failure"
)

// Limits of what a network may cost that is made from a text, so that a slip in
// it does not take all memory or seem to take forever. SimpleNet has 20,350
// parameters, 44,894 values and 2.4 million multiplications.
const (
	maxParams          = 2_000_000
	maxValues          = 1_000_000   // of a sample, in all layers
	maxMultiplications = 100_000_000 // for a sample, forward
)

// LayerInfo describes a layer of a network.
type LayerInfo struct {
	Layer  Layer
	Name   string // such as "conv1", as in the names of its parameters
	Shape  Shape  // of the output
	Params int    // running statistics are not counted
}

// plan is the layers of a network in their places.
type plan []plannedLayer

// plannedLayer is a layer in its place.
type plannedLayer struct {
	Layer   // of a linear one, with its outputs
	listed  Layer
	name    string
	in, out Shape
}

// planLayers gives the layers their names and shapes. The error says which layer
// does not fit, and why.
func planLayers(input Shape, layers []Layer, loss Loss) (plan, error) {
	if n := loss.ClassCount(); n < 1 || n > maxClasses {
		return nil, fmt.Errorf("%s with %d classes: want 1 to %d", loss.Name(), n, maxClasses)
	}
	names := layerNames(layers)
	p := make(plan, len(layers))
	afterLinear := false
	for i, listed := range layers {
		l := &p[i]
		*l = plannedLayer{Layer: listed, listed: listed, name: names[i], in: input}
		if listed == (Linear{}) {
			l.Layer = Linear{Outputs: loss.Outputs()}
		}
		if err := l.fit(afterLinear); err != nil {
			return nil, err
		}
		_, linear := listed.(Linear)
		input, afterLinear = l.out, afterLinear || linear
	}
	return p, nil
}

// layerNames numbers the layers of each kind; a single linear layer is fc.
func layerNames(layers []Layer) []string {
	counts := make(map[string]int)
	names := make([]string, len(layers))
	for i, l := range layers {
		prefix := l.kind()
		if prefix == "linear" {
			prefix = "fc"
		}
		counts[prefix]++
		names[i] = fmt.Sprint(prefix, counts[prefix])
	}
	if counts["fc"] == 1 {
		names[len(names)-1] = "fc" // the last layer is linear
	}
	return names
}

// describe returns what others are told of the layers.
func (p plan) describe() []LayerInfo {
	infos := make([]LayerInfo, len(p))
	for i := range p {
		infos[i] = p[i].info()
	}
	return infos
}

func (l *plannedLayer) info() LayerInfo {
	return LayerInfo{Layer: l.listed, Name: l.name, Shape: l.out, Params: l.params()}
}

// fit sets the output's shape from the input's.
func (l *plannedLayer) fit(afterLinear bool) error {
	l.out = l.in
	switch kind := l.Layer.(type) {
	case Conv:
		return l.fitConv(kind, afterLinear)
	case MaxPool:
		return l.fitPool(afterLinear)
	case AvgPool:
		return l.fitAvgPool(kind.Side, afterLinear)
	case Linear:
		l.out = Shape{Channels: kind.Outputs}
	}
	return nil
}

func (l *plannedLayer) fitConv(conv Conv, afterLinear bool) error {
	if err := l.needImage(afterLinear); err != nil {
		return err
	}
	v := window{H: l.in.Height, W: l.in.Width, Side: conv.Kernel, Padding: conv.Zeros(), Stride: max(1, conv.Stride)}
	l.out = Shape{Channels: conv.Filters, Height: v.outH(), Width: v.outW()}
	if min(v.H, v.W)+2*v.Padding < v.Side {
		input := fmt.Sprintf("%dx%d input", l.in.Height, l.in.Width)
		if padding := conv.Zeros(); padding > 0 {
			input += fmt.Sprintf(" with padding %d", padding)
		}
		return failure.New("%s: a kernel of %d does not fit a %s", l.name, conv.Kernel, input)
	}
	return nil
}

func (l *plannedLayer) fitPool(afterLinear bool) error {
	if err := l.needImage(afterLinear); err != nil {
		return err
	}
	if l.in.Height%2 != 0 {
		return failure.New("%s needs an even height, got %d", l.name, l.in.Height)
	}
	if l.in.Width%2 != 0 {
		return fmt.Errorf("%s needs an even width, got %d", l.name, l.in.Width)
	}
	l.out.Height, l.out.Width = l.in.Height/2, l.in.Width/2
	return nil
}

func (l *plannedLayer) fitAvgPool(side int, afterLinear bool) error {
	if err := l.needImage(afterLinear); err != nil {
		return err
	}
	if l.in.Height%side != 0 || l.in.Width%side != 0 {
		return failure.New("%s: squares of %d do not fill a %dx%d input", l.name, side, l.in.Height, l.in.Width)
	}
	l.out.Height, l.out.Width = l.in.Height/side, l.in.Width/side
	return nil
}

func (l *plannedLayer) needImage(afterLinear bool) error {
	switch {
	case l.in.Flat() && afterLinear:
		return failure.New("%s needs an image, got a vector of %d values from a linear layer before it", l.name, l.in.Channels)
	case l.in.Flat():
		return fmt.Errorf("%s needs an image, got a vector of %d values", l.name, l.in.Channels)
	}
	return nil
}

// params returns the number of weights and biases.
func (l *plannedLayer) params() int {
	switch kind := l.Layer.(type) {
	case Conv:
		return kind.Filters * (l.in.Channels*kind.Kernel*kind.Kernel + 1)
	case BatchNorm:
		return 2 * l.in.Channels
	case Linear:
		return kind.Outputs * (l.in.Size() + 1)
	}
	return 0
}

// multiplications returns those with weights, for a sample.
func (l *plannedLayer) multiplications() int {
	switch l.Layer.(type) {
	case Conv, Linear:
		return (l.params() - l.out.Channels) * l.out.area()
	}
	return 0
}

// checkLimits looks at sums only behind each layer, so that none overflows: the
// numbers of a layer are limited, and those of the layers before it are in the
// sums.
func (p plan) checkLimits() error {
	params, values, multiplications := 0, p[0].in.Size(), 0
	for _, l := range p {
		if params += l.params(); params > maxParams {
			return failure.New("%s: with it the network has %d parameters, want at most %d", l.name, params, maxParams)
		}
		if values += l.out.Size(); values > maxValues {
			return failure.New("%s: with it the network has %d values for an image, want at most %d", l.name, values, maxValues)
		}
		if multiplications += l.multiplications(); multiplications > maxMultiplications {
			return failure.New("%s: with it the network needs %d multiplications for an image, want at most %d", l.name, multiplications, maxMultiplications)
		}
	}
	return nil
}
