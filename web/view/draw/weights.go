package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// weightsPanel says which weights answer, and saves and opens them.
type weightsPanel struct {
	app.Compo
	weights state.Weights
}

// OnMount watches the weights.
func (c *weightsPanel) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows the line, the two buttons and what else can be done.
func (c *weightsPanel) Render() app.UI {
	return app.Div().Class("weights").Body(
		app.Div().Class("weights-words").Body(&weightsSource{}, &ui.Explain{ID: "weights-explain", About: text.T("Weights"), Text: text.T("The numbers that the network has learned. " +
			"“Save” downloads them as a safetensors file, and “Open” reads such a file.")}),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("weights-save").Text(text.T("Save")).
				Aria("label", text.T("Save weights")).
				Disabled(c.weights.Source == "" || c.weights.Saving).
				OnClick(c.onSave),
			ui.ShortFilePicker("weights-file", text.T("Open"), text.T("Open weights"), ".safetensors", c.onOpen),
			&exportPanel{},
		),
	)
}

func (c *weightsPanel) onSave(ctx app.Context, _ app.Event) {
	state.SaveWeights.Raise(ctx, "pytorch")
}

func (c *weightsPanel) onOpen(ctx app.Context, _ app.Event) {
	dom.TakeFile(ctx, state.OpenWeights.Raise)
}

// weightsSource says which weights answer.
type weightsSource struct {
	app.Compo
	weights state.Weights
	reading state.Reading
}

// OnMount watches the weights and, since the predictor may lag behind the
// trainer, its answers.
func (c *weightsSource) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.WeightsKey.Observe(ctx, &c.weights)
	state.ReadingKey.Observe(ctx, &c.reading)
}

// Render shows the line.
func (c *weightsSource) Render() app.UI {
	return app.P().ID("weights-source").Class("hint").Body(
		app.Text(text.T("Weights:")+" "), app.Strong().Text(c.source()), c.renderTook(),
	)
}

// renderTook says how long the last answer took the predictor.
func (c *weightsSource) renderTook() app.UI {
	took, words := "", ""
	if c.reading.Shown {
		took = number.Plain(c.reading.Milliseconds)
		words = text.F(", answered in %.1f ms", c.reading.Milliseconds)
	}
	return app.Span().ID("metric-answer").DataSet("value", took).Text(words)
}

func (c *weightsSource) source() string {
	source, step := c.weights.Source, c.weights.Step
	if c.reading.Shown {
		source, step = c.reading.Source, c.reading.Step
	}
	return state.SourceText(source, step)
}
