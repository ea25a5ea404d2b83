package nn

// Filters are the weights of a layer as pictures of what it looks for: for each
// of its outputs a picture of each channel of its input.
type Filters struct {
	LayerInfo
	Count   int       // filters of a convolution, or outputs of a linear layer
	Picture Shape     // of a filter; for a vector, channels of one pixel
	Weights []float32 // (Count,C,H,W) of Picture's, a window into Model.Params
}

// Filters returns those of all convolutions and linear layers.
func (m *Model) Filters() []Filters {
	var list []Filters
	for i := range m.plan {
		l := &m.plan[i]
		f := Filters{LayerInfo: l.info(), Count: l.out.Channels}
		switch kind := l.Layer.(type) {
		case Conv:
			f.Picture = Shape{l.in.Channels, kind.Kernel, kind.Kernel}
		case Linear:
			// Weights are (Out,In), and images are flattened as (C,H,W).
			f.Picture.Channels, f.Picture.Height, f.Picture.Width = l.in.image()
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
