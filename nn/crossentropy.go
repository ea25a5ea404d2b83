package nn

import (
	"cmp"

	"digitlab/nn/internal/kernel"
)

// CrossEntropy is softmax cross-entropy on logits: -log(softmax(y)[label]).
type CrossEntropy struct {
	// Classes is how many there are, and logits; 0 = 10.
	Classes int
	// Smoothing is the share of the label that is spread evenly over all
	// classes, as label_smoothing of torch.nn.CrossEntropyLoss; Szegedy et al.,
	// "Rethinking the Inception Architecture" (2016). 0 = none.
	Smoothing float32
	// Temperature is what logits are divided by where they become probabilities,
	// see WithTemperature; 0 = 1.
	Temperature float64
}

// evenEnough is the divergence from even probabilities that samples of no class may
// keep: no class is probable then, and what it would take to make them all alike
// the network needs for those that have a class.
const evenEnough = 0.6

// Name implements Loss.
func (CrossEntropy) Name() string { return "crossentropy" }

// ClassCount implements Loss.
func (l CrossEntropy) ClassCount() int { return cmp.Or(l.Classes, digits) }

// Outputs implements Loss.
func (l CrossEntropy) Outputs() int { return l.ClassCount() }

// Forward implements Loss.
func (l CrossEntropy) Forward(y []float32, labels []byte, batch int) float64 {
	classes := l.ClassCount()
	var sum float64
	for i, label := range labels {
		logits := kernel.Block(y, i, classes)
		if label == NoClassLabel {
			sum += max(0, unevenness(logits)-evenEnough)
			continue
		}
		sum += logSumExp(logits) - float64(logits[label])
		if l.Smoothing > 0 {
			sum += float64(l.Smoothing) * (float64(logits[label]) - mean(logits))
		}
	}
	return sum / float64(batch)
}

// Backward implements Loss: softmax and cross-entropy together have the
// gradient p minus the one-hot label, or minus the smoothed or the even one.
func (l CrossEntropy) Backward(dy, y []float32, labels []byte, batch int) {
	classes := l.ClassCount()
	for i, label := range labels {
		dlogits, logits := kernel.Block(dy, i, classes), kernel.Block(y, i, classes)
		softmax(dlogits, logits, 1)
		even := l.Smoothing
		switch {
		case label != NoClassLabel:
			dlogits[label] -= 1 - even
		case unevenness(logits) > evenEnough:
			even = 1
		default:
			clear(dlogits)
			continue
		}
		for j := range dlogits {
			dlogits[j] = (dlogits[j] - even/float32(classes)) / float32(batch)
		}
	}
}

// Predict implements Loss.
func (CrossEntropy) Predict(y []float32) int { return argmax(y) }

// Probabilities implements Loss.
func (l CrossEntropy) Probabilities(p, y []float32) { softmax(p, y, cmp.Or(l.Temperature, 1)) }
