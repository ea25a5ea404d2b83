package state

import (
	"digitlab/web/worker"
)

// States of the run.
const (
	TrainingKey Key[Training] = "training" // a training
	LogKey      Key[[]string] = "log"
)

// Actions on the run; none has a value.
const (
	StartRun  Signal = "/training/start"
	ToggleRun Signal = "/training/toggle" // pause or resume
	StepRun   Signal = "/training/step"
	StopRun   Signal = "/training/stop"
	ResetRun  Signal = "/training/reset"
	// RemedyRun begins the run anew with what its diagnosis says to change.
	RemedyRun Signal = "/training/remedy"
)

// Training says where the run stands.
type Training struct {
	State   string // one of worker.RunState's
	Pending bool   // Start has been sent and not been answered
	Pausing bool   // it is to pause, and finishes what is under way first
	// Recovering tells that the trainer has died, and the next is to go on.
	Recovering bool
	Fresh      bool              // it began with fresh weights, while trained ones answered
	Stopped    bool              // it has ended before its last step
	Undone     bool              // it has ended, and the weights from before answer again
	Took       float64           // s from the press of Train to the end, 0 unless it went through without a pause
	Progress   worker.Progress   // the newest; its Losses hold the last loss alone
	Sample     *worker.Sample    // the newest, nil before the first
	Diagnosis  *worker.Diagnosis // what is the matter, nil for nothing
	Valid      *worker.Evaluation
	Test       *worker.Evaluation
	To99       *worker.Evaluation // the first Valid of goalAccuracy, nil before
}

// goalAccuracy is what the clock runs to.
const goalAccuracy = 0.99

// Active reports whether a run is under way or paused.
func (t Training) Active() bool {
	return t.Pending || t.State == worker.StateRunning || t.State == worker.StatePaused
}

// Held reports whether the run is paused, or about to be.
func (t Training) Held() bool { return t.State == worker.StatePaused || t.Pausing }

// Diagnose takes over what is the matter with the run, or that nothing is any more.
func (t *Training) Diagnose(m *worker.Diagnosis) {
	if t.Diagnosis = m; m != nil && m.Kind == "" {
		t.Diagnosis = nil
	}
}

// TakeSamples takes over what some of the validation images have given.
func (t *Training) TakeSamples(samples []worker.Sample) {
	if n := len(samples); n > 0 {
		t.Sample = &samples[n-1]
	}
	t.Progress.Samples = nil
}

// Judge takes over an evaluation of the run.
func (t *Training) Judge(m *worker.Evaluation) {
	if m.Split == SplitTest {
		t.Test = m
		return
	}
	t.Valid = m
	// A hand is learned by weights that may have been there before.
	if t.To99 == nil && m.Accuracy >= goalAccuracy && m.Source != worker.SourceHand {
		t.To99 = m
	}
}
