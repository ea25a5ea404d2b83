package nn

// CrossEntropy is softmax cross-entropy on ten logits: -log(softmax(y)[label]).
type CrossEntropy struct{}

// Name implements Loss.
func (CrossEntropy) Name() string { return "crossentropy" }

// Outputs implements Loss.
func (CrossEntropy) Outputs() int { return digits }

// Forward implements Loss.
func (CrossEntropy) Forward(y []float32, labels []byte, batch int) float64 {
	var sum float64
	for i, label := range labels {
		logits := sample(y, i, digits)
		sum += logSumExp(logits) - float64(logits[label])
	}
	return sum / float64(batch)
}

// Backward implements Loss: softmax and cross-entropy together have the
// gradient p minus the one-hot label.
func (CrossEntropy) Backward(dy, y []float32, labels []byte, batch int) {
	for i, label := range labels {
		dlogits := sample(dy, i, digits)
		softmax(dlogits, sample(y, i, digits))
		dlogits[label]--
		for j := range dlogits {
			dlogits[j] /= float32(batch)
		}
	}
}

// Predict implements Loss.
func (CrossEntropy) Predict(y []float32) int { return argmax(y) }

// Probabilities implements Loss.
func (CrossEntropy) Probabilities(p, y []float32) { softmax(p, y) }
