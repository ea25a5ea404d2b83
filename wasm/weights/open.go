package weights

import (
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// MaxFile limits a file of weights, in bytes. SimpleNet's has 82,000.
const MaxFile = 16 << 20

// Open returns the weights in the file of a message, whose name errors begin with. A
// file that does not say of which network it is may be of the message's.
func Open(m *worker.LoadWeights) (Weights, error) {
	w, err := open(m)
	if err != nil {
		return Weights{}, failure.New("%s: %w", m.Name, err)
	}
	return w, nil
}

func open(m *worker.LoadWeights) (Weights, error) {
	model, err := decode(m)
	if err != nil {
		return Weights{}, err
	}
	metadata, err := train.Metadata(m.File)
	if err != nil {
		return Weights{}, err
	}
	classes, err := ClassesIn(metadata)
	return Weights{Network: NetworkOf(model), Params: model.Params(), Source: m.Name, Classes: classes}, err
}

func decode(m *worker.LoadWeights) (*nn.Model, error) {
	if len(m.File) > MaxFile {
		return nil, failure.New("weights: more than %d bytes, SimpleNet's have 82,000", MaxFile)
	}
	unnamed, err := ParseArchitecture(m.Architecture)
	if err != nil { // as while it is being typed
		unnamed = nn.Architecture{}
	}
	model, err := train.DecodeWeightsOf(m.File, unnamed, nil)
	if err == nil || unnamed == (nn.Architecture{}) {
		return model, err
	}
	if plain, err := train.DecodeWeights(m.File, nil); err == nil {
		return plain, nil
	}
	return nil, err
}
