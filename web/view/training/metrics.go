package training

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// metrics shows the numbers of the run that its bar has no room for.
type metrics struct {
	app.Compo
	training state.Training
	rows     runtable.Rows
	weights  state.Weights
}

// OnMount watches the run.
func (c *metrics) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.TrainingKey.Observe(ctx, &c.training)
	state.RunRowsKey.Observe(ctx, &c.rows)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows the numbers, a dash where there is none yet, and whose they are if that
// run is not on the chart beneath.
func (c *metrics) Render() app.UI {
	list := trainingMetrics(c.training)
	if c.weights.Source == worker.SourceHand {
		// A hand is learned from weights that may be beyond 99 % already.
		list = slices.DeleteFunc(list, func(m ui.Metric) bool { return m.ID == to99 })
	}
	said := ""
	if c.rows.Unseen != "" {
		said = text.F("These numbers are of “%s”, which is not ticked, and so not on the chart.", c.rows.Unseen)
	}
	return app.Div().Class("run-metrics").Body(
		ui.RenderMetrics(list),
		app.P().ID("metrics-unseen").Class("hint").Hidden(said == "").Text(said),
	)
}

func trainingMetrics(t state.Training) []ui.Metric {
	speed := ui.Metric{ID: "metric-speed", Label: text.T("Images a second")}
	if p := t.Progress; p.Steps > 0 {
		speed.Value = number.Plain(p.SamplesPerSecond)
		speed.Text = number.Grouped(int(p.SamplesPerSecond + .5))
		speed.Of, speed.Help = kernelWords(p.Kernel), text.F("Training images a second. The processor multiplies several numbers at once where it can (SIMD). Newer browsers also add in the same instruction (relaxed SIMD), which is faster and rounds a little differently. In use: %s.", p.Kernel)
	}
	test := ui.Metric{ID: "metric-test-accuracy", Label: text.T("Test accuracy")}
	if e := t.Test; e != nil {
		test.Value, test.Text = number.Plain(e.Accuracy), number.Percent(e.Accuracy, 2)
	}
	return []ui.Metric{test, to99Metric(t), speed}
}

// to99 is the ID of the clock below.
const to99 = "metric-to99"

// kernelWords says how the processor multiplies.
func kernelWords(kernel string) string {
	switch kernel {
	case "simd":
		return text.T("several at once")
	case "relaxed simd":
		return text.T("several at once, fused")
	}
	return text.T("one by one")
}

// to99Metric is the clock to an accuracy of 99 %.
func to99Metric(t state.Training) ui.Metric {
	m := ui.Metric{
		ID: to99, Label: text.T("Time to 99 %"),
		Help: text.T("Training time and images until the validation accuracy first was 99 %, " +
			"as looked at after each epoch; pauses do not count"),
	}
	if e := t.To99; e != nil {
		m.Value, m.Text = number.Plain(e.Seconds), number.Duration(e.Seconds)
		m.Of = text.F("%s images", number.Grouped(e.Trained))
	}
	return m
}
