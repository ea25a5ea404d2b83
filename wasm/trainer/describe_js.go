package main

import "digitlab/web/worker"

// describe tells what a network's layers come to, or why there is no such
// network.
func describe(m *worker.Describe) *worker.Description {
	d := &worker.Description{ID: m.ID}
	n, err := parseNetwork(m.Architecture, m.Loss)
	if err != nil {
		d.Error = err.Error()
		return d
	}
	layers, err := n.architecture.Describe(n.loss)
	if err != nil {
		d.Error = err.Error()
		return d
	}
	d.Architecture = n.architecture.String()
	for _, l := range layers {
		d.Layers = append(d.Layers, worker.Layer{Name: l.Name, Text: l.Text, Shape: l.Shape, Params: l.Params})
		d.Params += l.Params
	}
	return d
}
