package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// reportButtons ask for an evaluation of the present weights.
type reportButtons struct {
	app.Compo
	report   report
	training training
	dataset  dataset
	weights  weights
}

// OnMount watches what decides whether there is something to evaluate.
func (c *reportButtons) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(reportState).Value(&c.report)
	ctx.ObserveState(trainingState).Value(&c.training)
	ctx.ObserveState(datasetState).Value(&c.dataset)
	ctx.ObserveState(weightsState).Value(&c.weights)
}

// Render shows the buttons and where the evaluation stands. They go on answering
// while it is under way, or the keyboard's focus would be lost.
func (c *reportButtons) Render() app.UI {
	free := c.weights.Source != "" && !c.training.stands()
	return app.Div().Class("report-head").Body(
		app.P().ID("evaluation-status").Class("hint").Role("status").Text(c.status()),
		renderEvaluationProgress(c.report, "evaluate"),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("evaluate").Text(text.T("Evaluate on the test images")).
				Disabled(!free || c.dataset.Phase != datasetReady).OnClick(c.onTest),
			app.Button().Type("button").ID("evaluate-valid").Text(text.T("On the validation images")).
				Disabled(!free || !c.dataset.trainable()).OnClick(c.onValid),
		),
	)
}

func (c *reportButtons) onTest(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(evaluateWeights, splitTest)
}

func (c *reportButtons) onValid(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(evaluateWeights, splitValid)
}

func (c *reportButtons) status() string {
	r := c.report.Result
	switch {
	case c.report.Pending != "":
		return readingSplit(c.report.Pending)
	case r != nil:
		return text.F("%s. Weights: %s.", countedSplit(r.Split, images(r.Confusion)), sourceText(r.Source, r.Step))
	case c.training.stands():
		return text.T("The run is evaluated after each epoch, and on the test images at its end.")
	}
	return text.T("Which digits do the present weights get wrong, and how sure are they of it?")
}

func readingSplit(split string) string {
	switch split {
	case splitTrain:
		return text.T("Reading the training images.")
	case splitValid:
		return text.T("Reading the validation images.")
	}
	return text.T("Reading the test images.")
}

// renderEvaluationProgress shows how far the evaluation under way is, and a
// button that stops it; then the keyboard's focus goes to the element with an
// ID. Without one it stays in the page, empty, or its coming would change the
// places of the elements after it, and with them the focus.
func renderEvaluationProgress(r report, nextFocus string) app.UI {
	progress := app.Div().Class("evaluation-progress").Hidden(r.Pending == "")
	if r.Pending == "" {
		return progress
	}
	bar := app.Progress().ID("evaluation-progress").Aria("label", readingSplit(r.Pending)).
		DataSet("value", r.Progress.Images).Max(100)
	if p := r.Progress; p.Total > 0 {
		bar = bar.Value(100 * p.Images / p.Total)
	}
	return progress.Body(
		bar,
		app.Button().Type("button").ID("evaluation-stop").Text(text.T("Cancel")).
			OnClick(func(ctx app.Context, _ app.Event) {
				ctx.NewAction(stopEvaluation)
				app.Window().GetElementByID(nextFocus).Call("focus")
			}, nextFocus),
	)
}

func countedSplit(split string, images int) string {
	if split == splitValid {
		return text.F("%s validation images", grouped(images))
	}
	return text.F("%s test images", grouped(images))
}
