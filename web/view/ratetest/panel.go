package ratetest

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// Panel shows what a search finds, while there is one to be shown.
type Panel struct {
	app.Compo
	test     state.RateTest
	settings state.Settings
}

// OnMount watches the search, and whether it still is of the present settings.
func (c *Panel) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.RateTestKey.Observe(ctx, &c.test)
	state.SettingsKey.Observe(ctx, &c.settings)
}

// Render shows how far the search is, its curve, and what can be done with it. The
// element with its words stays in the page, or screen readers would not announce the
// next.
func (c *Panel) Render() app.UI {
	shown := c.test.Pending || len(c.test.Rates) > 0
	panel := app.Section().ID("rate-test").Class("rate-test").DataSet("value", rateText(c.test.Suggestion)).
		Aria("label", text.T("Learning rates, tried")).Hidden(!shown)
	if !shown {
		return panel.Body(app.P().ID("rate-status").Class("hint").Role("status"))
	}
	var figure []app.UI
	if len(c.test.Rates) > 1 {
		figure = append(figure, renderCurve(c.test.RateCurve))
	}
	end := text.T("Close")
	if c.test.Pending {
		end = text.T("Cancel")
	}
	return panel.Body(
		app.P().ID("rate-status").Class("hint").Role("status").Text(c.status()),
		app.Progress().ID("rate-progress").Aria("label", text.T("Learning rates, tried")).Hidden(!c.test.Pending).
			DataSet("value", len(c.test.Rates)).Max(max(c.test.Steps, 1)).Value(len(c.test.Rates)),
		app.Div().Body(figure...),
		app.P().Class("hint").Hidden(c.test.Pending).Text(text.T(
			"Each point is a batch. Small rates change nothing, large ones break the network. "+
				"The suggestion is the rate at which two thirds of the fall were done: there the network learns fast and is still safe.")),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("rate-use").Class("primary").Hidden(c.test.Suggestion == 0).
				Text(text.F("Use %s", rateText(c.test.Suggestion))).OnClick(c.onUse),
			app.Button().Type("button").ID("rate-close").Text(end).OnClick(c.onClose),
		),
		app.Details().ID("rate-numbers").Hidden(c.test.Pending).Body(
			app.Summary().Text(text.T("The same in numbers")),
			c.renderTable(),
		),
	)
}

func (c *Panel) onUse(ctx app.Context, _ app.Event)   { state.UseRate.Raise(ctx) }
func (c *Panel) onClose(ctx app.Context, _ app.Event) { state.CloseRateTest.Raise(ctx) }

// rateText writes a rate as the field takes it, "" for none.
func rateText(rate float64) string {
	if rate == 0 {
		return ""
	}
	return strconv.FormatFloat(rate, 'f', -1, 64)
}

// status says where the search stands, and if it is of other settings.
func (c *Panel) status() string {
	words := status(c.test)
	if c.test.Outdated(c.settings.Form.Settings()) {
		words += " " + text.T("The settings have changed since: look for it again.")
	}
	return words
}

// status says where the search stands, or what it has found.
func status(t state.RateTest) string {
	switch {
	case t.Pending:
		return text.F("Trying learning rates: batch %d of %d.", len(t.Rates), max(t.Steps, len(t.Rates)))
	case t.Suggestion > 0:
		return text.F("Suggestion: a learning rate of %s.", rateText(t.Suggestion))
	case len(t.Rates) == t.Steps || t.Exploded:
		return text.T("No suggestion: no rate has lowered the loss clearly. Weights that are trained already show little else.")
	}
	return text.T("Stopped before there was a suggestion.")
}

// rateEvery is how many points of the curve make a row of the table.
const rateEvery = 12

func (c *Panel) renderTable() app.UI {
	var rows []app.UI
	for i := max(len(c.test.Rates)-1, 0) % rateEvery; i < len(c.test.Rates); i += rateEvery {
		rows = append(rows, app.Tr().Body(
			app.Th().Scope("row").Text(number.Short(c.test.Rates[i])),
			app.Td().Text(number.Decimals(c.test.Losses[i], 4)),
			app.Td().Text(number.Decimals(c.test.Smoothed[i], 4)),
		))
	}
	return app.Div().Class("table-scroll").TabIndex(0).Role("region").Aria("label", text.T("The same in numbers")).Body(
		app.Table().Class("scores").Body(
			app.THead().Body(app.Tr().Body(ui.ColumnHeads(text.T("Learning rate"), text.T("Loss"), text.T("Smoothed"))...)),
			app.TBody().Body(rows...),
		),
	)
}
