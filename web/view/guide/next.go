// Package guide is what leads a newcomer through the page: what to do next, a tour,
// and which tutorial the page follows.
package guide

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lesson"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/text"
)

// Next says in a sentence what to do next, and has a button for it.
type Next struct {
	app.Compo
	visit    state.Visit
	reading  state.Reading
	rows     runtable.Rows
	training state.Training
	dataset  state.Dataset
	penDown  bool
	shown    int // the index of the advice
}

// OnMount watches what the visitor does.
func (c *Next) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.ReadingKey.Observe(ctx, &c.reading, c.look)
	state.RunRowsKey.Observe(ctx, &c.rows, c.look)
	state.TrainingKey.Observe(ctx, &c.training, c.look)
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.PenDownKey.Observe(ctx, &c.penDown, c.look)
}

// look takes over what has changed. Nothing on the page changes under a pen that
// draws.
func (c *Next) look() {
	c.visit.Drawn = c.visit.Drawn || c.reading.Own()
	c.visit.Training, c.visit.Runs = c.training.Active(), len(c.rows.Rows)
	if !c.penDown {
		c.shown = c.visit.Next()
	}
}

// Render shows the sentence and the button. The others stand in the same place,
// not to be seen, so that nothing below moves when one takes the place of another.
func (c *Next) Render() app.UI {
	all := state.Advices()
	return app.Section().ID("next").Class("card", "guide").Aria("label", text.T("What to do next")).
		DataSet("value", all[c.shown].Name).Body(
		app.P().Class("guide-words").Role("status").Body(
			app.Range(all).Slice(func(i int) app.UI {
				return app.Span().Class("guide-sentence").DataSet("shown", i == c.shown).
					Aria("hidden", i != c.shown).Text(all[i].Words)
			})),
		app.Button().Type("button").ID("next-do").Class("primary").Text(all[c.shown].Label).
			Disabled(all[c.shown].Name == "train" && !c.dataset.Startable()).OnClick(c.onDo),
		&Tour{},
	)
}

func (c *Next) onDo(ctx app.Context, _ app.Event) {
	switch state.Advices()[c.shown].Name {
	case "draw", "watch":
		ctx.ScrollTo("pad")
		app.Window().GetElementByID("pad").Call("focus")
	case "train":
		state.ShowView.Raise(ctx, state.TrainView)
		dom.ScrollTo(ctx, "loss-chart")
		state.StartRun.Raise(ctx)
	case "compare":
		state.ShowView.Raise(ctx, state.LessonsView)
		dom.ScrollTo(ctx, "lesson-"+lesson.LossLesson)
	case "evaluate":
		state.ShowView.Raise(ctx, state.ReportView)
		dom.ScrollTo(ctx, "view-"+state.ReportView)
	}
}
