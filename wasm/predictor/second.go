package predictor

import (
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/number"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// second reads what is asked with other weights than the present ones, for the two
// to be compared.
type second struct {
	weights *worker.Weights
	model   *nn.Model
}

// newSecond returns nil for weights without parameters.
func newSecond(m *worker.Weights) (*second, error) {
	if len(m.Params) == 0 {
		return nil, nil
	}
	w, err := weights.Of(m)
	if err != nil {
		return nil, err
	}
	model, err := w.NewModel()
	if err != nil {
		return nil, err
	}
	if len(w.Params) != len(model.Params()) {
		return nil, failure.New("%s: %d parameters, want the %d of its network", w.Source, len(w.Params), len(model.Params()))
	}
	copy(model.Params(), w.Params)
	return &second{m, model}, nil
}

// read reads a question. Where the outputs are no numbers, it reads nothing.
func (s *second) read(q *question) *worker.SecondReading {
	answer := &worker.SecondReading{Source: s.weights.Source, Step: s.weights.Step, Rounded: s.model.Loss.Outputs() == 1}
	digits, none := number.Read(s.model, q.lattice)
	if none != nil {
		return answer
	}
	for _, d := range digits {
		if !weights.Finite(d.Outputs) {
			answer.Digits = nil
			return answer
		}
		answer.Digits = append(answer.Digits, readDigit(s.model.Loss, q.lattice.Box(d.Candidate), d.Outputs))
	}
	return answer
}
