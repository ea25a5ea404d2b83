package nn

import "fmt"

// Limits of what a network may cost, so that a slip in an architecture's text
// does not take all memory or seem to take forever. SimpleNet has 20,350
// parameters, 44,894 values and 2.4 million multiplications.
const (
	maxParams          = 2_000_000
	maxValues          = 1_000_000   // of a sample, in all layers
	maxMultiplications = 100_000_000 // for a sample, forward
)

// imageSide is that of the images a network takes.
const imageSide = 28

// LayerInfo describes a layer of an architecture.
type LayerInfo struct {
	Name   string // such as "conv1", as in the names of its parameters
	Text   string // as in the architecture, such as "conv 20 5"
	Shape  []int  // of the output for a sample: (C,H,W), or (D)
	Params int    // running statistics are not counted
}

// Describe returns the layers with the shapes they have for 28x28 images and a
// loss. The error says which layer does not fit, and why.
func (a Architecture) Describe(loss Loss) ([]LayerInfo, error) {
	plan, err := a.plan(loss)
	if err != nil {
		return nil, err
	}
	infos := make([]LayerInfo, len(plan))
	for i := range plan {
		infos[i] = plan[i].info()
	}
	return infos, nil
}

// plannedLayer is a layer in its place.
type plannedLayer struct {
	layerSpec
	name    string
	text    string
	in, out extent
}

func (l *plannedLayer) info() LayerInfo {
	return LayerInfo{Name: l.name, Text: l.text, Shape: l.out.dims(), Params: l.params()}
}

// extent is what a sample is between two layers: an image of channels with as
// many rows as columns, or a flat vector.
type extent struct {
	channels int // or values of the vector
	side     int // 1 for a vector
	flat     bool
}

func (e extent) size() int { return e.channels * e.side * e.side }

func (e extent) dims() []int {
	if e.flat {
		return []int{e.channels}
	}
	return []int{e.channels, e.side, e.side}
}

// plan gives the layers their names and shapes.
func (a Architecture) plan(loss Loss) ([]plannedLayer, error) {
	specs, err := parseLayers(a.String())
	if err != nil {
		return nil, err
	}
	names := layerNames(specs)
	plan := make([]plannedLayer, len(specs))
	in := extent{channels: 1, side: imageSide}
	for i, spec := range specs {
		l := &plan[i]
		*l = plannedLayer{layerSpec: spec, name: names[i], text: spec.String(), in: in}
		if l.kind == "linear" && l.outputs == 0 {
			l.outputs = loss.Outputs()
		}
		if err := l.fit(); err != nil {
			return nil, err
		}
		in = l.out
	}
	return plan, checkLimits(plan)
}

// layerNames numbers the layers of each kind; a single linear layer is fc.
func layerNames(specs []layerSpec) []string {
	counts := make(map[string]int)
	names := make([]string, len(specs))
	for i, l := range specs {
		prefix := l.kind
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

// fit sets the output's shape from the input's.
func (l *plannedLayer) fit() error {
	l.out = l.in
	switch l.kind {
	case "conv":
		return l.fitConv()
	case "pool":
		return l.fitPool()
	case "linear":
		l.out = extent{channels: l.outputs, side: 1, flat: true}
	}
	return nil
}

func (l *plannedLayer) fitConv() error {
	if err := l.needImage(); err != nil {
		return err
	}
	side := l.in.side + 2*l.padding - l.side + 1
	if side < 1 {
		return fmt.Errorf("%s: a kernel of %d does not fit a %s", l.name, l.side, l.paddedInput())
	}
	l.out = extent{channels: l.outputs, side: side}
	return nil
}

func (l *plannedLayer) paddedInput() string {
	input := fmt.Sprintf("%dx%d input", l.in.side, l.in.side)
	if l.padding > 0 {
		input += fmt.Sprintf(" with padding %d", l.padding)
	}
	return input
}

func (l *plannedLayer) fitPool() error {
	if err := l.needImage(); err != nil {
		return err
	}
	if l.in.side%2 != 0 {
		return fmt.Errorf("%s needs an even height, got %d", l.name, l.in.side)
	}
	l.out.side /= 2
	return nil
}

func (l *plannedLayer) needImage() error {
	if l.in.flat {
		return fmt.Errorf("%s needs an image, got a vector of %d values from a linear layer before it", l.name, l.in.channels)
	}
	return nil
}

// params returns the number of weights and biases.
func (l *plannedLayer) params() int {
	switch l.kind {
	case "conv":
		return l.outputs * (l.in.channels*l.side*l.side + 1)
	case "bn":
		return 2 * l.in.channels
	case "linear":
		return l.outputs * (l.in.size() + 1)
	}
	return 0
}

// multiplications returns those with weights, for a sample.
func (l *plannedLayer) multiplications() int {
	switch l.kind {
	case "conv", "linear":
		return (l.params() - l.outputs) * l.out.side * l.out.side
	}
	return 0
}

// checkLimits looks at sums only behind each layer, so that none overflows: the
// numbers of a layer are limited, and those of the layers before it are in the
// sums.
func checkLimits(plan []plannedLayer) error {
	params, values, multiplications := 0, imageSide*imageSide, 0
	for _, l := range plan {
		if params += l.params(); params > maxParams {
			return fmt.Errorf("%s: with it the network has %d parameters, want at most %d", l.name, params, maxParams)
		}
		if values += l.out.size(); values > maxValues {
			return fmt.Errorf("%s: with it the network has %d values for an image, want at most %d", l.name, values, maxValues)
		}
		if multiplications += l.multiplications(); multiplications > maxMultiplications {
			return fmt.Errorf("%s: with it the network needs %d multiplications for an image, want at most %d", l.name, multiplications, maxMultiplications)
		}
	}
	return nil
}
