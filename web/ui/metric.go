package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/text"
)

// Metric is a number with its name: Value for scripts, Text for people. Why, if it
// is not empty, explains it to those who ask.
type Metric struct{ ID, Label, Value, Text, Of, Why string }

// RenderMetrics shows numbers side by side, a dash where there is none yet.
func RenderMetrics(list []Metric) app.UI {
	return app.Dl().Class("metrics").Body(
		app.Range(list).Slice(func(i int) app.UI {
			m := list[i]
			return app.Div().Class("metric").Body(
				app.Dt().Text(m.Label),
				app.Dd().Body(
					app.Span().ID(m.ID).DataSet("value", m.Value).Text(number.OrDash(m.Text)),
					app.If(m.Of != "", app.Small().Text(m.Of)),
					app.If(m.Why != "", renderWhy(m)),
				),
			)
		}),
	)
}

// renderWhy opens at a touch, and by the keyboard.
func renderWhy(m Metric) app.UI {
	return app.Details().ID(m.ID+"-why").Class("why").Body(
		app.Summary().Aria("label", text.F("About “%s”", m.Label)).Text("?"),
		app.P().Text(m.Why),
	)
}
