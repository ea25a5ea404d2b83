package web

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/plot"
)

// gradualPainter paints a chart on a canvas of its own, which is not shown, in
// pieces: browsers without a graphics processor make pixels of the curves at the
// end of the task that painted them, and those of ten runs at once keep the page
// from answering.
type gradualPainter struct {
	chartPainter
	on      paper
	painted []plot.Item
}

func newGradualPainter() *gradualPainter {
	canvas := app.Window().Get("document").Call("createElement", "canvas")
	return &gradualPainter{chartPainter: chartPainter{canvas: canvas}}
}

// goOn paints the next piece of the items and returns whether that was the last.
// It begins anew if what it has painted so far is not a part of them.
func (p *gradualPainter) goOn(on paper, items []plot.Item) (done bool) {
	if on != p.on || !startsWith(items, p.painted) {
		p.on, p.painted = on, nil
		p.begin(on)
	}
	from := len(p.painted)
	to := from + pieceOf(items[from:])
	p.paint(on, items[from:to])
	p.painted = items[:to]
	return to == len(items)
}

func startsWith(items, start []plot.Item) bool {
	return len(items) >= len(start) && slices.Equal(items[:len(start)], start)
}

// piece is how much path data is painted in one task, in bytes: a few curves.
const piece = 20_000

// pieceOf returns how many items make a piece.
func pieceOf(items []plot.Item) int {
	length := 0
	for i := range items {
		if length += len(items[i].Path); length > piece {
			return max(i, 1)
		}
	}
	return len(items)
}
