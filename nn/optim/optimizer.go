// Package optim holds what moves parameters by their gradients, with PyTorch's
// formulas, and their average over the steps.
package optim

// Optimizer moves parameters against their gradients. What it remembers from
// step to step belongs to one slice of parameters; another needs an Optimizer
// of its own.
type Optimizer interface {
	// Step updates params by their gradients grads with learning rate lr.
	Step(params, grads []float32, lr float32)
	// State returns what the optimizer remembers, which later steps do not
	// change.
	State() State
	// SetState goes on from the State of an optimizer with the same settings
	// and parameters. A State of another kind is refused with an error.
	SetState(State) error
}

var (
	_ Optimizer = (*SGD)(nil)
	_ Optimizer = (*Adam)(nil)
	_ Optimizer = (*RMSprop)(nil)
)
