package nn

// SGD is stochastic gradient descent. Its zero value has learning rate 0 and
// changes nothing.
type SGD struct {
	LearningRate float32
	Momentum     float32 // 0 for plain gradient descent
	WeightDecay  float32 // L2 penalty, added to the gradient

	velocity []float32
}

// Step updates params by their gradients grads, with PyTorch's formulas
// (torch.optim.SGD, dampening 0):
//
//	g = grad + WeightDecay*param
//	v = Momentum*v + g
//	param -= LearningRate*v
func (o *SGD) Step(params, grads []float32) {
	grads = grads[:len(params)]
	if o.Momentum == 0 {
		for i, p := range params {
			params[i] = p - o.LearningRate*(grads[i]+o.WeightDecay*p)
		}
		return
	}
	if len(o.velocity) != len(params) {
		o.velocity = make([]float32, len(params))
	}
	velocity := o.velocity
	for i, p := range params {
		v := o.Momentum*velocity[i] + grads[i] + o.WeightDecay*p
		velocity[i] = v
		params[i] = p - o.LearningRate*v
	}
}
