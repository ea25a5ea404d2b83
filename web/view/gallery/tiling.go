package gallery

import (
	"math"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// Sizes in the gallery, in px.
const (
	tileSide   = 2 * worker.ImageSide // of an image
	tileAbove  = 5                    // the image
	tileWidth  = 62                   // least room for an image
	tileHeight = 84                   // with its caption
	tilingEdge = 8                    // around all
)

// tiling lays images out in rows, as many in each as there is room for.
type tiling struct {
	Width, Height float64 // of what is in sight, in px
	Total         int
}

func (t tiling) columns() int {
	return max(1, int((t.Width-2*tilingEdge)/tileWidth))
}

func (t tiling) rows() int { return (t.Total + t.columns() - 1) / t.columns() }

// length returns the height of all rows.
func (t tiling) length() float64 {
	return 2*tilingEdge + float64(t.rows())*tileHeight
}

// tile returns the room of an image, from the top of the first row.
func (t tiling) tile(place int) (x, y, width float64) {
	width = (t.Width - 2*tilingEdge) / float64(t.columns())
	return tilingEdge + float64(place%t.columns())*width, tilingEdge + float64(place/t.columns())*tileHeight, width
}

// at returns the place at a point, false if there is none.
func (t tiling) at(x, y float64) (place int, ok bool) {
	_, _, width := t.tile(0)
	column := int(math.Floor((x - tilingEdge) / width))
	row := int(math.Floor((y - tilingEdge) / tileHeight))
	if column < 0 || column >= t.columns() || row < 0 {
		return 0, false
	}
	place = row*t.columns() + column
	return place, place < t.Total
}

// inSight returns the places in sight when it is scrolled down to top.
func (t tiling) inSight(top float64) state.Span {
	first := max(0, int((top-tilingEdge)/tileHeight))
	behind := max(0, int(math.Ceil((top+t.Height-tilingEdge)/tileHeight)))
	return state.Span{From: min(first*t.columns(), t.Total), To: min(behind*t.columns(), t.Total)}
}

// reveal returns where to scroll to from top for all of an image to be seen.
func (t tiling) reveal(place int, top float64) float64 {
	_, y, _ := t.tile(place)
	return max(min(top, y-tilingEdge), y+tileHeight+tilingEdge-t.Height)
}

// step returns the place that a key of the keyboard leads to, false if it is
// none that leads anywhere.
func (t tiling) step(place int, key string) (next int, ok bool) {
	page := max(1, int(t.Height/tileHeight)) * t.columns()
	switch key {
	case "ArrowLeft":
		next = place - 1
	case "ArrowRight":
		next = place + 1
	case "ArrowUp":
		if next = place - t.columns(); next < 0 {
			next = place
		}
	case "ArrowDown":
		if next = place + t.columns(); next/t.columns() >= t.rows() {
			next = place
		}
	case "PageUp":
		next = place - page
	case "PageDown":
		next = place + page
	case "Home":
		next = 0
	case "End":
		next = t.Total - 1
	default:
		return place, false
	}
	return max(0, min(next, t.Total-1)), true
}
