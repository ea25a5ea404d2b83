package digitmap

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// renderNumbers says in numbers what the map shows, if that is asked for: it is made
// anew with every map.
func (c *View) renderNumbers(clouds [10]state.Cloud) []app.UI {
	body := []app.UI{app.Summary().Text(text.T("Numbers"))}
	if !c.table {
		return body
	}
	of := c.shown.Classes()
	return append(body,
		app.Table().Class("scores").Body(
			app.THead().Body(app.Tr().Body(ui.ColumnHeads(state.ClassTitle(of), text.T("Images"), text.T("Mistakes"),
				text.T("Middle"), text.T("Spread"), text.T("Nearest cloud"))...)),
			app.TBody().Body(app.Range(clouds[:of.Count()]).Slice(func(class int) app.UI { return renderCloud(class, of, &clouds[class]) })),
		),
		app.P().Class("hint").Text(text.T("The unit is the usual distance (root mean square) of all images from the middle of the map. The spread is that of images with one label from their own middle.")),
	)
}

func renderCloud(class int, of worker.Classes, c *state.Cloud) app.UI {
	middle, spread, nearest := number.OrDash(""), number.OrDash(""), number.OrDash("")
	if c.Count > 0 {
		middle = number.Decimals(c.X, 2) + ", " + number.Decimals(c.Y, 2)
		spread = number.Decimals(c.Spread, 2)
	}
	if c.Nearest >= 0 {
		nearest = text.F("%s, at %s", of.Name(c.Nearest), number.Decimals(c.Distance, 2))
	}
	return app.Tr().ID("map-cloud-"+strconv.Itoa(class)).Body(
		app.Th().Scope("row").Text(of.Name(class)),
		app.Td().Text(c.Count),
		app.Td().Text(c.Mistakes),
		app.Td().Text(middle),
		app.Td().Text(spread),
		app.Td().Text(nearest),
	)
}
