package train

import "fmt"

// LogEvery is how many batches lie between two lines of the tutorial's log.
const LogEvery = 200

// String is the tutorial's log line.
func (s Step) String() string {
	return fmt.Sprintf("epoch: %d, batch: %d, loss is: %.4f", s.Epoch, s.Batch, s.Loss)
}

// String is a log line in the style of Step's.
func (e Evaluation) String() string {
	return fmt.Sprintf("epoch: %d, %s loss is: %.4f, accuracy is: %.4f", e.Epoch, e.Split, e.Loss, e.Accuracy())
}
