package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lab/runlist"
	"digitlab/web/lesson"
	"digitlab/web/runs"
	"digitlab/web/worker"
)

// beginSeries trains the runs of a lesson or a sweep, in the place of those of its last
// round unless that is to stay.
func (l *Lab) beginSeries(ctx app.Context, name string, list []worker.Settings, replace bool) {
	if l.training.Active() || !l.dataset.Trainable() {
		return
	}
	if replace {
		for _, old := range l.runs.OfLesson(name) {
			l.runs.Remove(old.ID)
		}
	}
	l.notify(ctx, worker.ScopeRun, "")
	l.lesson.Series = lesson.Series{Lesson: name, Group: runlist.NewID(), Runs: list, State: lesson.SeriesRunning}
	l.nextOfSeries(ctx)
}

// nextOfSeries begins the next run, or ends the series.
func (l *Lab) nextOfSeries(ctx app.Context) {
	s := &l.lesson.Series
	if s.Begun == len(s.Runs) {
		s.State = lesson.SeriesDone
		l.publishLesson(ctx)
		return
	}
	if before := l.runs.PresentRun(); before != nil && before.Group == s.Group && lesson.ExerciseNamed(s.Lesson) != nil {
		l.runs.SetShown(before, false) // the lesson has a chart of its own
	}
	m := &worker.Start{Settings: s.Runs[s.Begun], Trial: true}
	m.Run = l.expectRun(ctx, runs.Run{
		Settings: m.Settings, Lesson: s.Lesson, Group: s.Group, Shown: true,
	})
	s.Begun++
	l.launch(ctx, m)
	l.publishLesson(ctx)
}

// seriesGoesOn is called at the end of each run. One that was stopped ends the
// series it belongs to; one that diverged is what some series are about.
func (l *Lab) seriesGoesOn(ctx app.Context) {
	s := &l.lesson.Series
	run := l.runs.PresentRun()
	if s.State != lesson.SeriesRunning {
		return
	}
	if run == nil || run.Group != s.Group || run.State == runs.Stopped {
		l.stopSeries(ctx)
		return
	}
	l.nextOfSeries(ctx)
}

// stopSeries begins no more runs.
func (l *Lab) stopSeries(ctx app.Context) {
	if l.lesson.Series.State == lesson.SeriesRunning {
		l.lesson.Series.State = lesson.SeriesStopped
		l.publishLesson(ctx)
	}
}

// failsInSeries takes over the failure of a run in a series, and reports whether
// that is all there is to do: a run that diverges is a result.
func (l *Lab) failsInSeries(ctx app.Context, m *worker.Failure) bool {
	if m.Scope != worker.ScopeRun || l.lesson.Series.State != lesson.SeriesRunning {
		return false
	}
	if l.training.Pending { // the trainer refuses it
		l.stopSeries(ctx)
		return false
	}
	l.runs.End(ctx, m.Text)
	return true
}
