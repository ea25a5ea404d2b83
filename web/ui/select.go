// Package ui holds the parts of a user interface that know no subject.
package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// Tick ticks a box, or clears it, which takes saying so in the browser and
// saying nothing in the page that the server renders.
func Tick(box app.HTMLInput, ticked bool) app.HTMLInput {
	if ticked || app.IsClient {
		box = box.Checked(ticked)
	}
	return box
}

// Choice is an option of a select.
type Choice struct{ Value, Text string }

// Translated returns choices of a table in the page's language.
func Translated(choices []Choice) []Choice {
	list := slices.Clone(choices)
	for i := range list {
		list[i].Text = text.T(list[i].Text)
	}
	return list
}

// Select is a choice of one of several values.
func Select(id, value string, choices []Choice, onChange app.EventHandler) app.HTMLSelect {
	return app.Select().ID(id).DataSet("value", value).OnChange(onChange).Body(
		app.Range(choices).Slice(func(i int) app.UI {
			option := app.Option().Value(choices[i].Value).Text(choices[i].Text)
			if choices[i].Value == value {
				// go-app renders Selected(false) as the attribute, which is true.
				option = option.Selected(true)
			}
			return option
		}),
	)
}
