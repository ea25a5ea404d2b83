package lesson

import (
	"digitlab/web/worker"
)

// Series is runs that are trained one after another, for a lesson or a sweep. They
// are trials: the visitor's weights answer again afterwards.
type Series struct {
	Lesson string // or Sweep; "" before the first series
	Group  string // of the runs
	Runs   []worker.Settings
	Begun  int // how many of them
	State  string
}

// Values of series.State.
const (
	SeriesRunning = "running"
	SeriesStopped = "stopped" // by the visitor, or because a run was refused
	SeriesDone    = "done"
)

// Running reports whether a lesson's series is under way.
func (s Series) Running(lesson string) bool { return s.Lesson == lesson && s.State == SeriesRunning }

// Stopped reports whether a lesson's series was ended before its last run.
func (s Series) Stopped(lesson string) bool { return s.Lesson == lesson && s.State == SeriesStopped }

// Sweep stands in the place of a lesson's name for runs that try several values of a
// setting.
const Sweep = "sweep"

// StartID returns the ID of the element that starts a lesson's runs, or a sweep's.
func StartID(name string) string { return elementID(name, "start") }

// StopID returns that of the one that stops them.
func StopID(name string) string { return elementID(name, "stop") }

// StatusID returns that of the one that says how far they are.
func StatusID(name string) string { return elementID(name, "status") }

func elementID(name, what string) string {
	if name == Sweep {
		return name + "-" + what
	}
	return "lesson-" + what + "-" + name
}
