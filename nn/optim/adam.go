package optim

import (
	"cmp"
	"math"
)

// Adam divides each parameter's step by the size that its gradients have had
// of late; Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015).
// Decoupled makes it AdamW; Loshchilov and Hutter, "Decoupled Weight Decay
// Regularization" (2019).
type Adam struct {
	Beta1       float64 // decay of the mean of the gradients; 0 = 0.9
	Beta2       float64 // decay of the mean of their squares; 0 = 0.999
	Epsilon     float64 // keeps the divisor from 0; 0 = 1e-8
	WeightDecay float64
	Decoupled   bool // shrink the parameters by themselves, not through the gradient

	mean, square   []float32
	power1, power2 float64 // Beta1 and Beta2 to the power of the steps done
}

// Step implements Optimizer with PyTorch's formulas (torch.optim.Adam and
// AdamW), at step t = 1, 2, ...:
//
//	g = grad + WeightDecay*param                or, with Decoupled,
//	g = grad, param -= lr*WeightDecay*param
//	m = Beta1*m + (1-Beta1)*g
//	s = Beta2*s + (1-Beta2)*g*g
//	param -= lr * m/(1-Beta1^t) / (sqrt(s/(1-Beta2^t)) + Epsilon)
//
// The factors that are the same for all parameters are computed in float64:
// 1-Beta2^t begins at 0.001, of which float32 would keep four digits.
func (o *Adam) Step(params, grads []float32, lr float32) {
	grads = grads[:len(params)]
	if len(o.mean) != len(params) {
		o.mean = make([]float32, len(params))
		o.square = make([]float32, len(params))
		o.power1, o.power2 = 1, 1
	}
	beta1, beta2 := cmp.Or(o.Beta1, 0.9), cmp.Or(o.Beta2, 0.999)
	o.power1 *= beta1
	o.power2 *= beta2
	var (
		keepMean, addMean     = float32(beta1), float32(1 - beta1)
		keepSquare, addSquare = float32(beta2), float32(1 - beta2)

		size    = float32(float64(lr) / (1 - o.power1))
		unbias  = float32(1 / math.Sqrt(1-o.power2))
		epsilon = float32(cmp.Or(o.Epsilon, 1e-8))

		penalty = float32(o.WeightDecay) // in the gradient
		keep    = float32(1)             // of the parameters
	)
	if o.Decoupled {
		penalty, keep = 0, float32(1-float64(lr)*o.WeightDecay)
	}
	for i, p := range params {
		g := grads[i] + penalty*p
		m := keepMean*o.mean[i] + addMean*g
		s := keepSquare*o.square[i] + addSquare*g*g
		o.mean[i], o.square[i] = m, s
		params[i] = keep*p - size*m/(sqrt(s)*unbias+epsilon)
	}
}

// State implements Optimizer.
func (o *Adam) State() State {
	if o.mean == nil {
		return State{}
	}
	return State{
		Moments: []Moment{{"exp_avg", o.mean}, {"exp_avg_sq", o.square}},
		Powers:  []float64{o.power1, o.power2},
	}.clone()
}

// SetState implements Optimizer.
func (o *Adam) SetState(s State) error {
	if err := s.check(2, "exp_avg", "exp_avg_sq"); err != nil {
		return err
	}
	o.mean, o.square = nil, nil
	if s = s.clone(); len(s.Moments) > 0 {
		o.mean, o.square = s.Moments[0].Values, s.Moments[1].Values
		o.power1, o.power2 = s.Powers[0], s.Powers[1]
	}
	return nil
}

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }
