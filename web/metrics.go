package web

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// metrics shows where the run is, in numbers.
type metrics struct {
	app.Compo
	training training
}

// OnMount watches the run.
func (c *metrics) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(trainingState).Value(&c.training)
}

// metric is a number with its name: Value for scripts, Text for people. Title,
// if there is one, explains it.
type metric struct{ ID, Label, Value, Text, Of, Title string }

// Render shows the numbers, a dash where there is none yet.
func (c *metrics) Render() app.UI {
	return renderMetrics(c.training.metrics())
}

func renderMetrics(list []metric) app.UI {
	return app.Dl().Class("metrics").Body(
		app.Range(list).Slice(func(i int) app.UI {
			m := list[i]
			item := app.Div().Class("metric")
			if m.Title != "" {
				item = item.Title(m.Title)
			}
			return item.Body(
				app.Dt().Text(m.Label),
				app.Dd().Body(
					app.Span().ID(m.ID).DataSet("value", m.Value).Text(orDash(m.Text)),
					app.If(m.Of != "", app.Small().Text(m.Of)),
				),
			)
		}),
	)
}

func (t training) metrics() []metric {
	epoch := metric{ID: "metric-epoch", Label: text.T("Epoch")}
	step := metric{ID: "metric-step", Label: text.T("Step")}
	loss := metric{ID: "metric-loss", Label: text.T("Training loss")}
	speed := metric{ID: "metric-speed", Label: text.T("Images a second")}
	if p := t.Progress; p.Steps > 0 {
		epoch.Value = strconv.Itoa(p.Epoch + 1)
		epoch.Text, epoch.Of = epoch.Value, text.F("of %d", p.Epochs)
		step.Value, step.Text = strconv.Itoa(p.Step), grouped(p.Step)
		step.Of = text.F("of %s", grouped(p.Steps))
		speed.Value = number(p.SamplesPerSecond)
		speed.Text = grouped(int(p.SamplesPerSecond + .5))
		speed.Of = p.Kernel
		if n := len(p.Losses); n > 0 {
			loss.Value = number(p.Losses[n-1])
			loss.Text = decimals(p.Losses[n-1], 4)
		}
	}
	return []metric{epoch, step, loss,
		accuracyMetric("metric-accuracy", text.T("Validation accuracy"), t.Valid),
		accuracyMetric("metric-test-accuracy", text.T("Test accuracy"), t.Test),
		t.to99Metric(), speed}
}

// to99Metric is the clock to an accuracy of 99 %.
func (t training) to99Metric() metric {
	m := metric{
		ID: "metric-to99", Label: text.T("To 99 %"),
		Title: text.T("Training time and images until the validation accuracy first was 99 %, " +
			"as looked at after each epoch; pauses do not count"),
	}
	if e := t.To99; e != nil {
		m.Value, m.Text = number(e.Seconds), duration(e.Seconds)
		m.Of = text.F("%s images", grouped(e.Trained))
	}
	return m
}

func accuracyMetric(id, label string, e *worker.Evaluation) metric {
	m := metric{ID: id, Label: label}
	if e != nil {
		m.Value, m.Text = number(e.Accuracy), percent(e.Accuracy, 2)
	}
	return m
}
