package lessons

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lesson"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
)

// lessonButtons start and stop the runs of a lesson, and say how long they take.
type lessonButtons struct {
	Name   string
	Label  string
	Series lesson.Series
	Again  bool    // it has been run before
	Ready  bool    // it can start
	Paused bool    // the run that is under way
	Left   float64 // seconds, 0 if nobody knows
	Few    int     // images to train on, where they do not last for the steps of the runs
}

func renderLessonButtons(b lessonButtons) app.UI {
	label := b.Label
	if b.Again {
		label = text.T("Once more")
	}
	running := b.Series.Running(b.Name)
	return app.Div().Class("run").Body(
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("lesson-start-"+b.Name).Class("primary").Text(label).
				DataSet("lesson", b.Name).Disabled(!b.Ready || running).OnClick(onStartLesson, b.Name),
			app.Button().Type("button").ID("lesson-stop-"+b.Name).Text(text.T("Stop")).
				Disabled(!running).OnClick(onStopLesson, b.Name),
		),
		app.P().ID("lesson-status-"+b.Name).Class("hint").Role("status").Text(b.status(running)),
		app.If(b.Few > 0, app.P().Class("hint").
			Text(text.F("This dataset has %s images to train on, too few for so many steps: the runs end earlier.", number.Grouped(b.Few)))),
	)
}

// status says in words where the lesson is, and how long it takes.
func (b lessonButtons) status(running bool) string {
	switch {
	case running && b.Paused:
		return text.F("Run %d of %d is paused. Resume it in the view “Train”.", b.Series.Begun, len(b.Series.Runs))
	case running && b.Left > 0:
		return text.F("Run %d of %d. About %s to go.", b.Series.Begun, len(b.Series.Runs), number.Roughly(b.Left))
	case running:
		return text.F("Run %d of %d.", b.Series.Begun, len(b.Series.Runs))
	case b.Series.Stopped(b.Name):
		stopped := b
		stopped.Series = lesson.Series{}
		return text.F("Stopped in run %d of %d.", b.Series.Begun, len(b.Series.Runs)) + " " + stopped.status(false)
	case !b.Ready:
		return text.T("It can start when there are images to train on and no run is under way.")
	case b.Left > 0:
		return text.F("This takes about %s. Your weights stay as they are.", number.Roughly(b.Left))
	}
	return text.T("The first run will show how long this takes. Your weights stay as they are.")
}

func onStartLesson(ctx app.Context, _ app.Event) {
	state.StartLesson.Raise(ctx, ctx.JSSrc().Get("dataset").Get("lesson").String())
}

func onStopLesson(ctx app.Context, _ app.Event) { state.StopLesson.Raise(ctx) }
