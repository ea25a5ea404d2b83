package train

import (
	"fmt"
	"math"

	"digitlab/nn"
)

// OptimizerSettings choose how the parameters follow their gradients. The zero
// value is plain gradient descent.
type OptimizerSettings struct {
	Kind        string  // "sgd", "adam" or "adamw"; "" = "sgd"
	Momentum    float64 // of sgd
	Nesterov    bool    // of sgd with momentum
	Beta1       float64 // of adam and adamw; 0 = 0.9
	Beta2       float64 // of adam and adamw; 0 = 0.999
	Epsilon     float64 // of adam and adamw; 0 = 1e-8
	WeightDecay float64
}

// leastEpsilon is well above what float32 rounds to 0, by which a parameter that
// never has a gradient would be divided.
const leastEpsilon = 1e-30

func (s OptimizerSettings) check() error {
	switch s.Kind {
	case "", "sgd", "adam", "adamw":
	default:
		return fmt.Errorf("unknown optimizer %q: want sgd, adam or adamw", s.Kind)
	}
	switch {
	case !(s.Momentum >= 0 && s.Momentum < 1):
		return fmt.Errorf("momentum %v: want at least 0 and below 1", s.Momentum)
	case s.Nesterov && s.Momentum == 0:
		return fmt.Errorf("nesterov needs a momentum above 0")
	case !(s.Beta1 >= 0 && s.Beta1 < 1):
		return fmt.Errorf("beta1 %v: want at least 0 and below 1", s.Beta1)
	case !(s.Beta2 >= 0 && s.Beta2 < 1):
		return fmt.Errorf("beta2 %v: want at least 0 and below 1", s.Beta2)
	case s.Epsilon != 0 && !(s.Epsilon >= leastEpsilon && s.Epsilon <= 1):
		return fmt.Errorf("epsilon %v: want 0 or a number from %v to 1", s.Epsilon, leastEpsilon)
	case !(s.WeightDecay >= 0) || math.IsInf(s.WeightDecay, 0):
		return fmt.Errorf("weight decay %v: want a number of at least 0", s.WeightDecay)
	}
	return nil
}

func (s OptimizerSettings) optimizer() nn.Optimizer {
	if s.Kind == "adam" || s.Kind == "adamw" {
		return &nn.Adam{
			Beta1:       s.Beta1,
			Beta2:       s.Beta2,
			Epsilon:     s.Epsilon,
			WeightDecay: s.WeightDecay,
			Decoupled:   s.Kind == "adamw",
		}
	}
	return &nn.SGD{
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
