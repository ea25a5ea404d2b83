package web

import (
	"maps"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

// lessonState holds a lessonBook.
const lessonState = "lesson"

// Actions on lessons.
const (
	openLesson  = "/lesson/open"  // the name of an exercise, "" to close it
	guessAnswer = "/lesson/guess" // a guess
	chooseShare = "/lesson/share" // the index of one of shares
	startLesson = "/lesson/start" // its name
	stopLesson  = "/lesson/stop"  // no value
)

// lessonsID is the ID of the view with the lessons.
const lessonsID = "lessons"

// isLesson tells whether a link can open a lesson of that name.
func isLesson(name string) bool { return name == lossLesson || exerciseNamed(name) != nil }

func lessonNames() string {
	names := lossLesson
	for i := range exercises {
		names += ", " + exercises[i].Name
	}
	return names
}

// lessonBook is how far the visitor is with the lessons.
type lessonBook struct {
	Open    string         // the lesson that is looked at, "" for none
	Guesses map[string]int // the index of the answer that was guessed, by exercise
	Share   int            // how much of the lesson about the losses to train
	Series  series
}

// guess is the value of guessAnswer.
type guess struct {
	Exercise string
	Answer   int
}

func (l *lab) handleLessons(ctx app.Context) {
	ctx.Handle(openLesson, l.openLesson)
	ctx.Handle(guessAnswer, l.guessAnswer)
	ctx.Handle(chooseShare, l.chooseShare)
	ctx.Handle(startLesson, l.startLesson)
	ctx.Handle(stopLesson, l.stopLesson)
}

// publishLesson shows how far the lessons are.
func (l *lab) publishLesson(ctx app.Context) {
	shown := l.lesson
	shown.Guesses = maps.Clone(l.lesson.Guesses) // components hold the old ones
	ctx.SetState(lessonState, shown)
}

func (l *lab) openLesson(ctx app.Context, a app.Action) {
	l.showLesson(ctx, a.Value.(string))
	l.updateLink(ctx)
}

// showLesson opens a lesson.
func (l *lab) showLesson(ctx app.Context, name string) {
	l.lesson.Open = name
	l.publishLesson(ctx)
}

func (l *lab) guessAnswer(ctx app.Context, a app.Action) {
	g := a.Value.(guess)
	if l.lesson.Guesses == nil {
		l.lesson.Guesses = map[string]int{}
	}
	l.lesson.Guesses[g.Exercise] = g.Answer
	l.publishLesson(ctx)
}

func (l *lab) chooseShare(ctx app.Context, a app.Action) {
	l.lesson.Share = a.Value.(int)
	l.publishLesson(ctx)
}

func (l *lab) startLesson(ctx app.Context, a app.Action) {
	name := a.Value.(string)
	if name == lossLesson {
		l.beginSeries(ctx, name, lossRuns(shares[l.lesson.Share], l.workersToUse()), false)
	} else if e := exerciseNamed(name); e != nil {
		l.beginSeries(ctx, name, e.settings(l.workersToUse()), true)
	}
	rescueFocus(ctx, "lesson-stop-"+name)
}

func (l *lab) stopLesson(ctx app.Context, _ app.Action) {
	l.stopSeries(ctx)
	l.send(ctx, l.trainer, &worker.Stop{})
}

// workersToUse returns the number in the field, or the default if that is wrong.
func (l *lab) workersToUse() int {
	if typed := l.settings.Form[fieldWorkers]; fields[fieldWorkers].valid(typed) {
		return int(parseWhole(typed))
	}
	return int(parseWhole(l.defaults[fieldWorkers]))
}

// tutorialSettings are those of the tutorial. Lessons have them, and so the same
// seed for everyone: what one sees there others see as well.
func tutorialSettings(workers int) worker.Settings { return defaultForm(workers).settings() }

// score is how much a run recognises of what it was not trained on, or, where
// that was not looked at, of its last batches.
func score(r *runs.Run) float64 {
	if last := r.Last(); last != nil {
		return last.Accuracy
	}
	return meanOfLast(r.History.Accuracy)
}

// testLoss is a run's loss on images it was not trained on, or, where that was
// not looked at, on its last batches.
func testLoss(r *runs.Run) float64 {
	if last := r.Last(); last != nil {
		return last.Loss
	}
	return finalLoss(r)
}

// finalLoss is the mean loss of a run's last batches.
func finalLoss(r *runs.Run) float64 { return meanOfLast(r.History.Loss) }

func meanOfLast(v []float32) float64 {
	const batches = 10
	v = v[max(0, len(v)-batches):]
	if len(v) == 0 {
		return 0
	}
	sum := 0.
	for _, x := range v {
		sum += float64(x)
	}
	return sum / float64(len(v))
}
