package run

import (
	"time"

	"digitlab/data"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

func (r *Run) afterStep(s train.Step) {
	now := time.Now()
	r.speed.Add(now, s.Samples)
	r.mu.Lock()
	copy(r.newest.Params, r.trainer.Params())
	r.newest.Step = s.Step
	r.mu.Unlock()

	p := &r.progress
	p.Epoch, p.Epochs = s.Epoch, s.Epochs
	p.Batch, p.Batches = s.Batch, s.Batches
	p.Step, p.Steps = s.Step, s.Steps
	p.SamplesPerSecond = r.speed.PerSecond()
	p.Workers = r.Peers.Count()
	p.Kernel = simdblas.Kernel()
	accuracy := float64(s.Correct) / float64(s.Samples)
	p.Losses = append(p.Losses, s.Loss)
	p.Accuracies = append(p.Accuracies, accuracy)
	_, took := r.speed.Total()
	p.Seconds = took.Seconds()
	r.history.addStep(p, s.Loss, accuracy)
	if r.judge != nil {
		r.judge.Step(s.Loss)
	}
	if s.Batch%train.LogEvery == 0 {
		r.log(s.String())
	}
	if now.Sub(r.reported) >= worker.ReportEvery {
		r.flush()
	}
	r.measureHealth(s.Step, now)
	r.save(saveEvery)
}

func (r *Run) afterSample(s train.Sample) {
	r.speed.Skip(time.Now())
	sample := worker.Sample{Step: s.Step, Images: s.Images, Loss: s.Loss, Accuracy: s.Accuracy}
	r.progress.Samples = append(r.progress.Samples, sample)
	r.history.addSample(sample)
	if r.judge != nil {
		r.judge.Sample(s)
	}
	r.diagnose()
}

func (r *Run) log(line string) {
	r.progress.Log = append(r.progress.Log, line)
	r.history.addLine(line)
}

func (r *Run) afterEpoch(e train.Evaluation) {
	r.log(e.String())
	r.flush()
	r.sendEvaluation(e, r.Dataset)
	if r.Hand != nil {
		r.Hand.valid = countOf(e)
	}
	if r.judge != nil {
		r.judge.Epoch(e.Loss, e.Accuracy())
	}
	r.diagnose()
	// What was asked for meanwhile may be that there are more epochs.
	r.makeChanges(r.takeAsked())
	r.save(saveEpochs)
	r.speed.Start(time.Now())
}

func (r *Run) sendEvaluation(e train.Evaluation, of *data.Dataset) {
	m := EvaluationMessage(e, of, r.newest.Source)
	trained, took := r.speed.Total()
	m.Trained, m.Seconds = trained, took.Seconds()
	r.history.addEvaluation(m)
	r.Page.Send(m)
}

// flush reports what has gathered since the last report.
func (r *Run) flush() {
	r.reported = time.Now()
	if len(r.progress.Losses) == 0 && len(r.progress.Log) == 0 && len(r.progress.Samples) == 0 {
		return
	}
	r.Page.Send(&r.progress)
	r.progress.Losses, r.progress.Accuracies = r.progress.Losses[:0], r.progress.Accuracies[:0]
	r.progress.Log, r.progress.Samples = r.progress.Log[:0], r.progress.Samples[:0]
	r.sendWeights()
}

func (r *Run) sendWeights() { r.Page.Send(r.Weights().Message()) }
