package settings

import (
	"digitlab/data/failure"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Describe tells what a network's layers come to, or why there is no such
// network.
func Describe(m *worker.Describe) *worker.Description {
	d := &worker.Description{ID: m.ID}
	n, err := weights.ParseNetwork(m.Architecture, m.Loss, m.ClassCount)
	if err != nil {
		d.Error = failure.Of(err)
		return d
	}
	layers, err := n.Architecture.Describe(n.Loss)
	if err != nil {
		d.Error = failure.Of(err)
		return d
	}
	d.Architecture = n.Architecture.String()
	for _, l := range layers {
		d.Layers = append(d.Layers, worker.Layer{Name: l.Name, Text: l.Layer.String(), Shape: l.Shape.Dims(), Params: l.Params})
		d.Params += l.Params
	}
	return d
}
