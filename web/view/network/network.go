// Package network shows the network as a picture: from the drawing to the answers, with
// lines for what is added where.
package network

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/columns"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// View is the picture. Where it is narrow, what stands beside each other in it stands
// below each other.
type View struct {
	app.Compo
	small bool // only to look at

	inside      worker.Inside
	classes     worker.Classes
	connections worker.Connections

	columns []columns.Column
	at      columns.Node // what is pointed at
	pointed bool         // it has been; else that is what is read
	narrow  bool
	stop    func()
}

// narrowBelow is the width in px below which columns become rows.
const narrowBelow = 620

// OnMount watches the network, and how wide the picture is.
func (c *View) OnMount(ctx app.Context) {
	c.narrow = c.small
	state.FollowLanguage(ctx)
	renew := func() { ctx.Defer(c.paint) }
	part := state.PartNetwork
	if c.small {
		part = state.PartBeside
	}
	state.InsideKey(part).Observe(ctx, &c.inside, renew)
	state.ConnectionsKey.Observe(ctx, &c.connections, renew)
	state.ClassesKey.Observe(ctx, &c.classes, renew)
	size := dom.ObserveSize(ctx, c.JSValue(), func(width, _ float64) {
		c.narrow = c.small || width > 0 && width < narrowBelow
		renew()
	})
	c.stop = dom.StopAll(size, dom.ObserveTheme(renew))
}

// OnDismount ends the watching.
func (c *View) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// Render shows a column for each layer, and room for the lines between them.
func (c *View) Render() app.UI {
	c.columns = columns.Of(&c.inside, &c.connections)
	if len(c.columns) == 0 {
		return app.Div().Class("network").Body(app.P().Class("inside-empty").Text(state.DrawFirst(c.classes)))
	}
	if answers := len(c.columns) - 1; !c.pointed || c.at.Column > answers || c.at.Index >= c.columns[c.at.Column].Count {
		c.pointed = false
		c.at = columns.Node{Column: answers, Index: min(c.inside.Digit, c.columns[answers].Count-1)}
	}
	class, lines := "wide", "network-lines"
	if c.narrow {
		class = "narrow"
	}
	if c.small {
		lines = "beside-lines"
	}
	picture := app.Div().Class("network-columns", class).Body(
		app.Canvas().ID(lines).Class("network-lines").Aria("hidden", "true"),
		app.Range(c.columns).Slice(func(i int) app.UI { return c.renderColumn(i) }),
	)
	if c.small {
		return app.Div().ID("beside-picture").Class("network", "small").DataSet("value", c.inside.Step).Body(picture)
	}
	return app.Div().ID("network-picture").Class("network").On("pointerleave", c.onLeave).Body(
		picture,
		app.P().ID("network-words").Class("hint").Aria("live", "polite").Text(c.words()),
	)
}

func (c *View) renderColumn(i int) app.UI {
	col := &c.columns[i]
	var body app.UI
	if col.Pictures == nil {
		body = c.renderAnswers(i)
	} else {
		body = c.renderMaps(i)
	}
	if c.small {
		return app.Div().Class("network-column").Body(body)
	}
	return app.Figure().Class("network-column").Body(app.FigCaption().Text(col.Title()), body)
}

// grid lays the maps of a column out.
func (c *View) grid(col *columns.Column) plate.Grid {
	g := plate.Square(col.Count, col.Side)
	across := 2
	switch {
	case c.narrow:
		across = 10
	case col.Side == 1 && col.Count > 20, col.Count > 40:
		across = 5
	}
	g.Columns = min(across, col.Count)
	return g
}

// renderMaps shows the maps of a column as something to choose from.
func (c *View) renderMaps(i int) app.UI {
	col := &c.columns[i]
	g := c.grid(col)
	var frame app.UI
	now := 0
	if c.at.Column == i {
		now = c.at.Index
		b := g.Box(now, col.Count)
		frame = plate.RenderFrame(&b)
	}
	palette := plate.Numbers
	if i == 0 {
		palette = plate.Ink
	}
	maps := &plate.Plate{ID: "network-" + strconv.Itoa(i), Grid: g, Pictures: col.Pictures, Palette: palette}
	if c.small {
		maps.ID, maps.Label = "", col.Title()
	}
	return c.choice(i, now, col.Count).Body(maps, frame)
}

// choice is the element of a column that pointers and keys choose in, unless the picture
// is only to look at.
func (c *View) choice(i, now, count int) app.HTMLDiv {
	if c.small {
		return app.Div().Class("network-nodes")
	}
	col := &c.columns[i]
	return app.Div().ID("network-column-"+strconv.Itoa(i)).Class("network-nodes", "framed", "choice").DataSet("column", i).
		Role("slider").TabIndex(0).
		Aria("label", col.Title()).
		Aria("valuemin", 1).Aria("valuemax", count).Aria("valuenow", now+1).
		Aria("valuetext", c.wordsOf(columns.Node{Column: i, Index: now})).
		On("pointermove", c.onPoint).OnClick(c.onPress).
		OnFocus(c.onFocus).OnKeyDown(c.onKeyDown)
}

// renderAnswers shows the classes with their probabilities.
func (c *View) renderAnswers(i int) app.UI {
	col := &c.columns[i]
	now := 0
	if c.at.Column == i {
		now = c.at.Index
	}
	return c.choice(i, now, col.Count).Class("network-answers", ui.BarsClass(c.classes.AreDigits())).Body(
		app.Range(make([]struct{}, col.Count)).Slice(func(k int) app.UI {
			digit, share, words := k, 0., ""
			if col.Count > 1 {
				share = c.inside.Probabilities[k]
				words = number.Probability(share)
			} else {
				digit, words = c.inside.Digit, number.Decimals(c.inside.Outputs[0], 2)
			}
			class := "network-answer"
			if digit == c.inside.Digit {
				class += " best"
			}
			return app.Div().Class(class).Body(
				app.B().Text(c.classes.Name(digit)),
				app.Span().Class("network-bar").Style("--share", strconv.FormatFloat(share, 'f', 3, 64)),
				app.Span().Text(words),
			)
		}),
	)
}

// words says what is pointed at.
func (c *View) words() string { return c.wordsOf(c.at) }

// wordsOf says what a node is, and what adds most to it.
func (c *View) wordsOf(n columns.Node) string {
	col := &c.columns[n.Column]
	if len(col.Layers) == 0 {
		return text.T("The picture that the network reads.")
	}
	words := ""
	switch {
	case col.Pictures == nil && col.Count > 1:
		words = text.F("%s %s.", state.ClassTitle(c.classes), c.classes.Name(n.Index))
	case col.Pictures == nil:
		words = text.T("The answer.")
	default:
		largest := slices.Max(col.Picture(n.Index))
		words = text.F("%s, number %d of %d: up to %s.", col.Name(), n.Index+1, col.All,
			number.Decimals(max(0, float64(largest)-128)/127*col.Largest, 2))
	}
	if reasons := columns.Reasons(c.columns, n); reasons != "" {
		words += " " + reasons
	}
	return words
}
