package digitmap

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// renderNumbers says in numbers what the map shows, if that is asked for: it is made
// anew with every map.
func (c *View) renderNumbers(clouds [10]state.Cloud) []app.UI {
	body := []app.UI{app.Summary().Text(text.T("Numbers"))}
	if !c.table {
		return body
	}
	return append(body,
		app.Table().Class("scores").Body(
			app.THead().Body(app.Tr().Body(ui.ColumnHeads(text.T("Digit"), text.T("Images"), text.T("Mistakes"),
				text.T("Middle"), text.T("Spread"), text.T("Nearest cloud"))...)),
			app.TBody().Body(app.Range(clouds[:]).Slice(func(digit int) app.UI { return renderCloud(digit, &clouds[digit]) })),
		),
		app.P().Class("hint").Text(text.T("The unit is the usual distance (root mean square) of all images from the middle of the map. The spread is that of a digit’s images from their own middle.")),
	)
}

func renderCloud(digit int, c *state.Cloud) app.UI {
	middle, spread, nearest := number.OrDash(""), number.OrDash(""), number.OrDash("")
	if c.Count > 0 {
		middle = number.Decimals(c.X, 2) + ", " + number.Decimals(c.Y, 2)
		spread = number.Decimals(c.Spread, 2)
	}
	if c.Nearest >= 0 {
		nearest = text.F("%d, at %s", c.Nearest, number.Decimals(c.Distance, 2))
	}
	return app.Tr().ID("map-cloud-"+strconv.Itoa(digit)).Body(
		app.Th().Scope("row").Text(digit),
		app.Td().Text(c.Count),
		app.Td().Text(c.Mistakes),
		app.Td().Text(middle),
		app.Td().Text(spread),
		app.Td().Text(nearest),
	)
}
