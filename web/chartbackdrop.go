package web

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/plot"
)

// chartBackdrop paints what stays the same from one report of a run to the next,
// on a canvas of its own that is not shown. It paints in pieces: browsers without
// a graphics processor make pixels of the curves at the end of the task that
// painted them, and those of ten runs at once keep the page from answering.
type chartBackdrop struct {
	painter chartPainter
	on      paper
	painted []plot.Item
}

func newChartBackdrop() *chartBackdrop {
	canvas := app.Window().Get("document").Call("createElement", "canvas")
	return &chartBackdrop{painter: chartPainter{canvas: canvas}}
}

// goOn paints the next piece of the items and returns whether that was the last.
// It begins anew if what it has painted so far is not a part of them.
func (b *chartBackdrop) goOn(on paper, items []plot.Item) (done bool) {
	if on != b.on || !startsWith(items, b.painted) {
		b.on, b.painted = on, nil
		b.painter.begin(on)
	}
	from := len(b.painted)
	to := from + pieceOf(items[from:])
	b.painter.paint(on, items[from:to])
	b.painted = items[:to]
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
