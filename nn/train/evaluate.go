package train

import (
	"math"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn"
)

// Evaluation is a model's result on a whole split.
type Evaluation struct {
	Split data.Split
	Epoch int // 0-based epoch of the run after which it was made
	Step  int // steps trained by then
	Loss  float64
	*nn.Report
}

// Accuracy returns the share of images recognised rightly.
func (e *Evaluation) Accuracy() float64 { return e.Confusion.Accuracy() }

// evalBatch is the number of images handed to the workers at a time: enough to
// keep each of them busy, few enough to hold in memory.
const evalBatch = 1000

// Evaluate computes loss and report on a split, in file order. The error is
// ErrDiverged if the loss is not finite.
func Evaluate(m *nn.Model, d *data.Dataset, split data.Split, w Workers) (Evaluation, error) {
	return evaluate(m.Loss, m.Params(), d, split, w)
}

func evaluate(loss nn.Loss, params []float32, d *data.Dataset, split data.Split, w Workers) (Evaluation, error) {
	e := Evaluation{Split: split, Report: nn.NewReport(loss)}
	images := d.Images(split)
	if images.Len() == 0 {
		return Evaluation{}, failure.New("the dataset has no %s images", split)
	}
	batches := d.Batches(split, evalBatch, nil)
	var s shards
	for indices, ok := batches.Next(); ok; indices, ok = batches.Next() {
		s.gather(images, indices)
		if err := s.compute(params, w); err != nil {
			return Evaluation{}, err
		}
		for i, result := range s.results {
			e.Loss += result.Loss * float64(len(indices)) / float64(images.Len())
			e.Report.Add(result.Outputs, s.list[i].Labels)
		}
	}
	if math.IsNaN(e.Loss) || math.IsInf(e.Loss, 0) {
		return Evaluation{}, diverged{failure.New("the loss on the %s images is no longer a number; try a smaller learning rate", split)}
	}
	return e, nil
}

// diverged is an error that is ErrDiverged without saying so: the weights may
// have come from a file.
type diverged struct{ error }

func (diverged) Is(target error) bool { return target == ErrDiverged }

// Message says it in other languages, see package failure.
func (d diverged) Message() failure.Message { return failure.Of(d.error) }
