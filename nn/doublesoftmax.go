package nn

// DoubleSoftmax is softmax followed by softmax cross-entropy: what a program
// computes whose network ends in a softmax and whose loss applies another. The
// second softmax sees values between 0 and 1 only, so the loss cannot fall
// below log(e + 9) - 1 = 1.4612 and its gradients are small.
type DoubleSoftmax struct{}

// Name implements Loss.
func (DoubleSoftmax) Name() string { return "doublesoftmax" }

// Outputs implements Loss.
func (DoubleSoftmax) Outputs() int { return digits }

// Forward implements Loss.
func (DoubleSoftmax) Forward(y []float32, labels []byte, batch int) float64 {
	var p [digits]float32
	var sum float64
	for i, label := range labels {
		softmax(p[:], sample(y, i, digits))
		sum += logSumExp(p[:]) - float64(p[label])
	}
	return sum / float64(batch)
}

// Backward implements Loss. With p = softmax(y) and dp the gradient of the
// cross-entropy on p, the inner softmax gives
//
//	dy[j] = p[j] * (dp[j] - sum(p*dp))
func (DoubleSoftmax) Backward(dy, y []float32, labels []byte, batch int) {
	var p, dp [digits]float32
	for i, label := range labels {
		softmax(p[:], sample(y, i, digits))
		softmax(dp[:], p[:])
		dp[label]--
		var dot float32
		for j := range p {
			dot += p[j] * dp[j]
		}
		dlogits := sample(dy, i, digits)
		for j := range dlogits {
			dlogits[j] = p[j] * (dp[j] - dot) / float32(batch)
		}
	}
}

// Predict implements Loss.
func (DoubleSoftmax) Predict(y []float32) int { return argmax(y) }

// Probabilities implements Loss: the network's answer is the first softmax.
func (DoubleSoftmax) Probabilities(p, y []float32) { softmax(p, y) }
