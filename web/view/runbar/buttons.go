package runbar

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// runButtons start and steer the run.
type runButtons struct {
	app.Compo
	training state.Training
	dataset  state.Dataset
	weights  state.Weights
	settings state.Settings
	state    string // of the run, when the focus was last looked after
}

// OnMount watches what decides which buttons answer.
func (c *runButtons) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.TrainingKey.Observe(ctx, &c.training, func() { ctx.Defer(c.keepFocus) })
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.WeightsKey.Observe(ctx, &c.weights)
	state.SettingsKey.Observe(ctx, &c.settings)
}

// Render shows the buttons, and in words why one of them may not answer.
func (c *runButtons) Render() app.UI {
	ready := c.dataset.Trainable()
	stands := c.training.Active()
	now := c.training.State
	return app.Div().Class("run").Body(
		app.Div().Class("buttons").Body(
			// In one place: of these two only one can be pressed.
			renderRunButton("train-start", text.T("Train"), c.dataset.Startable() && !stands, c.onStart).Class("primary").Hidden(stands),
			renderRunButton("train-pause", pauseLabel(c.training.Held()), stands, c.onToggle).Class("primary").Hidden(!stands),
			renderRunButton("train-step", text.T("One step"), (ready || stands) && now != worker.StateRunning, c.onStep),
			renderRunButton("train-stop", text.T("Stop"), stands, c.onStop),
			renderRunButton("train-reset", text.T("Reset"), now != "" && now != worker.StateIdle, c.onReset),
		),
		&ui.Explain{ID: "run-explain", About: text.T("these buttons"), Text: text.T("One step trains one batch. " +
			"Stop ends the run and keeps its weights. Reset ends it and brings back the weights that the page began with, or the last file's.")},
		app.Div().Class("run-said").Body(
			app.P().ID("train-status").Class("hint").Role("status").Text(c.status()),
			&trainTime{},
			app.Button().Type("button").ID("train-evaluate").Text(text.T("Evaluate")).
				Hidden(!c.canEvaluate()).OnClick(c.onEvaluate),
		),
	)
}

// keepFocus passes the keyboard's focus on to the button that goes on when the
// one that has it stops answering.
func (c *runButtons) keepFocus(ctx app.Context) {
	state := c.training.State
	if c.training.Pending {
		state = "pending"
	}
	if state == c.state {
		return
	}
	c.state = state
	dom.RescueFocus(ctx, "train-pause", "train-start")
}

func renderRunButton(id, label string, enabled bool, onClick app.EventHandler) app.HTMLButton {
	return app.Button().Type("button").ID(id).Text(label).Disabled(!enabled).OnClick(onClick)
}

func pauseLabel(held bool) string {
	if held {
		return text.T("Resume")
	}
	return text.T("Pause")
}

func (c *runButtons) status() string {
	switch {
	case c.training.Recovering:
		return text.T("Waiting for the images, which are read again.")
	case c.training.Pending:
		return text.T("Starting.")
	case c.training.Pausing:
		return text.T("Pausing: the batch or the evaluation under way is finished first.")
	case c.training.State == worker.StateRunning && c.untrained():
		return text.T("Training from random weights: the drawing is read with a network that has yet to learn. Reset brings the trained one back.")
	case c.training.State == worker.StateRunning && c.settings.UnderWay != nil:
		return text.T("Training. The learning rate and other fields can be changed now.")
	case c.training.State == worker.StateRunning:
		return text.T("Training. Changed settings count from the next run.")
	case c.training.State == worker.StatePaused:
		return text.T("Paused. Resume, or go on step by step.")
	case c.training.State == worker.StateDone && c.dataset.Trainable():
		return c.done()
	case c.dataset.Trainable():
		return text.T("Ready to train.")
	case c.dataset.Phase == state.DatasetHeld:
		return text.T("Train loads the images first, 15 MB.")
	case c.dataset.Phase == state.DatasetError:
		return text.T("Training needs the dataset, which could not be loaded.")
	}
	return text.T("Training can start when the images to train on are loaded.")
}

// untrained reports whether a run has only begun with fresh weights: then what it
// reads makes newcomers think that something is broken. After some steps it learns.
func (c *runButtons) untrained() bool {
	const begun = 200 // steps
	return c.training.Fresh && c.training.Progress.Step < begun
}

// done says that the run is over, and which weights answer since: its own, those
// from before it, or others that were opened after it.
func (c *runButtons) done() string {
	source := c.weights.Source
	switch {
	case source != state.SourceRun && source != worker.SourceHand:
		return text.F("The run is over. The drawing is read with these weights: %s.", state.SourceText(source, c.weights.Step))
	case c.training.Undone:
		return text.T("The run is over. The drawing is read with the weights from before it.")
	case c.training.Diagnosis != nil && c.training.Diagnosis.Nothing:
		return text.T("The run is over, and the network has learnt nothing: it reads the drawing no better than by chance.")
	}
	switch p := c.training.Progress; {
	case c.training.Stopped && p.Steps == 0:
		return text.T("Stopped before the first step. The drawing is read with the weights that the run began with.")
	case c.training.Stopped:
		return text.F("Stopped at step %s of %s. The drawing is read with the weights of that step.", number.Grouped(p.Step), number.Grouped(p.Steps))
	}
	if took := c.training.Took; took > 0 {
		return text.F("Done after %s. The drawing is read with the new weights.", number.Duration(took))
	}
	return text.T("Done. The drawing is read with the new weights.")
}

// canEvaluate reports whether the run was stopped with weights that nobody has
// evaluated: the end of a run does so by itself.
func (c *runButtons) canEvaluate() bool {
	t := c.training
	return t.State == worker.StateDone && t.Stopped && !t.Undone && t.Progress.Step > 0 && t.Test == nil &&
		c.dataset.Size(state.SplitTest) > 0 && c.weights.Source == state.SourceRun
}

func (c *runButtons) onEvaluate(ctx app.Context, _ app.Event) {
	state.ShowView.Raise(ctx, state.ReportView)
	state.EvaluateWeights.Raise(ctx, state.SplitTest)
}

func (c *runButtons) onStart(ctx app.Context, _ app.Event)  { state.StartRun.Raise(ctx) }
func (c *runButtons) onToggle(ctx app.Context, _ app.Event) { state.ToggleRun.Raise(ctx) }
func (c *runButtons) onStep(ctx app.Context, _ app.Event)   { state.StepRun.Raise(ctx) }
func (c *runButtons) onStop(ctx app.Context, _ app.Event)   { state.StopRun.Raise(ctx) }
func (c *runButtons) onReset(ctx app.Context, _ app.Event)  { state.ResetRun.Raise(ctx) }
