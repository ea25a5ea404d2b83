package report

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
)

// reportButtons ask for an evaluation of the present weights.
type reportButtons struct {
	app.Compo
	report   state.Report
	training state.Training
	dataset  state.Dataset
	weights  state.Weights
}

// OnMount watches what decides whether there is something to evaluate.
func (c *reportButtons) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.ReportKey.Observe(ctx, &c.report)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows the buttons and where the evaluation stands. They go on answering
// while it is under way, or the keyboard's focus would be lost.
func (c *reportButtons) Render() app.UI {
	free := c.weights.Source != "" && !c.training.Active()
	return app.Div().Class("report-head").Body(
		app.P().ID("evaluation-status").Class("hint").Role("status").Text(c.status()),
		RenderEvaluationProgress(c.report, "evaluate"),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("evaluate").Text(text.T("Evaluate on the test images")).
				Disabled(!free || c.dataset.Phase != state.DatasetReady).OnClick(c.onTest),
			app.Button().Type("button").ID("evaluate-valid").Text(text.T("On the validation images")).
				Disabled(!free || !c.dataset.Trainable()).OnClick(c.onValid),
		),
	)
}

func (c *reportButtons) onTest(ctx app.Context, _ app.Event) {
	state.EvaluateWeights.Raise(ctx, state.SplitTest)
}

func (c *reportButtons) onValid(ctx app.Context, _ app.Event) {
	state.EvaluateWeights.Raise(ctx, state.SplitValid)
}

func (c *reportButtons) status() string {
	r := c.report.Result
	switch {
	case c.report.Pending != "":
		return ReadingSplit(c.report.Pending)
	case r != nil:
		return text.F("%s. Weights: %s.", countedSplit(r.Split, images(r.Confusion)), state.SourceText(r.Source, r.Step))
	case c.training.Active():
		return text.T("The run is evaluated after each epoch, and on the test images at its end.")
	}
	return text.T("Which images do the present weights get wrong, and how sure are they of it?")
}

// ReadingSplit says that the images of a split are being read.
func ReadingSplit(split string) string {
	switch split {
	case state.SplitTrain:
		return text.T("Reading the training images.")
	case state.SplitValid:
		return text.T("Reading the validation images.")
	}
	return text.T("Reading the test images.")
}

// RenderEvaluationProgress shows how far the evaluation under way is, and a
// button that stops it; then the keyboard's focus goes to the element with an
// ID. Without one it stays in the page, empty, or its coming would change the
// places of the elements after it, and with them the focus.
func RenderEvaluationProgress(r state.Report, nextFocus string) app.UI {
	progress := app.Div().Class("evaluation-progress").Hidden(r.Pending == "")
	if r.Pending == "" {
		return progress
	}
	bar := app.Progress().ID("evaluation-progress").Aria("label", ReadingSplit(r.Pending)).
		DataSet("value", r.Progress.Images).Max(100)
	if p := r.Progress; p.Total > 0 {
		bar = bar.Value(100 * p.Images / p.Total)
	}
	return progress.Body(
		bar,
		app.Button().Type("button").ID("evaluation-stop").Text(text.T("Cancel")).
			OnClick(func(ctx app.Context, _ app.Event) {
				state.StopEvaluation.Raise(ctx)
				app.Window().GetElementByID(nextFocus).Call("focus")
			}, nextFocus),
	)
}

func countedSplit(split string, images int) string {
	if split == state.SplitValid {
		return text.F("%s validation images", number.Grouped(images))
	}
	return text.F("%s test images", number.Grouped(images))
}
