package hand

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// handLesson has the hand learned, and shows what came of it.
type handLesson struct {
	app.Compo
	hand     state.Hand
	learning state.Learning
	training state.Training
	dataset  state.Dataset
	weights  state.Weights
}

// OnMount watches what decides whether there is something to learn, and how it
// goes.
func (c *handLesson) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.HandKey.Observe(ctx, &c.hand)
	state.LearningKey.Observe(ctx, &c.learning)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows the buttons, how far learning is, and its results.
func (c *handLesson) Render() app.UI {
	learns := c.learning.Learns(c.training, c.weights)
	undoable := c.learning.Undoable(c.training, c.weights)
	return app.Div().Class("hand-part").Body(
		app.H3().Text(text.T("Learn my handwriting")),
		app.P().Class("hint").Text(text.T(
			"The present weights are trained a little further, on your drawings mixed with training images, so that nothing is forgotten. "+
				"About one drawing in four is held back and only read, before and after: what was learned by heart proves nothing.")),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("hand-learn").Class("primary").Text(text.T("Learn my handwriting")).
				Disabled(c.obstacle() != "").OnClick(c.onLearn),
			app.If(learns, app.Button().Type("button").ID("hand-stop").Text(text.T("Stop")).OnClick(c.onStop)),
			app.If(undoable, app.Button().Type("button").ID("hand-back").
				Text(text.T("Back to the previous weights")).OnClick(c.onBack)),
		),
		app.If(learns, c.renderProgress()),
		app.P().ID("hand-status").Class("hint").Role("status").Text(c.status(learns)),
		app.If(c.weights.Loss == form.SquaredError, app.P().Class("hint").Text(text.T(
			"The present weights give one number, trained with squared error. They learn handwriting as badly as they learn digits."))),
		renderLearned(c.learning),
	)
}

// obstacle says why the hand cannot be learned now, "" if it can.
func (c *handLesson) obstacle() string {
	switch {
	case c.training.Active():
		return text.T("A run is under way: stop it, or wait for its end.")
	case len(c.hand.Set) == c.hand.Set.Tests():
		return text.T("There is nothing to learn yet.")
	case !c.dataset.Trainable():
		return text.T("Learning needs the dataset, which is not there yet.")
	case c.weights.Source == "":
		return text.T("There are no weights to train further yet.")
	}
	return ""
}

func (c *handLesson) status(learns bool) string {
	l := c.learning
	switch {
	case learns && l.Before == nil:
		return text.T("Reading your drawings and the validation images first.")
	case learns:
		return text.T("Learning.")
	case c.training.Active(), l.Before == nil:
		return c.obstacle()
	case l.Undone:
		return text.T("Undone: the weights from before answer again.")
	case c.weights.Source != worker.SourceHand:
		return text.T("Other weights answer now.")
	case l.After == nil:
		return text.T("It ended early. The weights are as far as they got.")
	}
	return text.T("Learned. The drawing on the pad is read with the new weights; keep them, or go back.")
}

// renderProgress shows how far learning is. Before its first step, nobody knows.
func (c *handLesson) renderProgress() app.UI {
	p := c.training.Progress
	bar := app.Progress().Aria("label", text.T("Steps of learning")).Max(max(p.Steps, 1))
	if c.learning.Before != nil && p.Steps > 0 {
		bar = bar.Value(p.Step)
	}
	return bar
}

func (c *handLesson) onLearn(ctx app.Context, _ app.Event) {
	state.LearnHand.Raise(ctx)
	dom.FocusOn(ctx, "hand-stop")
}

func (c *handLesson) onStop(ctx app.Context, _ app.Event) { state.StopRun.Raise(ctx) }

func (c *handLesson) onBack(ctx app.Context, _ app.Event) {
	state.UnlearnHand.Raise(ctx)
	dom.FocusOn(ctx, "hand-learn")
}
