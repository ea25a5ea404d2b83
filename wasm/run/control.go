package run

import (
	"time"

	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Pause holds the run after the batch under way. The page hears of it once the run
// stands, behind the report of its last step.
func (r *Run) Pause() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.state == worker.StateRunning {
		r.state = worker.StatePaused
	}
}

// Resume lets a paused run go on.
func (r *Run) Resume() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.state == worker.StatePaused {
		r.enter(worker.StateRunning)
		r.changed.Broadcast()
	}
}

// pauseFor holds the run and tells the page why, in one go: a page that resumes it
// on the news finds it paused.
func (r *Run) pauseFor(why *worker.Failure) {
	r.flush()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Page.Send(why)
	if r.stopped.Err() == nil {
		r.enter(worker.StatePaused)
	}
}

// Step trains one batch of a paused run.
func (r *Run) Step() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.state == worker.StatePaused {
		r.single++
		r.changed.Broadcast()
	}
}

// Stop ends the run. A batch under way is given up.
func (r *Run) Stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cancel()
	r.changed.Broadcast()
}

// Wait returns when the run is over.
func (r *Run) Wait() { <-r.ended }

// Over reports whether the run is over. One that has said so to the page is: the
// page may ask at once for what a run stands in the way of.
func (r *Run) Over() bool {
	r.mu.Lock()
	done := r.state == worker.StateDone
	r.mu.Unlock()
	if done {
		r.Wait()
	}
	return done
}

// Weights returns a copy of those after the last step.
func (r *Run) Weights() weights.Weights {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.newest.Clone()
}

// Undo ends the run and brings back the weights from before it, and what was
// saved then.
func (r *Run) Undo() {
	r.Stop()
	r.Wait()
	r.bringBack()
	if !r.saved.IsZero() {
		r.Store.Replace(r.replaced) // or an offer would bring the run back
	}
}

// bringBack puts the weights from before the run in the place of its own, which
// of a diverged run recognise nothing.
func (r *Run) bringBack() {
	r.mu.Lock()
	if r.before.Params != nil {
		r.newest = r.before
	}
	r.mu.Unlock()
	r.sendWeights()
}

func (r *Run) setState(state string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.enter(state)
}

// enter changes the state and tells the page of it, unless it knows. The caller holds
// mu, so that the page hears of the states in their order.
func (r *Run) enter(state string) {
	r.state = state
	if r.told != state {
		r.told = state
		r.Page.Send(&worker.RunState{State: state})
	}
}

// beforeStep makes the changes that were asked for, and waits while the run is
// paused.
func (r *Run) beforeStep() error {
	for waited := false; ; waited = true {
		asked, held := r.next()
		switch {
		case len(asked) > 0:
			r.makeChanges(asked)
		case held:
			r.flush()
			r.stand()
			r.save(0)
			r.waitForHand()
		case r.stopped.Err() != nil:
			return train.ErrStopped
		default:
			if waited {
				r.speed.Start(time.Now())
			}
			return nil
		}
	}
}

// next returns the changes to make before the next step, and whether it has to
// wait. With none to make, a step that need not wait has begun.
func (r *Run) next() (asked [][]train.Change, held bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if asked, r.asked = r.asked, nil; len(asked) > 0 {
		return asked, false
	}
	if held = r.held(); !held && r.single > 0 {
		r.single--
	}
	return nil, held
}

// stand tells the page that the run is paused, if it still is.
func (r *Run) stand() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held() {
		r.enter(worker.StatePaused)
	}
}

// waitForHand waits while the run is held and there is nothing to change.
func (r *Run) waitForHand() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.held() && len(r.asked) == 0 {
		r.changed.Wait()
	}
}

// waitWhileHeld waits until a step under way may go on, if but for a single step,
// or the run is stopped.
func (r *Run) waitWhileHeld() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held() {
		for r.held() {
			r.changed.Wait()
		}
		r.speed.Start(time.Now())
	}
	if r.single > 0 {
		r.single--
	}
}

// held reports whether the next step has to wait. The caller holds mu.
func (r *Run) held() bool {
	return r.state == worker.StatePaused && r.single == 0 && r.stopped.Err() == nil
}
