package nn

import "slices"

// New returns a network of layers for samples of a shape, all parameters 0 (see
// Init), in evaluation mode. Its outputs are those of the last layer, which the
// loss reads. The error says which layer does not fit.
func New(input Shape, loss Loss, layers ...Layer) (*Model, error) {
	if err := input.check(); err != nil {
		return nil, err
	}
	listed, err := checkLayers(layers, loss)
	if err != nil {
		return nil, err
	}
	p, err := planLayers(input, listed, loss)
	if err != nil {
		return nil, err
	}
	return assemble(newArchitecture(input, listed), p, loss), nil
}

// NewModel returns a network of an architecture, all parameters 0 (see Init), in
// evaluation mode. The error says which layer does not fit, or makes the network
// larger than one that a text asks for may be.
func NewModel(a Architecture, loss Loss) (*Model, error) {
	p, err := a.plan(loss)
	if err != nil {
		return nil, err
	}
	return assemble(a, p, loss), nil
}

// assemble makes a model of planned layers. They are computed in the order of the
// list but for a ReLU before a pooling, which is computed behind it: the largest
// of four rectified values is the rectified largest value, for the gradients too,
// and there are four times fewer to rectify.
func assemble(a Architecture, p plan, loss Loss) *Model {
	var s assembly
	for i, l := range p.rectifiedBehindPool() {
		s.add(&l, i)
	}
	m := newModel(loss, s.stages)
	m.architecture, m.plan = a, p
	return m
}

// rectifiedBehindPool returns the layers with each ReLU exchanged with a pooling
// right behind it.
func (p plan) rectifiedBehindPool() plan {
	p = slices.Clone(p)
	for i := range len(p) - 1 {
		relu, pool := &p[i], &p[i+1]
		if relu.Layer == (ReLU{}) && pool.Layer == (MaxPool{}) {
			relu.in, relu.out = pool.out, pool.out
			*relu, *pool = *pool, *relu
		}
	}
	return p
}

// assembly makes the stages of a model, in two orders of samples: images begin
// as (N,C,H,W), which as flat vectors is (N,D).
type assembly struct {
	stages    []stage
	batchLast bool // what the last stage gives is (H,C,W,N)
}

// add adds layer number i and what brings the samples into its order.
func (s *assembly) add(l *plannedLayer, i int) {
	channels, height, width := l.in.image()
	switch kind := l.Layer.(type) {
	case Conv:
		s.order(l.in, true)
		s.push(l.name, &conv2D{InC: channels, InH: height, InW: width, OutC: kind.Filters, Kernel: kind.Kernel, Padding: kind.Zeros(), Stride: kind.Stride})
	case MaxPool:
		s.order(l.in, true)
		s.push("", &maxPool2D{C: channels, H: height, W: width})
	case AvgPool:
		s.order(l.in, true)
		s.push("", &avgPool2D{C: channels, H: height, W: width, Side: kind.Side})
	case BatchNorm:
		s.order(l.in, true)
		s.push(l.name, &batchNorm{C: channels, H: height, W: width})
	case Dropout:
		s.push("", &dropout{Size: l.in.Size(), Rate: kind.Rate, stream: uint64(i)})
	case Linear:
		s.order(l.in, false)
		s.push(l.name, &linear{In: l.in.Size(), Out: kind.Outputs})
	default:
		s.push("", newPointwise(kind, l.in.Size()))
	}
}

// order brings samples of a shape into one order or the other.
func (s *assembly) order(shape Shape, batchLast bool) {
	if s.batchLast != batchLast {
		s.push("", &reorder{shape, !batchLast})
		s.batchLast = batchLast
	}
}

func (s *assembly) push(name string, l layer) { s.stages = append(s.stages, stage{name, l}) }
