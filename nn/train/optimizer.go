package train

import (
	"digitlab/data/failure"
	"digitlab/nn/optim"
)

// OptimizerSettings choose how the parameters follow their gradients. The zero
// value is plain gradient descent.
type OptimizerSettings struct {
	Kind        string  // "sgd", "adam", "adamw" or "rmsprop"; "" = "sgd"
	Momentum    float64 // of sgd and rmsprop
	Nesterov    bool    // of sgd with momentum
	Beta1       float64 // of adam and adamw; 0 = 0.9
	Beta2       float64 // of adam and adamw; 0 = 0.999
	Alpha       float64 `json:",omitempty"` // of rmsprop; 0 = 0.99
	Epsilon     float64 // of adam, adamw and rmsprop; 0 = 1e-8
	WeightDecay float64
}

func (s OptimizerSettings) check() error {
	switch s.Kind {
	case "", "sgd", "adam", "adamw", "rmsprop":
	default:
		return failure.New("unknown optimizer %q: want sgd, adam, adamw or rmsprop", s.Kind)
	}
	switch {
	case !isShare(s.Momentum):
		return failure.New("momentum %v: want at least 0 and below 1", s.Momentum)
	case s.Nesterov && s.Momentum == 0:
		return failure.New("nesterov needs a momentum above 0")
	case !isShare(s.Beta1):
		return failure.New("beta1 %v: want at least 0 and below 1", s.Beta1)
	case !isShare(s.Beta2):
		return failure.New("beta2 %v: want at least 0 and below 1", s.Beta2)
	case !isShare(s.Alpha):
		return failure.New("alpha %v: want at least 0 and below 1", s.Alpha)
	case s.Epsilon != 0 && !(s.Epsilon >= leastPositive && s.Epsilon <= 1):
		return failure.New("epsilon %v: want 0 or a number from %v to 1", s.Epsilon, leastPositive)
	case !isAmount(s.WeightDecay):
		return failure.New("weight decay %v: want 0 to %v", s.WeightDecay, maxAmount)
	}
	return nil
}

func (s OptimizerSettings) optimizer() optim.Optimizer {
	switch s.Kind {
	case "adam", "adamw":
		return &optim.Adam{
			Beta1:       s.Beta1,
			Beta2:       s.Beta2,
			Epsilon:     s.Epsilon,
			WeightDecay: s.WeightDecay,
			Decoupled:   s.Kind == "adamw",
		}
	case "rmsprop":
		return &optim.RMSprop{
			Alpha:       s.Alpha,
			Epsilon:     s.Epsilon,
			Momentum:    float32(s.Momentum),
			WeightDecay: float32(s.WeightDecay),
		}
	}
	return &optim.SGD{
		Momentum:    float32(s.Momentum),
		Nesterov:    s.Nesterov,
		WeightDecay: float32(s.WeightDecay),
	}
}

// moments returns the names of what the optimizer remembers for each parameter,
// from its first step on.
func (s OptimizerSettings) moments() []string {
	o := s.optimizer()
	o.Step(make([]float32, 1), make([]float32, 1), 0)
	var names []string
	for _, m := range o.State().Moments {
		names = append(names, m.Name)
	}
	return names
}
