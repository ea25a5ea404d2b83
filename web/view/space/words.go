package space

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/columns"
)

// renderWords says what is chosen. Its value, which changes with each step of a run, is
// not read out by itself.
func (c *View) renderWords() app.UI {
	return app.Div().Class("hint", "space-said").Body(
		app.P().ID("space-words").Aria("live", "polite").Text(c.words()),
		app.P().ID("space-value").Text(c.valueWords()),
		app.If(c.maps > 0, app.P().Text(text.F("Of each layer there are the first %d maps at most: with more, it would not turn smoothly.", c.maps))),
	)
}

// words says which cube is chosen.
func (c *View) words() string {
	col := &c.columns[c.at.Column]
	row, column := c.at.Pixel/col.Side+1, c.at.Pixel%col.Side+1
	switch {
	case c.at.Column == 0:
		return text.F("The picture, row %d, column %d.", row, column)
	case col.Pictures == nil && col.Count == 1:
		return text.T("The answer.")
	case col.Pictures == nil:
		return text.F("%s %s.", state.ClassTitle(c.classes), c.classes.Name(c.at.Index))
	case col.Side == 1:
		return text.F("%s, number %d.", col.Name(), c.at.Index+1)
	}
	return text.F("%s, map %d, row %d, column %d.", col.Name(), c.at.Index+1, row, column)
}

// valueWords says its value, and what adds most to it.
func (c *View) valueWords() string {
	col := &c.columns[c.at.Column]
	value := ""
	switch {
	case c.at.Column == 0:
		value = number.Decimals(float64(col.Picture(0)[c.at.Pixel])/255, 2)
	case col.Pictures == nil && col.Count == 1:
		value = number.Decimals(c.inside.Outputs[0], 2)
	case col.Pictures == nil:
		value = number.Probability(c.inside.Probabilities[c.at.Index])
	default:
		value = number.Decimals((float64(col.Picture(c.at.Index)[c.at.Pixel])-128)/127*col.Largest, 2)
	}
	words := []string{text.F("Its value is %s.", value)}
	if col.Pictures == nil && col.Count > 1 {
		words[0] = text.F("Its probability is %s.", value)
	}
	if reasons := columns.Reasons(c.columns, c.at.Node); reasons != "" {
		words = append(words, reasons)
	}
	return strings.Join(words, " ")
}
