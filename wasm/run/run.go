// Package run is a training run as the page sees it: it can be paused and
// stopped, reports how it goes, and is saved.
package run

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/nn/train/diagnosis"
	"digitlab/wasm/peers"
	"digitlab/wasm/savedrun"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Source is that of the weights of a run under way, as the page shows it.
const Source = "this run"

// Config is what a run needs.
type Config struct {
	Page    worker.Port
	Peers   *peers.Peers
	Model   *nn.Model     // to train
	Dataset *data.Dataset // to train on
	Origin  savedrun.Origin
	// Whole waits for the test images of Dataset and returns it with them, nil
	// if they cannot be had. The function is nil if Dataset is whole.
	Whole func(context.Context) *data.Dataset
	Trial bool  // the end brings the weights from before back, as a failure does
	Hand  *Hand // that it learns, nil if it learns none
	// Store is where the run is saved, nil if it is not; Name and Settings are
	// the page's, to be saved with it.
	Store    *savedrun.Store
	Name     string
	Settings worker.Settings
}

// Run is a training run and what controls it. It has a goroutine of its own from
// Start on; the methods may be called from any, unless they say otherwise.
type Run struct {
	Config
	trainer *train.Run      // of Model; set by Start
	before  weights.Weights // those from before the run; set by Start
	stopped context.Context // ends when the run is to
	cancel  context.CancelFunc
	ended   chan struct{} // closed when train has returned

	healthWanted atomic.Bool // by the page

	mu      sync.Mutex
	changed *sync.Cond // of state, single, asked and stopped
	state   string
	told    string           // the state that the page knows of
	single  int              // steps to train although the run is paused
	asked   [][]train.Change // to be made before the next step
	trained bool             // there is no next step
	newest  weights.Weights  // after the last step; Params are the run's own copy

	// The rest belongs to the run's goroutine, and after its end to whoever has
	// waited for that.
	progress worker.Progress // to be reported
	reported time.Time
	speed    train.Speed
	health   healthWatch
	history  history
	judge    *diagnosis.Judge // nil for a run that is not judged
	saved    time.Time        // when it was last saved
	saving   time.Duration    // what that took
	replaced []byte           // the record in whose place it was saved, if it learns a hand
}

// New returns a run that has not begun.
func New(c Config) *Run {
	r := &Run{Config: c, ended: make(chan struct{}), history: newHistory()}
	r.stopped, r.cancel = context.WithCancel(context.Background())
	r.changed = sync.NewCond(&r.mu)
	r.newest = weights.Weights{Network: weights.NetworkOf(c.Model), Params: c.Model.Params(), Source: Source, Run: c.Name, Classes: weights.ClassesOf(c.Dataset)}.Clone()
	if c.Hand != nil {
		r.newest.Source = worker.SourceHand
	}
	told := &r.history.told
	told.Run, told.Settings, told.Hand = c.Name, c.Settings, c.Hand != nil
	told.Settings.Architecture = c.Model.Architecture().String()
	return r
}

// Start trains to the end, in state running or paused at first. The trainer is
// of the run's model, on its dataset, and has the run as its workers; before are
// the weights that a failure brings back.
func (r *Run) Start(trainer *train.Run, before weights.Weights, state string) {
	r.trainer, r.before = trainer, before
	// At once, since the next call may be to pause or step it.
	r.setState(state)
	go r.train()
}

// train trains to the end, then evaluates on the test images.
func (r *Run) train() {
	defer close(r.ended)
	r.sendWeights()
	err := r.evaluateHand(false)
	if err == nil {
		r.speed.Start(time.Now())
		r.beginJudging()
		err = r.trainer.Train(train.Hooks{
			BeforeStep: r.beforeStep, AfterStep: r.afterStep, AfterEpoch: r.afterEpoch, AfterLimit: r.afterEpoch, AfterSample: r.afterSample, AfterChange: r.afterChange,
		})
	}
	r.refuseChanges()
	r.settle()
	r.sendWeights()
	err = r.diagnoseEnd(err)
	if err == nil {
		err = r.evaluateHand(true)
	}
	if err == nil {
		err = r.test()
	}
	r.saveEnd(err)
	failed := err != nil && !errors.Is(err, train.ErrStopped)
	if failed || r.Trial {
		r.bringBack()
	}
	if failed {
		r.Page.Send(&worker.Failure{Scope: worker.ScopeRun, Message: failure.Of(err)})
	}
	r.setState(worker.StateDone)
}

// settle takes over what training has ended with, which need not be what its last
// step has left.
func (r *Run) settle() {
	for _, line := range r.trainer.EndLog() {
		r.log(line)
	}
	if r.trainer.StoppedEarly() {
		r.progress.Epochs, r.progress.Steps = r.progress.Epoch+1, r.progress.Step
		r.history.told.Progress.Epochs, r.history.told.Progress.Steps = r.progress.Epochs, r.progress.Steps
	}
	r.flush()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.newest.Network = weights.NetworkOf(r.Model) // with its temperature
	copy(r.newest.Params, r.trainer.Params())
	r.newest.Step = r.trainer.KeptStep()
}

// test evaluates on the test images, if there are any.
func (r *Run) test() error {
	dataset, err := r.wholeDataset()
	if err != nil || dataset.Images(data.Test).Len() == 0 {
		return err
	}
	e, err := train.Evaluate(r.Model, dataset, data.Test, r)
	if err != nil {
		return err
	}
	e.Epoch, e.Step = r.progress.Epoch, r.trainer.KeptStep()
	if best := r.trainer.Best(); best.Params != nil {
		e.Epoch = best.Epoch - 1
	}
	r.sendEvaluation(e, dataset)
	return nil
}

// wholeDataset returns the whole dataset, for which it may have to wait, or the
// one trained on if the rest of it cannot be had.
func (r *Run) wholeDataset() (*data.Dataset, error) {
	if r.Whole == nil {
		return r.Dataset, nil
	}
	whole := r.Whole(r.stopped)
	switch {
	case whole != nil:
		return whole, nil
	case r.stopped.Err() != nil:
		return nil, train.ErrStopped
	}
	return r.Dataset, nil
}

// Compute implements train.Workers over the helpers, until the run is stopped. When
// helpers die again and again, it pauses the run, and tries once more when that goes
// on.
func (r *Run) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	for {
		err := r.Peers.Compute(r.stopped, params, shards, results)
		if !errors.Is(err, peers.ErrDead) {
			return err
		}
		r.pauseFor(&worker.Failure{
			Scope:   worker.ScopeHelpers,
			Message: failure.Of(failure.New("%w. The run is paused; resume it to try again", err)),
		})
		r.waitWhileHeld()
	}
}
