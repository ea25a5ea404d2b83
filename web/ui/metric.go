package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
)

// Metric is a number with its name: Value for scripts, Text for people. Help,
// if there is any, explains it.
type Metric struct{ ID, Label, Value, Text, Of, Help string }

// RenderMetrics shows numbers side by side, a dash where there is none yet.
func RenderMetrics(list []Metric) app.UI {
	return app.Dl().Class("metrics").Body(
		app.Range(list).Slice(func(i int) app.UI {
			m := list[i]
			name := []app.UI{app.Text(m.Label)}
			if m.Help != "" {
				name = append(name, &Explain{ID: m.ID + "-explain", About: m.Label, Text: m.Help})
			}
			return app.Div().Class("metric").Body(
				app.Dt().Body(name...),
				app.Dd().Body(
					app.Span().ID(m.ID).DataSet("value", m.Value).Text(number.OrDash(m.Text)),
					app.If(m.Of != "", app.Small().Text(m.Of)),
				),
			)
		}),
	)
}
