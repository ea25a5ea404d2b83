package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
)

// Metric is a number with its name: Value for scripts, Text for people. Title,
// if there is one, explains it.
type Metric struct{ ID, Label, Value, Text, Of, Title string }

// RenderMetrics shows numbers side by side, a dash where there is none yet.
func RenderMetrics(list []Metric) app.UI {
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
					app.Span().ID(m.ID).DataSet("value", m.Value).Text(number.OrDash(m.Text)),
					app.If(m.Of != "", app.Small().Text(m.Of)),
				),
			)
		}),
	)
}
