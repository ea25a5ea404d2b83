package optim

import "cmp"

// RMSprop divides each parameter's step by the size that its gradients have had
// of late; Tieleman and Hinton, "Lecture 6.5" of Neural Networks for Machine
// Learning (2012).
type RMSprop struct {
	Alpha       float64 // decay of the mean of the squared gradients; 0 = 0.99
	Epsilon     float64 // keeps the divisor from 0; 0 = 1e-8
	Momentum    float32 // 0 for none
	WeightDecay float32 // L2 penalty, added to the gradient

	square, velocity []float32
}

// Step implements Optimizer with PyTorch's formulas (torch.optim.RMSprop, not
// centered):
//
//	g = grad + WeightDecay*param
//	s = Alpha*s + (1-Alpha)*g*g
//	v = Momentum*v + g/(sqrt(s) + Epsilon)
//	param -= lr*v
func (o *RMSprop) Step(params, grads []float32, lr float32) {
	grads = grads[:len(params)]
	if len(o.square) != len(params) {
		o.square, o.velocity = make([]float32, len(params)), nil
		if o.Momentum != 0 {
			o.velocity = make([]float32, len(params))
		}
	}
	alpha := cmp.Or(o.Alpha, 0.99)
	keep, add, epsilon := float32(alpha), float32(1-alpha), float32(cmp.Or(o.Epsilon, 1e-8))
	for i, p := range params {
		g := grads[i] + o.WeightDecay*p
		s := keep*o.square[i] + add*g*g
		o.square[i] = s
		v := g / (sqrt(s) + epsilon)
		if o.Momentum != 0 {
			v += o.Momentum * o.velocity[i]
			o.velocity[i] = v
		}
		params[i] = p - lr*v
	}
}

// State implements Optimizer.
func (o *RMSprop) State() State {
	if o.square == nil {
		return State{}
	}
	s := State{Moments: []Moment{{"square_avg", o.square}}}
	if o.Momentum != 0 {
		s.Moments = append(s.Moments, Moment{"momentum_buffer", o.velocity})
	}
	return s.clone()
}

// SetState implements Optimizer.
func (o *RMSprop) SetState(s State) error {
	names := []string{"square_avg"}
	if o.Momentum != 0 {
		names = append(names, "momentum_buffer")
	}
	if err := s.check(0, names...); err != nil {
		return err
	}
	o.square, o.velocity = nil, nil
	if s = s.clone(); len(s.Moments) > 0 {
		o.square = s.Moments[0].Values
		if o.Momentum != 0 {
			o.velocity = s.Moments[1].Values
		}
	}
	return nil
}
