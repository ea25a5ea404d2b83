package state

import (
	"digitlab/web/form"
	"digitlab/web/worker"
)

// RunSweepKey holds a RunSweep.
const RunSweepKey Key[RunSweep] = "sweep"

// Actions on a sweep. It is stopped as a lesson is.
const (
	ChangeRunSweep Action[RunSweep] = "/sweep/change"
	StartRunSweep  Signal           = "/sweep/start"
)

// RunSweep is one setting of which several values are to be tried in turn.
type RunSweep struct {
	Field   int    // one of form's
	Text    string // the values, as typed
	Done    bool   // the visitor has left the field, so that it may be judged
	Problem string // what is wrong with the values, "" if nothing is, or they are not judged
}

// InitialRunSweep is that which the page begins with.
func InitialRunSweep() RunSweep { return RunSweep{Field: form.LearningRate, Text: "0.01, 0.05, 0.1"} }

// Runs returns the settings of the runs, beside those in the form. problem says what
// is wrong with the values.
func (s RunSweep) Runs(f form.Form) (list []worker.Settings, problem string) {
	forms, problem := f.Sweep(s.Field, s.Text)
	for _, next := range forms {
		list = append(list, next.Settings())
	}
	return list, problem
}
