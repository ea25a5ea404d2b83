package predictor

import (
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// What is covered to see what matters: squares of patchSide pixels, as wide as
// two strokes, patchStep pixels apart.
const patchSide, patchStep = 6, 2

// occlusion shows what becomes of the outputs when parts of the picture are
// covered.
func (s *inspector) occlusion() worker.Message {
	image := s.image()
	if image == nil {
		return nil
	}
	p := s.predictor
	loss := p.network.Loss
	outputs := loss.Outputs()
	plain := append([]float32(nil), p.read(image)...)
	if !weights.Finite(plain) {
		return nil
	}
	o := p.model.Occlude(train.AppendValues(nil, image[:]), patchSide, patchStep)
	places := o.Rows * o.Columns
	var digits []byte
	losses := make([]float32, outputs*places)
	var shares []float32
	if outputs > 1 {
		shares = make([]float32, outputs*places)
	}
	for place := range places {
		covered := o.Outputs[place*outputs:][:outputs]
		digits = append(digits, byte(loss.Predict(covered)))
		each := probabilities(loss, covered)
		for i, v := range covered {
			losses[i*places+place] = plain[i] - v
			if outputs > 1 {
				shares[i*places+place] = each[i]
			}
		}
	}
	largest := largestOf(losses)
	m := &worker.Occlusion{Places: o.Rows, Patch: patchSide, Largest: worker.Float(largest), Digit: loss.Predict(plain), Outputs: float64s(plain)}
	m.Bytes = append(digits, worker.PackFloats(shares)...)
	m.Bytes = appendNumbers(m.Bytes, losses, largest)
	return m
}

// probability returns that of a digit, given the outputs, 255 = 1.
func (p *predictor) probability(outputs []float32, digit int) byte {
	return byte(255*probabilities(p.network.Loss, outputs)[digit] + 0.5)
}
