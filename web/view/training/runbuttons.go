package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// runButtons start and steer the run.
type runButtons struct {
	app.Compo
	training state.Training
	dataset  state.Dataset
	weights  state.Weights
	state    string // of the run, when the focus was last looked after
}

// OnMount watches what decides which buttons answer.
func (c *runButtons) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.TrainingKey.Observe(ctx, &c.training, func() { ctx.Defer(c.keepFocus) })
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows the buttons, and in words why one of them may not answer.
func (c *runButtons) Render() app.UI {
	ready := c.dataset.Trainable()
	stands := c.training.Active()
	state := c.training.State
	return app.Div().Class("run").Body(
		app.Div().Class("buttons").Body(
			renderRunButton("train-start", text.T("Train"), ready && !stands, c.onStart).Class("primary"),
			renderRunButton("train-pause", pauseLabel(state), stands, c.onToggle),
			renderRunButton("train-step", text.T("One step"), (ready || stands) && state != worker.StateRunning, c.onStep).
				Title(text.T("Train one batch")),
			renderRunButton("train-stop", text.T("Stop"), stands, c.onStop).
				Title(text.T("End the run and keep its weights")),
			renderRunButton("train-reset", text.T("Reset"), state != "" && state != worker.StateIdle, c.onReset).
				Title(text.T("End the run and bring back the weights from before")),
		),
		&shareButton{},
		app.P().ID("train-status").Class("hint").Role("status").Text(c.status()),
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

func pauseLabel(state string) string {
	if state == worker.StatePaused {
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
	case c.training.State == worker.StateRunning:
		return text.T("Training. Changed settings count from the next run.")
	case c.training.State == worker.StatePaused:
		return text.T("Paused. Resume, or go on step by step.")
	case c.training.State == worker.StateDone && c.dataset.Trainable():
		return c.done()
	case c.dataset.Trainable():
		return text.T("Ready to train.")
	case c.dataset.Phase == state.DatasetError:
		return text.T("Training needs the dataset, which could not be loaded.")
	}
	return text.T("Training can start when the images to train on are loaded.")
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
	return text.T("Done. The drawing is read with the new weights.")
}

func (c *runButtons) onStart(ctx app.Context, _ app.Event)  { state.StartRun.Raise(ctx) }
func (c *runButtons) onToggle(ctx app.Context, _ app.Event) { state.ToggleRun.Raise(ctx) }
func (c *runButtons) onStep(ctx app.Context, _ app.Event)   { state.StepRun.Raise(ctx) }
func (c *runButtons) onStop(ctx app.Context, _ app.Event)   { state.StopRun.Raise(ctx) }
func (c *runButtons) onReset(ctx app.Context, _ app.Event)  { state.ResetRun.Raise(ctx) }
