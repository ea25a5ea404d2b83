package nn

// Optimizer moves parameters against their gradients. What it remembers from
// step to step belongs to one slice of parameters; another needs an Optimizer
// of its own.
type Optimizer interface {
	// Step updates params by their gradients grads with learning rate lr.
	Step(params, grads []float32, lr float32)
}

var (
	_ Optimizer = (*SGD)(nil)
	_ Optimizer = (*Adam)(nil)
)
