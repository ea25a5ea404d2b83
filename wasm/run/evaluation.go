package run

import (
	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// What the page is shown of the images that were read wrongly: an untrained
// network does so with thousands.
const (
	mistakesOfAll  = 24 // the worst of all
	mistakesOfPair = 12 // the worst of each label and prediction
)

// EvaluationMessage returns what the page is told of an evaluation on a split.
func EvaluationMessage(e train.Evaluation, d *data.Dataset, source string) *worker.Evaluation {
	images := d.Images(e.Split)
	m := &worker.Evaluation{
		Split:       e.Split.String(),
		Source:      source,
		Epoch:       e.Epoch,
		Step:        e.Step,
		Loss:        e.Loss,
		Accuracy:    e.Accuracy(),
		Calibration: calibrationMessage(e.Report),
		Classes:     weights.ClassesOf(d),
	}
	for digit, row := range e.Confusion {
		m.Confusion = append(m.Confusion, row)
		m.Scores = append(m.Scores, worker.Score{
			Precision: worker.Float(e.Confusion.Precision(digit)),
			Recall:    worker.Float(e.Confusion.Recall(digit)),
			F1:        worker.Float(e.Confusion.F1(digit)),
		})
	}
	for _, o := range mistakesToShow(e.MostWrong()) {
		m.Mistakes = append(m.Mistakes, worker.Mistake{
			Index:            o.Index,
			Label:            int(o.Label),
			Prediction:       int(o.Prediction),
			Confidence:       worker.Float(o.Confidence),
			LabelProbability: worker.Float(o.LabelProbability),
			Loss:             o.Loss,
		})
		m.Images = append(m.Images, images.Image(o.Index)...)
	}
	return m
}

func calibrationMessage(r *nn.Report) *worker.Calibration {
	c := r.Calibration
	if c == nil {
		return nil
	}
	m := &worker.Calibration{Error: c.Error(), Temperature: r.Temperature(), ErrorBefore: r.CalibrationAt(1).Error()}
	for _, bin := range c {
		m.Bins = append(m.Bins, worker.CalibrationBin{
			Images:     bin.Samples,
			Accuracy:   worker.Float(bin.Accuracy()),
			Confidence: worker.Float(bin.Confidence()),
		})
	}
	return m
}

// mistakesToShow returns those of the mistakes, worst first, that the page is
// shown, in the same order.
func mistakesToShow(mistakes []nn.Outcome) []nn.Outcome {
	var shown []nn.Outcome
	ofPair := nn.NewConfusion(data.Classes)
	for i, o := range mistakes {
		if i < mistakesOfAll || ofPair[o.Label][o.Prediction] < mistakesOfPair {
			ofPair.Add(o.Label, o.Prediction)
			shown = append(shown, o)
		}
	}
	return shown
}
