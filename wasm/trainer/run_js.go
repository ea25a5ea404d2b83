package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// reportEvery is the least time between two reports to the page: often enough to
// look live, seldom enough not to keep it from its own work.
const reportEvery = 100 * time.Millisecond

// source of the weights of a run under way, as the page shows it.
const runSource = "this run"

// run is a training run and what controls it. Its goroutine is train; the other
// methods may be called from any.
type run struct {
	page    worker.Port
	model   *nn.Model
	trainer *train.Run // of model; set by train
	dataset *data.Dataset
	rest    *load // reads the test images of dataset, or has failed to; nil if it is whole
	peers   *peers
	before  weights         // those from before the run, which a failure brings back
	trial   bool            // so does the end
	hand    *hand           // that it learns, nil if it learns none
	stopped context.Context // ends when the run is to
	cancel  context.CancelFunc
	ended   chan struct{} // closed when train has returned

	mu      sync.Mutex
	changed *sync.Cond // of state, single and stopped
	state   string
	single  int     // steps to train although the run is paused
	newest  weights // after the last step; params are the run's own copy

	progress worker.Progress // to be reported
	reported time.Time
	speed    train.Speed

	keeper    *keeper // of this run, nil if it is not to be kept
	chronicle chronicle
	saved     time.Time     // when it was last kept
	saving    time.Duration // what that took
	replaced  []byte        // the record in whose place it was kept, if it learns a hand
}

func newRun(page worker.Port, model *nn.Model, dataset *data.Dataset, rest *load, p *peers) *run {
	r := &run{page: page, model: model, dataset: dataset, rest: rest, peers: p, ended: make(chan struct{})}
	r.stopped, r.cancel = context.WithCancel(context.Background())
	r.changed = sync.NewCond(&r.mu)
	r.newest = weights{network: networkOf(model), params: model.Params(), source: runSource}.clone()
	return r
}

// train trains to the end, then evaluates on the test images.
func (r *run) train(t *train.Run) {
	defer close(r.ended)
	r.trainer = t
	r.sendWeights()
	err := r.readHand(false)
	if err == nil {
		r.speed.Start(time.Now())
		err = t.Train(train.Hooks{BeforeStep: r.beforeStep, AfterStep: r.afterStep, AfterEpoch: r.afterEpoch})
	}
	r.flush()
	if err == nil {
		err = r.readHand(true)
	}
	if err == nil {
		err = r.test()
	}
	r.saveEnd(err)
	failed := err != nil && !errors.Is(err, train.ErrStopped)
	if failed || r.trial {
		r.bringBack()
	}
	if failed {
		r.page.Send(&worker.Failure{Scope: worker.ScopeRun, Text: err.Error()})
	}
	r.setState(worker.StateDone)
}

// bringBack puts the weights from before the run in the place of its own, which
// of a diverged run recognise nothing.
func (r *run) bringBack() {
	r.mu.Lock()
	if r.before.params != nil {
		r.newest = r.before
	}
	r.mu.Unlock()
	r.sendWeights()
}

// test evaluates on the test images, if there are any.
func (r *run) test() error {
	dataset, err := r.awaitTestImages()
	if err != nil || dataset.Split(data.Eval).Len() == 0 {
		return err
	}
	e, err := train.Evaluate(r.model, dataset, data.Eval, r)
	if err != nil {
		return err
	}
	e.Epoch, e.Step = r.progress.Epoch, r.progress.Step
	r.sendEvaluation(e, dataset.Split(data.Eval))
	return nil
}

// awaitTestImages returns the whole dataset, for which it may have to wait, or
// the one trained on if the rest of it cannot be had.
func (r *run) awaitTestImages() (*data.Dataset, error) {
	if r.rest == nil {
		return r.dataset, nil
	}
	select {
	case <-r.rest.ctx.Done():
	case <-r.stopped.Done():
		return nil, train.ErrStopped
	}
	if r.rest.whole == nil {
		return r.dataset, nil
	}
	return r.rest.whole, nil
}

