// Package runs keeps training runs for comparison: what each was trained with
// and how it went.
package runs

import (
	"time"

	"digitlab/web/worker"
)

// Run is one training run.
type Run struct {
	ID string `json:"id"`
	// Number tells runs apart on the page; it is given anew when runs are
	// loaded, and not kept.
	Number   int             `json:"-"`
	Name     string          `json:"name"`  // the visitor's, "" for one made of the settings
	Slot     int             `json:"slot"`  // of its colour and pattern
	Shown    bool            `json:"shown"` // on the chart
	Settings worker.Settings `json:"settings"`
	// Changes are those of the settings while it went on, in order.
	Changes []worker.SettingChange `json:"changes,omitempty"`
	Further bool                   `json:"further"` // it trained weights that were there, not fresh ones
	Lesson  string                 `json:"lesson"`  // that it belongs to, "" for none
	Group   string                 `json:"group"`   // tells one round of the lesson from the next
	Started time.Time              `json:"started"`
	State   string                 `json:"state"`
	Failure string                 `json:"failure"` // why it failed
	Speed   float64                `json:"speed"`   // images a second, lately
	History History                `json:"history"`
	Test    *Result                `json:"test,omitempty"` // after its end
}

// Values of Run.State.
const (
	Running     = "running"     // or paused
	Finished    = "finished"    // all its steps are trained
	Stopped     = "stopped"     // before that, by the visitor
	Interrupted = "interrupted" // the page went away
	Failed      = "failed"      // the loss is no longer a number, say
)

// Result is an evaluation after a step.
type Result struct {
	Step     int     `json:"step"`
	Epoch    int     `json:"epoch"` // 0-based
	Loss     float64 `json:"loss"`
	Accuracy float64 `json:"accuracy"` // 0 to 1
}

// Last returns the newest result on images that the run did not train on, nil
// if there is none.
func (r *Run) Last() *Result {
	if n := len(r.History.Valid); n > 0 {
		return &r.History.Valid[n-1]
	}
	return r.Test
}

// Best returns the result with the highest accuracy, the first of equals; nil
// if there is none.
func (r *Run) Best() *Result {
	var best *Result
	for i := range r.History.Valid {
		if v := &r.History.Valid[i]; best == nil || v.Accuracy > best.Accuracy {
			best = v
		}
	}
	if best == nil {
		return r.Test
	}
	return best
}

// Seconds returns how long the run has trained, without pauses.
func (r *Run) Seconds() float64 { return r.History.SecondsAt(float64(r.History.Step)) }
