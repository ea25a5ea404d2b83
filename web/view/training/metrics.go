package training

import (
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
}

// OnMount watches the run.
func (c *metrics) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.TrainingKey.Observe(ctx, &c.training)
}

// Render shows the numbers, a dash where there is none yet.
func (c *metrics) Render() app.UI {
	return ui.RenderMetrics(trainingMetrics(c.training))
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
		speed.Of, speed.Why = kernelWords(p.Kernel), text.F("Training images a second. The processor multiplies several numbers at once where it can (SIMD). Newer browsers also add in the same instruction (relaxed SIMD), which is faster and rounds a little differently. In use: %s.", p.Kernel)
		if n := len(p.Losses); n > 0 {
			loss.Value = number.Plain(p.Losses[n-1])
			loss.Text = number.Decimals(p.Losses[n-1], 4)
		}
	}
	return []ui.Metric{epoch, step, loss,
		validMetric(t),
		accuracyMetric("metric-test-accuracy", text.T("Test accuracy"), t.Test),
		to99Metric(t), speed}
}

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
		ID: "metric-to99", Label: text.T("Time to 99 %"),
		Why: text.T("Training time and images until the validation accuracy first was 99 %, " +
			"as looked at after each epoch; pauses do not count"),
	}
	if e := t.To99; e != nil {
		m.Value, m.Text = number.Plain(e.Seconds), number.Duration(e.Seconds)
		m.Of = text.F("%s images", number.Grouped(e.Trained))
	}
	return m
}

// validMetric is the accuracy on the validation images: on some of them, which is no
// value for scripts, until the first epoch has ended.
func validMetric(t state.Training) ui.Metric {
	m := accuracyMetric("metric-accuracy", text.T("Validation accuracy"), t.Valid)
	if s := t.Sample; t.Valid == nil && s != nil {
		m.Text, m.Of = number.Percent(s.Accuracy, 1), text.F("of %s images", number.Grouped(s.Images))
		m.Why = text.T("Of some of the validation images, always the same; after each epoch all of them are read")
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
