package predictor

import (
	"digitlab/data"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// sweep tries out the values of one number of the change.
func (s *inspector) sweep(of int) worker.Message {
	m := &worker.Sweep{Of: of}
	drawing := s.drawing()
	if drawing == nil {
		return m
	}
	images := make([]*data.Image, worker.Sweeps)
	for i := range images {
		change := s.change
		change[of] = worker.Changes[of].Value(i)
		changed := changeOf(change).Apply(*drawing)
		images[i] = &changed
	}
	p := s.predictor
	outputs := p.read(images...)
	if !weights.Finite(outputs) {
		return m
	}
	loss := p.network.Loss
	var probabilities []byte
	for i := range images {
		y := outputs[i*loss.Outputs():][:loss.Outputs()]
		digit := loss.Predict(y)
		m.Bytes = append(m.Bytes, byte(digit))
		probabilities = append(probabilities, p.probability(y, digit))
	}
	m.Bytes = append(m.Bytes, probabilities...)
	return m
}
