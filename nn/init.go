package nn

import (
	"math"
	"math/rand/v2"

	"digitlab/data/failure"
	"digitlab/nn/internal/kernel"
)

// Initializer draws the parameters a model starts from.
type Initializer int

const (
	// PyTorchDefault is what PyTorch does for Conv2d and Linear when it is
	// told nothing: weights and biases from U(-1/sqrt(fanIn), 1/sqrt(fanIn)).
	PyTorchDefault Initializer = iota
	// HeNormal draws weights from N(0, 2/fanIn) and sets biases to 0; He,
	// Zhang, Ren and Sun, "Delving Deep into Rectifiers" (2015).
	HeNormal
)

// InitializerByName returns the initializer of that name: pytorch or he.
func InitializerByName(name string) (Initializer, error) {
	switch name {
	case "pytorch":
		return PyTorchDefault, nil
	case "he":
		return HeNormal, nil
	}
	return 0, failure.New("unknown initialisation %q: want pytorch or he", name)
}

// Init draws all parameters anew. Batch normalisation starts as PyTorch's does,
// with weight 1, bias 0 and running statistics of mean 0 and variance 1. The same state of rng gives the same
// parameters on every machine.
func (m *Model) Init(how Initializer, rng *rand.Rand) {
	for _, t := range m.tensors {
		switch {
		case t.fanIn == 0:
			kernel.Fill(t.Data, t.start)
		case how == PyTorchDefault:
			bound := 1 / math.Sqrt(float64(t.fanIn))
			for i := range t.Data {
				t.Data[i] = float32((2*rng.Float64() - 1) * bound)
			}
		case t.bias:
			clear(t.Data)
		default:
			deviation := math.Sqrt(2 / float64(t.fanIn))
			for i := range t.Data {
				t.Data[i] = float32(rng.NormFloat64() * deviation)
			}
		}
	}
}
