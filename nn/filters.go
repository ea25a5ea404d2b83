package nn

// Filters are the weights of a layer as pictures of what it looks for: for each
// of its outputs a picture of each channel of its input.
type Filters struct {
	Layer    string // such as "conv1"
	Text     string // as in the architecture, such as "conv 20 5"
	Count    int    // filters of a convolution, or outputs of a linear layer
	Channels int
	Side     int       // of a picture; 1 if the input is a vector
	Weights  []float32 // (Count,Channels,Side,Side), a window into Model.Params
}

// Filters returns those of all convolutions and linear layers.
func (m *Model) Filters() []Filters {
	var list []Filters
	for _, l := range m.plan() {
		f := Filters{Layer: l.name, Text: l.text, Count: l.outputs, Channels: l.in.channels}
		switch l.kind {
		case "conv":
			f.Side = l.side
		case "linear":
			f.Side = l.in.side // weights are (Out,In), and images are flattened as (C,H,W)
		default:
			continue
		}
		f.Weights = m.tensor(l.name + ".weight").Data
		list = append(list, f)
	}
	return list
}

// tensor returns the parameter of that name.
func (m *Model) tensor(name string) Tensor {
	for _, t := range m.tensors {
		if t.Name == name {
			return t
		}
	}
	panic("nn: no parameter " + name)
}
