package nn

// CrossEntropy is softmax cross-entropy on ten logits: -log(softmax(y)[label]).
type CrossEntropy struct {
	// Smoothing is the share of the label that is spread evenly over all ten
	// digits, as label_smoothing of torch.nn.CrossEntropyLoss; Szegedy et al.,
	// "Rethinking the Inception Architecture" (2016). 0 = none.
	Smoothing float32
}

// Name implements Loss.
func (CrossEntropy) Name() string { return "crossentropy" }

// Outputs implements Loss.
func (CrossEntropy) Outputs() int { return digits }

// Forward implements Loss.
func (l CrossEntropy) Forward(y []float32, labels []byte, batch int) float64 {
	var sum float64
	for i, label := range labels {
		logits := sample(y, i, digits)
		sum += logSumExp(logits) - float64(logits[label])
		if l.Smoothing > 0 {
			sum += float64(l.Smoothing) * (float64(logits[label]) - mean(logits))
		}
	}
	return sum / float64(batch)
}

// Backward implements Loss: softmax and cross-entropy together have the
// gradient p minus the one-hot label, or minus the smoothed one.
func (l CrossEntropy) Backward(dy, y []float32, labels []byte, batch int) {
	for i, label := range labels {
		dlogits := sample(dy, i, digits)
		softmax(dlogits, sample(y, i, digits))
		dlogits[label] -= 1 - l.Smoothing
		for j := range dlogits {
			dlogits[j] = (dlogits[j] - l.Smoothing/digits) / float32(batch)
		}
	}
}

// Predict implements Loss.
func (CrossEntropy) Predict(y []float32) int { return argmax(y) }

// Probabilities implements Loss.
func (CrossEntropy) Probabilities(p, y []float32) { softmax(p, y) }
