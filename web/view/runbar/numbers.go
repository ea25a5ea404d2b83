package runbar

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// numbers shows how far the run is and what it has come to.
type numbers struct {
	app.Compo
	training state.Training
}

// OnMount watches the run.
func (c *numbers) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.TrainingKey.Observe(ctx, &c.training)
}

// Render shows the numbers, a dash where there is none yet, and how much of the run
// is done.
func (c *numbers) Render() app.UI {
	p := c.training.Progress
	return app.Div().Class("run-numbers").Body(
		ui.RenderMetrics(barMetrics(c.training)),
		app.Progress().ID("run-progress").Aria("label", text.T("How much of the run is done")).
			Max(max(p.Steps, 1)).Value(p.Step),
	)
}

func barMetrics(t state.Training) []ui.Metric {
	epoch := ui.Metric{ID: "metric-epoch", Label: text.T("Epoch")}
	step := ui.Metric{ID: "metric-step", Label: text.T("Step")}
	left := ui.Metric{ID: "metric-left", Label: text.T("Time left")}
	loss := ui.Metric{ID: "metric-loss", Label: text.T("Training loss")}
	if p := t.Progress; p.Steps > 0 {
		epoch.Value = strconv.Itoa(p.Epoch + 1)
		epoch.Text, epoch.Of = epoch.Value, text.F("of %d", p.Epochs)
		step.Value, step.Text = strconv.Itoa(p.Step), number.Grouped(p.Step)
		step.Of = text.F("of %s", number.Grouped(p.Steps))
		if seconds := secondsLeft(t); seconds > 0 {
			left.Value, left.Text = number.Plain(seconds), countdown(seconds)
		}
		if n := len(p.Losses); n > 0 {
			loss.Value = number.Plain(p.Losses[n-1])
			loss.Text = number.Decimals(p.Losses[n-1], 4)
		}
	}
	return []ui.Metric{epoch, step, left, loss, validMetric(t)}
}

// validMetric is the accuracy on the validation images: on some of them, which is no
// value for scripts, until the first epoch has ended.
func validMetric(t state.Training) ui.Metric {
	m := ui.Metric{ID: "metric-accuracy", Label: text.T("Validation accuracy")}
	switch s, e := t.Sample, t.Valid; {
	case e != nil:
		m.Value, m.Text = number.Plain(e.Accuracy), number.Percent(e.Accuracy, 2)
	case s != nil:
		m.Text, m.Of = number.Percent(s.Accuracy, 1), text.F("of %s images", number.Grouped(s.Images))
		m.Help = text.T("Of some of the validation images, always the same; after each epoch all of them are read")
	}
	return m
}

// secondsLeft estimates how long a run still trains, at the mean speed of its steps
// so far; 0 if it does not train or nobody can tell yet. Evaluations come on top.
func secondsLeft(t state.Training) float64 {
	p := t.Progress
	if p.Step == 0 || t.State != worker.StateRunning && t.State != worker.StatePaused {
		return 0
	}
	return p.Seconds / float64(p.Step) * float64(p.Steps-p.Step)
}

// countdown writes seconds in the few characters that the bar has room for, so that an
// estimate does not flicker.
func countdown(seconds float64) string {
	const minute, hour, day = 60, 3600, 24 * 3600
	switch {
	case seconds < 20:
		return text.F("%d s", int(seconds)+1)
	case seconds < 1.5*minute:
		return text.F("%d s", int(seconds/5+1)*5)
	case seconds < 1.5*hour:
		return text.F("%d min", int(seconds/minute+.5))
	case seconds < 1.5*day:
		return text.F("%d h", int(seconds/hour+.5))
	}
	return text.F("%d days", int(seconds/day+.5))
}
