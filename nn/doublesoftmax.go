package nn

import (
	"cmp"

	"digitlab/nn/internal/kernel"
)

// DoubleSoftmax is softmax followed by softmax cross-entropy: what a program
// computes whose network ends in a softmax and whose loss applies another. The
// second softmax sees values between 0 and 1 only, so the loss cannot fall
// below log(e + 9) - 1 = 1.4612, with ten classes, and its gradients are small.
type DoubleSoftmax struct {
	Classes     int     // 0 = 10
	Temperature float64 // as CrossEntropy's
}

// Name implements Loss.
func (DoubleSoftmax) Name() string { return "doublesoftmax" }

// ClassCount implements Loss.
func (l DoubleSoftmax) ClassCount() int { return cmp.Or(l.Classes, digits) }

// Outputs implements Loss.
func (l DoubleSoftmax) Outputs() int { return l.ClassCount() }

// Forward implements Loss.
func (l DoubleSoftmax) Forward(y []float32, labels []byte, batch int) float64 {
	var room [maxClasses]float32
	p := room[:l.ClassCount()]
	var sum float64
	for i, label := range labels {
		softmax(p, kernel.Block(y, i, len(p)), 1)
		if label == NoClassLabel {
			sum += unevenness(p)
			continue
		}
		sum += logSumExp(p) - float64(p[label])
	}
	return sum / float64(batch)
}

// Backward implements Loss. With p = softmax(y) and dp the gradient of the
// cross-entropy on p, the inner softmax gives
//
//	dy[j] = p[j] * (dp[j] - sum(p*dp))
func (l DoubleSoftmax) Backward(dy, y []float32, labels []byte, batch int) {
	var room [2][maxClasses]float32
	p, dp := room[0][:l.ClassCount()], room[1][:l.ClassCount()]
	for i, label := range labels {
		softmax(p, kernel.Block(y, i, len(p)), 1)
		softmax(dp, p, 1)
		if label != NoClassLabel {
			dp[label]--
		} else {
			for j := range dp {
				dp[j] -= 1 / float32(len(dp))
			}
		}
		var dot float32
		for j := range p {
			dot += p[j] * dp[j]
		}
		dlogits := kernel.Block(dy, i, len(p))
		for j := range dlogits {
			dlogits[j] = p[j] * (dp[j] - dot) / float32(batch)
		}
	}
}

// Predict implements Loss.
func (DoubleSoftmax) Predict(y []float32) int { return argmax(y) }

// Probabilities implements Loss: the network's answer is the first softmax.
func (l DoubleSoftmax) Probabilities(p, y []float32) { softmax(p, y, cmp.Or(l.Temperature, 1)) }
