package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// weightsState holds a weights.
const weightsState = "weights"

// Actions on the weights.
const (
	openWeights = "/weights/open" // a File of JavaScript, an app.Value
	saveWeights = "/weights/save" // a format, as in worker.SaveWeights
)

// weights says which weights the trainer sent last.
type weights struct {
	Source string // "" before the first
	Step   int
	Loss   string // that they were trained with
	Saving bool   // a file has been asked for
}

// maxWeightsFile bounds what is read from a file: the network's own are 80 KB.
const maxWeightsFile = 64 << 20

// newWeights passes the trainer's weights on to the predictor, which answers
// with them from then on.
func (l *lab) newWeights(ctx app.Context, m *worker.Weights) {
	l.weights.Source, l.weights.Step, l.weights.Loss = m.Source, m.Step, m.Loss
	ctx.SetState(weightsState, l.weights)
	l.weightsChanged(ctx, m)
	l.weightsElsewhere(ctx, m)
	l.send(ctx, l.predictor, m)
}

func (l *lab) openWeights(ctx app.Context, a app.Action) {
	file := a.Value.(app.Value)
	name := file.Get("name").String()
	l.notify(ctx, worker.ScopeWeights, "")
	readFile(ctx, file, maxWeightsFile, func(ctx app.Context, data []byte, err error) {
		if err != nil {
			l.notify(ctx, worker.ScopeWeights, err.Error())
			return
		}
		l.send(ctx, l.trainer, &worker.LoadWeights{Name: name, File: data})
	})
}

func (l *lab) saveWeights(ctx app.Context, a app.Action) {
	l.weights.Saving = true
	ctx.SetState(weightsState, l.weights)
	l.send(ctx, l.trainer, &worker.SaveWeights{Format: a.Value.(string)})
}

func (l *lab) weightsFile(ctx app.Context, m *worker.WeightsFile) {
	saveFile(m.Name, m.File)
	l.weights.Saving = false
	ctx.SetState(weightsState, l.weights)
	l.savedElsewhere(ctx, m)
}

func (l *lab) weightsFailed(ctx app.Context) {
	l.weights.Saving = false
	ctx.SetState(weightsState, l.weights)
}

// weightsPanel says which weights answer, and saves and opens them.
type weightsPanel struct {
	app.Compo
	weights weights
}

// OnMount watches the weights.
func (c *weightsPanel) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(weightsState).Value(&c.weights)
}

// Render shows the line, the two buttons and what else can be done.
func (c *weightsPanel) Render() app.UI {
	return app.Div().Class("weights").Body(
		&weightsSource{},
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("weights-save").Text(text.T("Save weights")).
				Title(text.T("Download the present weights as a safetensors file")).
				Disabled(c.weights.Source == "" || c.weights.Saving).
				OnClick(c.onSave),
			filePicker("weights-file", text.T("Open weights"), ".safetensors", c.onOpen),
		),
		&elsewherePanel{},
	)
}

func (c *weightsPanel) onSave(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(saveWeights, "pytorch")
}

func (c *weightsPanel) onOpen(ctx app.Context, _ app.Event) {
	raiseFile(ctx, openWeights)
}

// weightsSource says which weights answer.
type weightsSource struct {
	app.Compo
	weights weights
	reading reading
}

// OnMount watches the weights and, since the predictor may lag behind the
// trainer, its answers.
func (c *weightsSource) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(weightsState).Value(&c.weights)
	ctx.ObserveState(readingState).Value(&c.reading)
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
		took = number(c.reading.Milliseconds)
		words = text.F(", answered in %.1f ms", c.reading.Milliseconds)
	}
	return app.Span().ID("metric-answer").DataSet("value", took).Text(words)
}

func (c *weightsSource) source() string {
	source, step := c.weights.Source, c.weights.Step
	if c.reading.Shown {
		source, step = c.reading.Source, c.reading.Step
	}
	return sourceText(source, step)
}

// sourceRun is what the trainer calls the weights of a run.
const sourceRun = "this run"

// sourceText says which weights they are.
func sourceText(source string, step int) string {
	switch source {
	case "":
		return text.T("none yet")
	case "pretrained":
		source = text.T("pretrained")
	case sourceRun:
		source = text.T("this run")
	case worker.SourceHand:
		source = text.T("my hand")
	}
	if step > 0 {
		return text.F("%s, step %s", source, grouped(step))
	}
	return source
}
