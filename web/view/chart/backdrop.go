package chart

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/plot"
)

// backdrop holds what stays the same from one report of a run to the next, on a
// canvas of its own that is not shown: it is painted once, and copied from then on.
type backdrop struct {
	painter
	on      paper
	painted []plot.Item
}

func newBackdrop() *backdrop {
	canvas := app.Window().Get("document").Call("createElement", "canvas")
	return &backdrop{painter: painter{canvas: canvas}}
}

// show paints the items that are not there yet. It begins anew if what is there is
// not the beginning of them.
func (b *backdrop) show(on paper, items []plot.Item) {
	if on != b.on || !startsWith(items, b.painted) {
		b.on, b.painted = on, nil
		b.begin(on)
	}
	b.paint(on, items[len(b.painted):])
	b.painted = items
}

func startsWith(items, start []plot.Item) bool {
	return len(items) >= len(start) && slices.Equal(items[:len(start)], start)
}
