package lab

import (
	"maps"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/lesson"
	"digitlab/web/state"
)

func (l *Lab) handleLessons(ctx app.Context) {
	state.OpenLesson.Handle(ctx, l.openLesson)
	state.GuessAnswer.Handle(ctx, l.guessAnswer)
	state.ChooseShare.Handle(ctx, l.chooseShare)
	state.StartLesson.Handle(ctx, l.startLesson)
	state.StopLesson.Handle(ctx, l.stopLesson)
}

// publishLesson shows how far the lessons are.
func (l *Lab) publishLesson(ctx app.Context) {
	shown := l.lesson
	shown.Guesses = maps.Clone(l.lesson.Guesses) // components hold the old ones
	state.LessonsKey.Set(ctx, shown)
}

func (l *Lab) openLesson(ctx app.Context, name string) {
	before := l.place()
	l.showLesson(ctx, name)
	l.enter(ctx, before)
}

// showLesson opens a lesson.
func (l *Lab) showLesson(ctx app.Context, name string) {
	l.lesson.Open = name
	l.publishLesson(ctx)
}

func (l *Lab) guessAnswer(ctx app.Context, g state.Guess) {
	if l.lesson.Guesses == nil {
		l.lesson.Guesses = map[string]int{}
	}
	l.lesson.Guesses[g.Exercise] = g.Answer
	l.publishLesson(ctx)
}

func (l *Lab) chooseShare(ctx app.Context, share int) {
	l.lesson.Share = share
	l.publishLesson(ctx)
}

func (l *Lab) startLesson(ctx app.Context, name string) {
	if name == lesson.LossLesson {
		l.beginSeries(ctx, name, lesson.LossRuns(lesson.Shares[l.lesson.Share], l.workersToUse()), false)
	} else if e := lesson.ExerciseNamed(name); e != nil && len(e.Values) > 0 {
		l.beginSeries(ctx, name, e.Settings(l.workersToUse()), true)
	}
	dom.RescueFocus(ctx, lesson.StopID(name))
}

func (l *Lab) stopLesson(ctx app.Context) {
	l.stopSeries(ctx)
	l.stopRun(ctx)
}

// workersToUse returns the number in the field, or the default if that is wrong.
func (l *Lab) workersToUse() int {
	n, ok := l.settings.Form.ValidWhole(form.Workers)
	if !ok {
		n, _ = l.defaults.ValidWhole(form.Workers)
	}
	return int(n)
}
