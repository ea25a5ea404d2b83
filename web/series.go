package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

// series is runs that are trained one after another, for a lesson. They are
// trials: the visitor's weights answer again afterwards.
type series struct {
	Lesson string // "" before the first series
	Group  string // of the runs
	Runs   []worker.Settings
	Begun  int // how many of them
	State  string
}

// Values of series.State.
const (
	seriesRunning = "running"
	seriesStopped = "stopped" // by the visitor, or because a run was refused
	seriesDone    = "done"
)

// running tells whether a lesson's series is under way.
func (s series) running(lesson string) bool { return s.Lesson == lesson && s.State == seriesRunning }

// stopped tells whether a lesson's series was ended before its last run.
func (s series) stopped(lesson string) bool { return s.Lesson == lesson && s.State == seriesStopped }

// beginSeries trains the runs of a lesson, in the place of those of its last
// round unless that is to stay.
func (l *lab) beginSeries(ctx app.Context, lesson string, list []worker.Settings, replace bool) {
	if l.training.stands() || !l.dataset.trainable() {
		return
	}
	if replace {
		for _, old := range l.book.ofLesson(lesson) {
			l.book.List = l.book.List.Without(old.ID)
			l.book.keeper.delete(old.ID)
		}
	}
	l.notify(ctx, worker.ScopeRun, "")
	l.lesson.Series = series{Lesson: lesson, Group: newRunID(), Runs: list, State: seriesRunning}
	l.nextOfSeries(ctx)
}

// nextOfSeries begins the next run, or ends the series.
func (l *lab) nextOfSeries(ctx app.Context) {
	s := &l.lesson.Series
	if s.Begun == len(s.Runs) {
		s.State = seriesDone
		l.publishLesson(ctx)
		return
	}
	m := &worker.Start{Settings: s.Runs[s.Begun], Trial: true}
	m.Run = l.expectRun(ctx, runs.Run{
		Settings: m.Settings, Lesson: s.Lesson, Group: s.Group, Shown: s.Lesson == lossLesson,
	})
	s.Begun++
	l.send(ctx, l.trainer, m)
	l.publishLesson(ctx)
}

// seriesGoesOn is called at the end of each run. One that was stopped ends the
// series it belongs to; one that diverged is what some series are about.
func (l *lab) seriesGoesOn(ctx app.Context) {
	s := &l.lesson.Series
	run := l.book.present()
	if s.State != seriesRunning {
		return
	}
	if run == nil || run.Group != s.Group || run.State == runs.Stopped {
		l.stopSeries(ctx)
		return
	}
	l.nextOfSeries(ctx)
}

// stopSeries begins no more runs.
func (l *lab) stopSeries(ctx app.Context) {
	if l.lesson.Series.State == seriesRunning {
		l.lesson.Series.State = seriesStopped
		l.publishLesson(ctx)
	}
}

// failsInSeries takes over the failure of a run in a series, and tells whether
// that is all there is to do: a run that diverges is a result.
func (l *lab) failsInSeries(ctx app.Context, m *worker.Failure) bool {
	if m.Scope != worker.ScopeRun || l.lesson.Series.State != seriesRunning {
		return false
	}
	if l.training.Pending { // the trainer refuses it
		l.stopSeries(ctx)
		return false
	}
	l.endRun(ctx, m.Text)
	return true
}

// estimate returns how many seconds a list of runs takes at a speed in images a
// second, 0 if that is not known.
func estimate(list []worker.Settings, d dataset, speed float64) float64 {
	if speed <= 0 {
		return 0
	}
	images := 0.
	for _, s := range list {
		images += imagesOf(s, d)
	}
	return images / speed
}

// evaluationShare is what reading an image costs of what learning from it does:
// the way there, without the way back and the gradients.
const evaluationShare = 1. / 3

// tooFew returns the number of training images if one of the runs ends with them
// before it has taken its steps, or else 0.
func tooFew(list []worker.Settings, d dataset) int {
	images := d.size(splitTrain)
	for _, s := range list {
		batches := (images + s.BatchSize - 1) / s.BatchSize
		if s.Epochs*batches < s.MaxSteps {
			return images
		}
	}
	return 0
}

// imagesOf returns the images that a run learns from, with those that it is
// evaluated on as what they cost.
func imagesOf(s worker.Settings, d dataset) float64 {
	if s.MaxSteps > 0 {
		return float64(min(s.MaxSteps*s.BatchSize, s.Epochs*d.Loaded.Train)) + evaluationShare*float64(d.Loaded.Test)
	}
	epochs := float64(s.Epochs)
	return epochs*(float64(d.Loaded.Train)+evaluationShare*float64(d.Loaded.Valid)) + evaluationShare*float64(d.Loaded.Test)
}
