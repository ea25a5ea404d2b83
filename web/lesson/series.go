package lesson

import (
	"digitlab/web/worker"
)

// Series is runs that are trained one after another, for a lesson. They are
// trials: the visitor's weights answer again afterwards.
type Series struct {
	Lesson string // "" before the first series
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
