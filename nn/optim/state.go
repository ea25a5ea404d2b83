package optim

import (
	"slices"

	"digitlab/data/failure"
)

// State is what an Optimizer or an EMA remembers from step to step, apart from
// its settings. Before the first step it is the zero value.
type State struct {
	Moments []Moment
	Powers  []float64 // of decays, to the number of steps done
}

// Moment is a value that is remembered for each parameter.
type Moment struct {
	Name   string    // PyTorch's, e.g. "exp_avg"
	Values []float32 // in the order of the parameters
}

// clone returns a State that later steps do not change.
func (s State) clone() State {
	s.Moments = slices.Clone(s.Moments)
	for i := range s.Moments {
		s.Moments[i].Values = slices.Clone(s.Moments[i].Values)
	}
	s.Powers = slices.Clone(s.Powers)
	return s
}

// check returns an error unless s is the zero value, or has the moments of these
// names, all of one length, and that many powers of decays from 0 to below 1.
func (s State) check(powers int, names ...string) error {
	if len(s.Moments) == 0 && len(s.Powers) == 0 {
		return nil
	}
	if len(s.Moments) != len(names) {
		return failure.New("state: %d moments, want %d", len(s.Moments), len(names))
	}
	for i, m := range s.Moments {
		if m.Name != names[i] {
			return failure.New("state: moment %q, want %q", m.Name, names[i])
		}
		if len(m.Values) != len(s.Moments[0].Values) {
			return failure.New("state: moments of different numbers of parameters")
		}
	}
	if len(s.Powers) != powers {
		return failure.New("state: %d powers, want %d", len(s.Powers), powers)
	}
	for _, p := range s.Powers {
		if !(p >= 0 && p < 1) {
			return failure.New("state: power %v, want at least 0 and below 1", p)
		}
	}
	return nil
}
