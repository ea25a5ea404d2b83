package nn

// NewModel returns a network of an architecture for images of 28x28 pixels, all
// parameters 0 (see Init), in evaluation mode. The error says which layer does
// not fit.
//
// The layers are computed in the order of the list but for ReLU before a
// pooling, which is computed behind it: the largest of four rectified values is
// the rectified largest value, for the gradients too, and there are four times
// fewer to rectify.
func NewModel(a Architecture, loss Loss) (*Model, error) {
	plan, err := a.plan(loss)
	if err != nil {
		return nil, err
	}
	rectifyBehindPool(plan)
	var s assembly
	for i := range plan {
		s.add(&plan[i], i)
	}
	m := newModel(loss, s.stages)
	m.architecture = a
	return m, nil
}

// rectifyBehindPool exchanges each ReLU with a pooling right behind it.
func rectifyBehindPool(plan []plannedLayer) {
	for i := range len(plan) - 1 {
		relu, pool := &plan[i], &plan[i+1]
		if relu.kind == "relu" && pool.kind == "pool" {
			relu.in, relu.out = pool.out, pool.out
			*relu, *pool = *pool, *relu
		}
	}
}

// assembly makes the stages of a model, in two orders of samples: images begin
// as (N,C,H,W), which as flat vectors is (N,D).
type assembly struct {
	stages    []stage
	batchLast bool // what the last stage gives is (H,C,W,N)
}

// add adds layer number i and what brings the samples into its order.
func (s *assembly) add(l *plannedLayer, i int) {
	channels, side := l.in.channels, l.in.side
	switch l.kind {
	case "conv", "pool", "bn":
		if !s.batchLast {
			s.push("", &BatchLast{C: channels, H: side, W: side})
			s.batchLast = true
		}
	case "linear":
		if s.batchLast {
			s.push("", &BatchFirst{C: channels, H: side, W: side})
			s.batchLast = false
		}
	}
	switch l.kind {
	case "conv":
		s.push(l.name, &Conv2D{InC: channels, InH: side, InW: side, OutC: l.outputs, Kernel: l.side, Padding: l.padding})
	case "relu":
		s.push("", &ReLU{Size: l.in.size()})
	case "pool":
		s.push("", &MaxPool2D{C: channels, H: side, W: side})
	case "bn":
		s.push(l.name, &BatchNorm{C: channels, H: side, W: side})
	case "dropout":
		s.push("", &Dropout{Size: l.in.size(), Rate: l.rate, stream: uint64(i)})
	case "linear":
		s.push(l.name, &Linear{In: l.in.size(), Out: l.outputs})
	}
}

func (s *assembly) push(name string, l layer) { s.stages = append(s.stages, stage{name, l}) }
