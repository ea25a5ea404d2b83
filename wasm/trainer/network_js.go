package main

import (
	"cmp"

	"digitlab/nn"
)

// network is what a model is made from.
type network struct {
	architecture nn.Architecture
	loss         nn.Loss
}

func networkOf(m *nn.Model) network { return network{m.Architecture(), m.Loss} }

// parseNetwork returns the network that a message means.
func parseNetwork(architecture, loss string) (n network, err error) {
	if n.loss, err = nn.LossByName(loss); err != nil {
		return network{}, err
	}
	n.architecture, err = parseArchitecture(architecture)
	return n, err
}

// parseArchitecture reads that of a message, where none is SimpleNet's.
func parseArchitecture(text string) (nn.Architecture, error) {
	return nn.ParseArchitecture(cmp.Or(text, "simplenet"))
}

func (n network) newModel() (*nn.Model, error) { return nn.NewModel(n.architecture, n.loss) }
