package training

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/runs"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// runWeights is what can be done with the weights that a run has kept.
type runWeights struct {
	app.Compo
	Run     string // its ID
	Number  int
	Weights runtable.Kept

	last string // ID of the run whose last weights are meant, and not the best
}

// OnMount lets the line speak the page's language.
func (c *runWeights) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the buttons, and what they do.
func (c *runWeights) Render() app.UI {
	w, id := c.Weights, state.RunElementID(c.Number)
	return app.Div().Class("run-weights").Body(
		app.Div().Class("buttons").Body(
			c.renderChoice(id+"-which"),
			c.renderButton(id+"-use", text.T("Use these"), w.Busy, c.onUse),
			c.renderButton(id+"-compare", text.T("Read with these too"), false, c.onCompare).
				Aria("pressed", strconv.FormatBool(w.Compared)),
			c.renderButton(id+"-evaluate", text.T("Evaluate on the test images"), w.Busy, c.onEvaluate),
			c.renderButton(id+"-train-on", text.T("Train on from here"), w.Busy, c.onTrain),
			c.renderButton(id+"-save", text.T("Save weights"), false, c.onSave),
		),
		app.P().Class("hint").Text(text.T("“Use these” makes them the present weights, which drawings, “Look inside”, “Evaluate” and “Save weights” are about. “Read with these too” shows a second answer beside the first. “Train on from here” trains them further, with the settings of this run. The best are those after the epoch with the highest validation accuracy.")),
		app.P().Class("hint").Text(keptHint()),
	)
}

// keptHint says which runs keep their weights.
func keptHint() string {
	return text.F("The newest %d runs keep their weights; the oldest lose theirs first. A run that diverges before the end of its first epoch has none to keep.", runs.MaxWeights)
}

// renderChoice offers the best weights and the last, where they are not the same.
func (c *runWeights) renderChoice(id string) app.UI {
	w := c.Weights
	if !w.Both {
		return app.Span().ID(id).Class("hint").Text(text.F("After step %s:", number.Grouped(w.Last)))
	}
	choices := []ui.Choice{
		{Value: "best", Text: text.F("Best, step %s", number.Grouped(w.Best))},
		{Value: "last", Text: text.F("Last, step %s", number.Grouped(w.Last))},
	}
	now := choices[0].Value
	if c.last == c.Run {
		now = "last"
	}
	return ui.Select(id, now, choices, c.onChoose).Aria("label", text.T("Which weights"))
}

func (c *runWeights) renderButton(id, label string, busy bool, onClick app.EventHandler) app.HTMLButton {
	return app.Button().Type("button").ID(id).Class("quiet").Text(label).Disabled(busy).OnClick(onClick)
}

func (c *runWeights) chosen() state.RunWeights {
	return state.RunWeights{Run: c.Run, Best: c.last != c.Run || !c.Weights.Both}
}

func (c *runWeights) onChoose(ctx app.Context, _ app.Event) {
	c.last = ""
	if ctx.JSSrc().Get("value").String() == "last" {
		c.last = c.Run
	}
}

func (c *runWeights) onUse(ctx app.Context, _ app.Event) { state.UseRunWeights.Raise(ctx, c.chosen()) }
func (c *runWeights) onCompare(ctx app.Context, _ app.Event) {
	state.CompareRunWeights.Raise(ctx, c.chosen())
}
func (c *runWeights) onEvaluate(ctx app.Context, _ app.Event) {
	state.EvaluateRunWeights.Raise(ctx, c.chosen())
}
func (c *runWeights) onTrain(ctx app.Context, _ app.Event) {
	state.TrainRunWeights.Raise(ctx, c.chosen())
}
func (c *runWeights) onSave(ctx app.Context, _ app.Event) {
	state.SaveRunWeights.Raise(ctx, c.chosen())
}
