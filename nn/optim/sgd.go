package optim

// SGD is stochastic gradient descent. Its zero value is the plain one.
type SGD struct {
	Momentum    float32 // 0 for plain gradient descent
	Nesterov    bool    // step with the momentum that the next gradient will meet
	WeightDecay float32 // L2 penalty, added to the gradient

	velocity []float32
}

// Step implements Optimizer with PyTorch's formulas (torch.optim.SGD, dampening
// 0):
//
//	g = grad + WeightDecay*param
//	v = Momentum*v + g
//	param -= lr*v                   or, with Nesterov,
//	param -= lr*(g + Momentum*v)
func (o *SGD) Step(params, grads []float32, lr float32) {
	grads = grads[:len(params)]
	if o.Momentum == 0 {
		for i, p := range params {
			params[i] = p - lr*(grads[i]+o.WeightDecay*p)
		}
		return
	}
	if len(o.velocity) != len(params) {
		o.velocity = make([]float32, len(params))
	}
	if o.Nesterov {
		o.stepNesterov(params, grads, lr)
		return
	}
	velocity := o.velocity
	for i, p := range params {
		v := o.Momentum*velocity[i] + grads[i] + o.WeightDecay*p
		velocity[i] = v
		params[i] = p - lr*v
	}
}

func (o *SGD) stepNesterov(params, grads []float32, lr float32) {
	velocity := o.velocity
	for i, p := range params {
		g := grads[i] + o.WeightDecay*p
		v := o.Momentum*velocity[i] + g
		velocity[i] = v
		params[i] = p - lr*(g+o.Momentum*v)
	}
}

// State implements Optimizer.
func (o *SGD) State() State {
	if o.velocity == nil {
		return State{}
	}
	return State{Moments: []Moment{{"momentum_buffer", o.velocity}}}.clone()
}

// SetState implements Optimizer.
func (o *SGD) SetState(s State) error {
	if err := s.check(0, "momentum_buffer"); err != nil {
		return err
	}
	o.velocity = nil
	if len(s.Moments) > 0 {
		o.velocity = s.clone().Moments[0].Values
	}
	return nil
}
