package training

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// metrics shows where the run is, in numbers.
type metrics struct {
	app.Compo
	training state.Training
	weights  state.Weights
}

// OnMount watches the run.
func (c *metrics) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.TrainingKey.Observe(ctx, &c.training)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows the numbers, a dash where there is none yet.
func (c *metrics) Render() app.UI {
	list := trainingMetrics(c.training)
	if c.weights.Source == worker.SourceHand {
		// A hand is learned from weights that may be beyond 99 % already.
		list = slices.DeleteFunc(list, func(m ui.Metric) bool { return m.ID == to99 })
	}
	return ui.RenderMetrics(list)
}

func trainingMetrics(t state.Training) []ui.Metric {
	epoch := ui.Metric{ID: "metric-epoch", Label: text.T("Epoch")}
	step := ui.Metric{ID: "metric-step", Label: text.T("Step")}
	loss := ui.Metric{ID: "metric-loss", Label: text.T("Training loss")}
	speed := ui.Metric{ID: "metric-speed", Label: text.T("Images a second")}
	if p := t.Progress; p.Steps > 0 {
		epoch.Value = strconv.Itoa(p.Epoch + 1)
		epoch.Text, epoch.Of = epoch.Value, text.F("of %d", p.Epochs)
		step.Value, step.Text = strconv.Itoa(p.Step), number.Grouped(p.Step)
		step.Of = text.F("of %s", number.Grouped(p.Steps))
		speed.Value = number.Plain(p.SamplesPerSecond)
		speed.Text = number.Grouped(int(p.SamplesPerSecond + .5))
		speed.Of = p.Kernel
		if n := len(p.Losses); n > 0 {
			loss.Value = number.Plain(p.Losses[n-1])
			loss.Text = number.Decimals(p.Losses[n-1], 4)
		}
	}
	return []ui.Metric{epoch, step, loss,
		accuracyMetric("metric-accuracy", text.T("Validation accuracy"), t.Valid),
		accuracyMetric("metric-test-accuracy", text.T("Test accuracy"), t.Test),
		to99Metric(t), speed}
}

// to99 is the ID of the clock below.
const to99 = "metric-to99"

// to99Metric is the clock to an accuracy of 99 %.
func to99Metric(t state.Training) ui.Metric {
	m := ui.Metric{
		ID: to99, Label: text.T("To 99 %"),
		Title: text.T("Training time and images until the validation accuracy first was 99 %, " +
			"as looked at after each epoch; pauses do not count"),
	}
	if e := t.To99; e != nil {
		m.Value, m.Text = number.Plain(e.Seconds), number.Duration(e.Seconds)
		m.Of = text.F("%s images", number.Grouped(e.Trained))
	}
	return m
}

func accuracyMetric(id, label string, e *worker.Evaluation) ui.Metric {
	m := ui.Metric{ID: id, Label: label}
	if e != nil {
		m.Value, m.Text = number.Plain(e.Accuracy), number.Percent(e.Accuracy, 2)
	}
	return m
}
