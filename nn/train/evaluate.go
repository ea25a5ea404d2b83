package train

import (
	"fmt"
	"math"

	"digitlab/data"
	"digitlab/nn"
)

// Evaluation is a model's result on a whole split.
type Evaluation struct {
	Mode  data.Mode
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

// Evaluate computes loss and report on a split, in file order.
func Evaluate(m *nn.Model, d *data.Dataset, mode data.Mode, w Workers) (Evaluation, error) {
	return evaluate(m.Loss, m.Params(), d, mode, w)
}

func evaluate(loss nn.Loss, params []float32, d *data.Dataset, mode data.Mode, w Workers) (Evaluation, error) {
	e := Evaluation{Mode: mode, Report: nn.NewReport(loss)}
	split := d.Split(mode)
	if split.Len() == 0 {
		return Evaluation{}, fmt.Errorf("the dataset has no %s images", mode)
	}
	batches := d.Batches(mode, evalBatch, nil)
	var s shards
	for indices, ok := batches.Next(); ok; indices, ok = batches.Next() {
		s.gather(split, indices)
		if err := s.compute(params, w); err != nil {
			return Evaluation{}, err
		}
		for i, result := range s.results {
			e.Loss += result.Loss * float64(len(indices)) / float64(split.Len())
			e.Report.Add(result.Outputs, s.list[i].Labels)
		}
	}
	if math.IsNaN(e.Loss) || math.IsInf(e.Loss, 0) {
		return Evaluation{}, fmt.Errorf("the loss on the %s images is no longer a number; try a smaller learning rate", mode)
	}
	return e, nil
}