// beforeStep waits while the run is paused.
func (r *run) beforeStep() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held() {
		r.mu.Unlock()
		r.flush()
		r.save(0)
		r.mu.Lock()
		for r.held() {
			r.changed.Wait()
		}
		r.speed.Start(time.Now())
	}
	if r.stopped.Err() != nil {
		return train.ErrStopped
	}
	if r.single > 0 {
		r.single--
	}
	return nil
}

// held tells whether the next step has to wait. The caller holds mu.
func (r *run) held() bool {
	return r.state == worker.StatePaused && r.single == 0 && r.stopped.Err() == nil
}

func (r *run) afterStep(s train.Step) {
	now := time.Now()
	r.speed.Add(now, s.Samples)
	r.mu.Lock()
	copy(r.newest.params, r.trainer.Params())
	r.newest.step = s.Step
	r.mu.Unlock()

	p := &r.progress
	p.Epoch, p.Epochs = s.Epoch, s.Epochs
	p.Batch, p.Batches = s.Batch, s.Batches
	p.Step, p.Steps = s.Step, s.Steps
	p.SamplesPerSecond = r.speed.PerSecond()
	p.Workers = len(r.peers.list)
	p.Kernel = simdblas.Kernel()
	accuracy := float64(s.Correct) / float64(s.Samples)
	p.Losses = append(p.Losses, s.Loss)
	p.Accuracies = append(p.Accuracies, accuracy)
	_, took := r.speed.Total()
	p.Seconds = took.Seconds()
	r.chronicle.addStep(p, s.Loss, accuracy)
	if s.Batch%train.LogEvery == 0 {
		r.log(s.String())
	}
	if now.Sub(r.reported) >= reportEvery {
		r.flush()
	}
	r.save(keepEvery)
}

func (r *run) log(line string) {
	r.progress.Log = append(r.progress.Log, line)
	r.chronicle.addLine(line)
}

func (r *run) afterEpoch(e train.Evaluation) {
	r.log(e.String())
	r.flush()
	r.sendEvaluation(e, r.dataset.Split(data.Valid))
	if r.hand != nil {
		r.hand.valid = countOf(e)
	}
	r.save(keepEpochs)
	r.speed.Start(time.Now())
}

func (r *run) sendEvaluation(e train.Evaluation, split *data.Split) {
	m := evaluationMessage(e, split, r.newest.source)
	trained, took := r.speed.Total()
	m.Trained, m.Seconds = trained, took.Seconds()
	r.chronicle.addEvaluation(m)
	r.page.Send(m)
}

// flush reports what has gathered since the last report.
func (r *run) flush() {
	r.reported = time.Now()
	if len(r.progress.Losses) == 0 && len(r.progress.Log) == 0 {
		return
	}
	r.page.Send(&r.progress)
	r.progress.Losses, r.progress.Accuracies, r.progress.Log = r.progress.Losses[:0], r.progress.Accuracies[:0], r.progress.Log[:0]
	r.sendWeights()
}

func (r *run) sendWeights() {
	newest := r.weights()
	r.page.Send(newest.message())
}

// weights returns a copy of those after the last step.
func (r *run) weights() weights {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.newest.clone()
}

func (r *run) setState(state string) {
	r.mu.Lock()
	r.state = state
	r.mu.Unlock()
	r.page.Send(&worker.RunState{State: state})
}

// toggle moves a run that is in state from into state to.
func (r *run) toggle(from, to string) {
	r.mu.Lock()
	moved := r.state == from
	r.mu.Unlock()
	if moved {
		r.setState(to)
		r.changed.Broadcast()
	}
}

func (r *run) pause()  { r.toggle(worker.StateRunning, worker.StatePaused) }
func (r *run) resume() { r.toggle(worker.StatePaused, worker.StateRunning) }

// stepOnce trains one batch of a paused run.
func (r *run) stepOnce() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.state == worker.StatePaused {
		r.single++
		r.changed.Broadcast()
	}
}

// stop ends the run after the batch under way.
func (r *run) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cancel()
	r.changed.Broadcast()
}

// Compute implements train.Workers over the helpers, so that an evaluation can
// be stopped between its parts.
func (r *run) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	if r.stopped.Err() != nil {
		return train.ErrStopped
	}
	return r.peers.Compute(params, shards, results)
}
