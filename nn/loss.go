package nn

import (
	"math"

	"digitlab/data/failure"
)

// Loss is what training makes small. It also says how the network's outputs
// are read: how many there are, which class they name, with what probability. A
// label is a class, from 0 to ClassCount()-1, or NoClassLabel: of such a sample all
// classes should become equally probable, as "Deep Anomaly Detection with Outlier
// Exposure" proposes (Hendrycks, Mazeika and Dietterich, ICLR 2019), and its loss is
// how far they are from that.
type Loss interface {
	// Name is the loss's name on the command line, on the page and in files.
	Name() string
	// ClassCount is the number of classes, from 1 to 255.
	ClassCount() int
	// Outputs is the number of values the network gives for a sample.
	Outputs() int
	// Forward returns the part that the samples in y (N,Outputs) have in the
	// mean loss over a batch of batch samples, of which they may be a shard.
	Forward(y []float32, labels []byte, batch int) float64
	// Backward overwrites dy (N,Outputs) with the gradient of that part.
	Backward(dy, y []float32, labels []byte, batch int)
	// Predict returns the class that one sample's outputs stand for.
	Predict(y []float32) int
	// Probabilities overwrites p (ClassCount) with the probability of each
	// class given one sample's outputs.
	Probabilities(p, y []float32)
	// Certainty tells how far one sample's outputs can be believed to stand for a
	// class.
	Certainty(y []float32) Certainty
}

const (
	// digits is the number of classes of a loss that says none.
	digits = 10
	// maxClasses is how many a label, a byte, can name beside NoClassLabel.
	maxClasses = 255
)

// NoClassLabel is the label of a sample that is of no class. To a loss with one
// output, which cannot tell, such a sample counts nothing.
const NoClassLabel = 255

// Losses returns all losses there are, the right one first.
func Losses() []Loss { return []Loss{CrossEntropy{}, DoubleSoftmax{}, SquaredError{}} }

// LossByName returns the loss of that name.
func LossByName(name string) (Loss, error) {
	for _, loss := range Losses() {
		if loss.Name() == name {
			return loss, nil
		}
	}
	return nil, failure.New("unknown loss %q: want crossentropy, doublesoftmax or squarederror", name)
}

// WithClasses returns the loss for so many classes.
func WithClasses(loss Loss, classes int) Loss {
	if classes == digits {
		classes = 0 // so that losses of the same meaning are equal
	}
	switch l := loss.(type) {
	case CrossEntropy:
		l.Classes = classes
		return l
	case DoubleSoftmax:
		l.Classes = classes
		return l
	case SquaredError:
		l.Classes = classes
		return l
	}
	return loss
}

// softmax overwrites p with exp(y/temperature) normalised to sum 1, stably: the
// largest exponent is 0.
func softmax(p, y []float32, temperature float64) {
	largest := y[0]
	for _, v := range y {
		largest = max(largest, v)
	}
	var sum float64
	for i, v := range y {
		e := math.Exp(float64(v-largest) / temperature)
		p[i] = float32(e)
		sum += e
	}
	for i := range p {
		p[i] = float32(float64(p[i]) / sum)
	}
}

// logSumExp returns log(sum(exp(y))), stably.
func logSumExp(y []float32) float64 {
	largest := y[0]
	for _, v := range y {
		largest = max(largest, v)
	}
	var sum float64
	for _, v := range y {
		sum += math.Exp(float64(v - largest))
	}
	return float64(largest) + math.Log(sum)
}

// mean returns the mean of y.
func mean(y []float32) float64 {
	var sum float64
	for _, v := range y {
		sum += float64(v)
	}
	return sum / float64(len(y))
}

// unevenness returns how far the softmax of y diverges from even probabilities: the
// mean of log(even/probability), 0 if they are.
func unevenness(y []float32) float64 {
	return logSumExp(y) - mean(y) - math.Log(float64(len(y)))
}

// argmax returns the index of the first largest value.
func argmax(y []float32) int {
	best := 0
	for i, v := range y {
		if v > y[best] {
			best = i
		}
	}
	return best
}
