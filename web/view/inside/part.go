package inside

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
)

// part is a part of the view that folds, and stays as the visitor has left it. While it
// is folded, nothing of it is rendered.
type part struct {
	app.Compo
	ID, Title string
	Point     string // what it is about, in one line
	Folded    bool   // until the visitor opens it
	Body      app.UI

	fold string // as the visitor has left it
}

// OnMount watches whether it is to be open.
func (c *part) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.FoldKey(c.ID).Observe(ctx, &c.fold)
}

func (c *part) open() bool { return c.fold == state.PartOpen || c.fold == "" && !c.Folded }

// Render shows the title, below which is the part.
func (c *part) Render() app.UI {
	open := c.open()
	return app.Section().Class("inside-part", "inside-"+c.ID).DataSet("part", c.ID).Aria("labelledby", c.ID+"-title").Body(
		app.H3().ID(c.ID+"-title").Body(
			app.Button().Type("button").ID("inside-fold-"+c.ID).Class("fold").
				Aria("expanded", strconv.FormatBool(open)).Aria("controls", c.ID+"-body").
				Text(c.Title).OnClick(c.onFold),
		),
		app.P().Class("hint").Text(c.Point),
		app.Div().ID(c.ID+"-body").Hidden(!open).Body(app.If(open, c.Body)),
	)
}

func (c *part) onFold(ctx app.Context, _ app.Event) {
	state.FoldPart.Raise(ctx, state.PartFold{Part: c.ID, Open: !c.open()})
}
