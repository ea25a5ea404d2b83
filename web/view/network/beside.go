package network

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
)

// Beside shows the picture small, beside the curves of a run. While it is folded or out
// of sight, nothing is computed for it.
type Beside struct {
	app.Compo
	fold string // as the visitor has left it
	wide bool   // there is room beside the curves
	stop func()
}

// besideFrom is the width of the window in px from which there is room for the picture
// beside the curves; in narrower ones it is folded at first.
const besideFrom = 1400

// OnMount watches whether the picture is in sight.
func (c *Beside) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.FoldKey(state.PartBeside).Observe(ctx, &c.fold)
	width, _ := app.Window().Size()
	c.wide = width >= besideFrom
	sight := dom.NewObserver("IntersectionObserver", func(told []app.Value) {
		state.SeePart.Raise(ctx, state.PartSight{Part: state.PartBeside, Seen: dom.InSight(told)})
	})
	sight.Value.Call("observe", c.JSValue().Get("lastElementChild"))
	c.stop = dom.StopAll(sight.Close, plate.FollowTheme(ctx))
}

// OnDismount ends the watching.
func (c *Beside) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

func (c *Beside) open() bool { return c.fold == state.PartOpen || c.fold == "" && c.wide }

// Render shows a title, below which is the picture, and the way to the large one.
func (c *Beside) Render() app.UI {
	open := c.open()
	return app.Section().Class("beside").DataSet("open", open).Aria("labelledby", "beside-title").Body(
		app.H3().ID("beside-title").Body(
			app.Button().Type("button").ID("beside-fold").Class("fold").
				Aria("expanded", strconv.FormatBool(open)).Aria("controls", "beside-body").
				Text(text.T("The network now")).OnClick(c.onFold),
		),
		app.Div().ID("beside-body").Hidden(!open).Body(app.If(open,
			&View{small: true},
			app.Button().Type("button").ID("beside-inside").Class("link").Text(text.T("Look inside")).OnClick(onInside),
		)),
	)
}

func (c *Beside) onFold(ctx app.Context, _ app.Event) {
	state.FoldPart.Raise(ctx, state.PartFold{Part: state.PartBeside, Open: !c.open()})
}

func onInside(ctx app.Context, _ app.Event) {
	state.ShowView.Raise(ctx, state.InsideView)
	dom.FocusOn(ctx, "tab-"+state.InsideView)
}
