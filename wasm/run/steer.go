package run

import (
	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// Steer has the run make changes before its next step, also while it is paused. It
// tells the page if they cannot be made.
func (r *Run) Steer(changes []train.Change) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.trained {
		r.refuse()
		return
	}
	r.asked = append(r.asked, changes)
	r.changed.Broadcast()
}

// takeAsked returns the changes that are to be made now.
func (r *Run) takeAsked() (asked [][]train.Change) {
	r.mu.Lock()
	defer r.mu.Unlock()
	asked, r.asked = r.asked, nil
	return asked
}

// refuseChanges tells the page of changes that have come too late, and refuses
// those to come.
func (r *Run) refuseChanges() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trained = true
	if len(r.asked) > 0 {
		r.refuse()
	}
}

func (r *Run) refuse() {
	r.tellSteering(failure.New("the run has trained its last batch; changed settings count from the next run"))
}

// makeChanges makes those that were asked for, each time as a whole or not at all.
func (r *Run) makeChanges(asked [][]train.Change) {
	for _, changes := range asked {
		if err := r.trainer.Steer(changes); err != nil {
			r.tellSteering(err)
		}
	}
	for _, p := range []*worker.Progress{&r.progress, &r.history.told.Progress} {
		p.Epochs, p.Steps = r.trainer.Length()
	}
}

func (r *Run) tellSteering(err error) {
	r.Page.Send(&worker.Failure{Scope: worker.ScopeSteer, Message: failure.Of(err)})
}

// afterChange tells of a change that was made.
func (r *Run) afterChange(c train.Change) {
	told := worker.SettingChange(c)
	r.history.told.Changes = append(r.history.told.Changes, told)
	r.log(c.String())
	r.Page.Send(&worker.Steered{SettingChange: told})
}
