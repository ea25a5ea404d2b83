package network

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/view/columns"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// columnAt returns the column of an event's element.
func (c *View) columnAt(element app.Value) (int, *columns.Column) {
	i, err := strconv.Atoi(element.Get("dataset").Get("column").String())
	if err != nil || i < 0 || i >= len(c.columns) {
		return 0, nil
	}
	return i, &c.columns[i]
}

// choiceGrid is where the nodes of a column are, as shares of its element.
func (c *View) choiceGrid(col *columns.Column) plate.Grid {
	if col.Pictures != nil {
		return c.grid(col)
	}
	g := plate.Grid{Columns: 1, Width: 1, Height: 1, Zoom: 1}
	if c.narrow {
		g.Columns = col.Count
	}
	return g
}

func (c *View) point(ctx app.Context, n columns.Node) {
	c.at, c.pointed = n, true
	ctx.Defer(c.paint)
}

func (c *View) onPoint(ctx app.Context, e app.Event) {
	if i, col := c.columnAt(ctx.JSSrc()); col != nil {
		x, y := plate.PointIn(ctx.JSSrc(), e)
		if at := c.choiceGrid(col).At(x, y, col.Count); !c.pointed || c.at != (columns.Node{Column: i, Index: at}) {
			c.point(ctx, columns.Node{Column: i, Index: at})
		}
	}
}

// onPress has the sum below be about what is pressed. A finger that comes down to scroll
// the page presses nothing.
func (c *View) onPress(ctx app.Context, e app.Event) {
	c.onPoint(ctx, e)
	c.open(ctx)
}

// open has the sum be about the strongest value of what is pointed at.
func (c *View) open(ctx app.Context) {
	col := &c.columns[c.at.Column]
	if len(col.Layers) == 0 {
		return
	}
	state.PointAt.Raise(ctx, worker.Point{Layer: col.Name(), Unit: col.Brightest(c.at.Index)})
}

// onLeave has the picture be about what is read again.
func (c *View) onLeave(ctx app.Context, e app.Event) {
	if plate.Gone(e) {
		c.pointed = false
		ctx.Defer(c.paint)
	}
}

func (c *View) onFocus(ctx app.Context, _ app.Event) {
	if i, col := c.columnAt(ctx.JSSrc()); col != nil && c.at.Column != i {
		c.point(ctx, columns.Node{Column: i, Index: 0})
	}
}

func (c *View) onKeyDown(ctx app.Context, e app.Event) {
	i, col := c.columnAt(ctx.JSSrc())
	if col == nil {
		return
	}
	key := e.Get("key").String()
	if key == "Enter" || key == " " {
		e.PreventDefault()
		c.open(ctx)
		return
	}
	if next, moved := plate.Step(c.at.Index, c.choiceGrid(col).Columns, col.Count, key); moved {
		e.PreventDefault()
		c.point(ctx, columns.Node{Column: i, Index: next})
	}
}
