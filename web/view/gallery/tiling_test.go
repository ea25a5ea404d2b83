package gallery

import (
	"testing"

	"digitlab/web/state"
)

func TestTilingPlacesAndPointsAgree(t *testing.T) {
	for _, width := range []float64{40, 266, 500, 1203.5} {
		tiles := tiling{Width: width, Height: 400, Total: 1000}
		for place := range tiles.Total {
			x, y, w := tiles.tile(place)
			if x < 0 || x+w > max(width, tileWidth)+1e-9 && tiles.columns() > 1 || y+tileHeight > tiles.length() {
				t.Fatalf("in %g px, tile %d lies at %g, %g, %g px wide", width, place, x, y, w)
			}
			if tiles.columns() > 1 && w < tileWidth {
				t.Fatalf("in %g px, a tile is %g wide, want at least %d", width, w, tileWidth)
			}
			if got, ok := tiles.at(x+w/2, y+tileHeight/2); got != place || !ok {
				t.Fatalf("in %g px, in the middle of tile %d lies %d, %t", width, place, got, ok)
			}
		}
	}
	tiles := tiling{Width: 16 + 3*70, Height: 400, Total: 7}
	for _, outside := range [][2]float64{{2, 20}, {223, 20}, {20, 2}, {100, 200}, {20, 300}} {
		if got, ok := tiles.at(outside[0], outside[1]); ok {
			t.Errorf("at %v lies %d, want nothing", outside, got)
		}
	}
}

func TestTilingInSight(t *testing.T) {
	tiles := tiling{Width: 16 + 3*70, Height: 2 * tileHeight, Total: 1000}
	for _, test := range []struct {
		top  float64
		want state.Span
	}{
		{0, state.Span{From: 0, To: 6}},
		{tilingEdge + tileHeight - 1, state.Span{From: 0, To: 9}},
		{tilingEdge + tileHeight, state.Span{From: 3, To: 9}},
		{tilingEdge + 10*tileHeight, state.Span{From: 30, To: 36}},
		{tiles.length() - tiles.Height, state.Span{From: 996, To: 1000}},
		{1e6, state.Span{From: 1000, To: 1000}},
	} {
		if got := tiles.inSight(test.top); got != test.want {
			t.Errorf("at %g are %v, want %v", test.top, got, test.want)
		}
	}
	if got := (tiling{Width: 300, Height: 300}).inSight(0); got != (state.Span{}) {
		t.Errorf("of no images %v are in sight", got)
	}
}

func TestTilingReveal(t *testing.T) {
	tiles := tiling{Width: 16 + 3*70, Height: 2*tileHeight + 2*tilingEdge, Total: 1000}
	for _, test := range []struct {
		place     int
		top, want float64
	}{
		{0, 0, 0},
		{5, 0, 0},
		{6, 0, tileHeight},            // one row below
		{300, 0, 99 * tileHeight},     // far below: the last row
		{300, 1e5, 100 * tileHeight},  // far above: the first row
		{303, 100 * tileHeight, 8400}, // in sight
	} {
		if got := tiles.reveal(test.place, test.top); got != test.want {
			t.Errorf("for image %d, from %g to %g, want %g", test.place, test.top, got, test.want)
		}
	}
}

func TestTilingSteps(t *testing.T) {
	tiles := tiling{Width: 16 + 3*70, Height: 2 * tileHeight, Total: 11} // 0-2, 3-5, 6-8, 9-10
	for _, test := range []struct {
		from int
		key  string
		want int
	}{
		{4, "ArrowLeft", 3}, {0, "ArrowLeft", 0}, {4, "ArrowRight", 5}, {10, "ArrowRight", 10},
		{4, "ArrowUp", 1}, {2, "ArrowUp", 2}, {4, "ArrowDown", 7}, {8, "ArrowDown", 10}, {9, "ArrowDown", 9},
		{7, "PageUp", 1}, {1, "PageDown", 7}, {9, "PageDown", 10}, {7, "Home", 0}, {7, "End", 10},
	} {
		if got, ok := tiles.step(test.from, test.key); got != test.want || !ok {
			t.Errorf("%s leads from %d to %d, %t, want %d", test.key, test.from, got, ok, test.want)
		}
	}
	if got, ok := tiles.step(4, "a"); got != 4 || ok {
		t.Errorf("the key a leads from 4 to %d, %t", got, ok)
	}
}
