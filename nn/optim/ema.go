package optim

// EMA is an exponential moving average of parameters over the steps of a run.
// It wavers less than the parameters themselves, and often recognises more;
// Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging"
// (1992).
//
// The weights of the average are Decay^(n-i) for the parameters after step i of
// n, divided by their sum. So, as in Adam, the first steps are averaged evenly
// and where the run started from has no part. PyTorch's AveragedModel with
// get_ema_multi_avg_fn instead gives the first parameters it sees the weight of
// all that came before.
type EMA struct {
	Decay float64 // 0 to below 1: over about 1/(1-Decay) steps

	average []float32
	power   float64 // Decay to the power of the updates
}

// Update takes in the parameters after a step.
func (e *EMA) Update(params []float32) {
	if e.average == nil {
		e.average = make([]float32, len(params))
		e.power = 1
	}
	e.power *= e.Decay
	weight := float32((1 - e.Decay) / (1 - e.power))
	for i, p := range params {
		e.average[i] += weight * (p - e.average[i])
	}
}

// Params returns the average, nil before the first Update. The next Update
// overwrites it.
func (e *EMA) Params() []float32 { return e.average }

// State returns what is remembered, which later updates do not change.
func (e *EMA) State() State {
	if e.average == nil {
		return State{}
	}
	return State{Moments: []Moment{{"average", e.average}}, Powers: []float64{e.power}}.clone()
}

// SetState goes on from the State of an EMA with the same Decay. Another's is
// refused with an error.
func (e *EMA) SetState(s State) error {
	if err := s.check(1, "average"); err != nil {
		return err
	}
	e.average = nil
	if s = s.clone(); len(s.Moments) > 0 {
		e.average, e.power = s.Moments[0].Values, s.Powers[0]
	}
	return nil
}
