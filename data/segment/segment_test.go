package segment

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"digitlab/data/picture"
)

// check reports what is wrong with a lattice: arcs that lead back, candidates that
// none has, and nodes from which there is no way to the end.
func check(t *testing.T, l *Lattice) {
	t.Helper()
	if l.Nodes == 0 {
		return
	}
	reaches := make([]bool, l.Nodes)
	reaches[l.Nodes-1] = true
	used := make([]bool, len(l.Candidates))
	by := l.ArcsFrom()
	for node := l.Nodes - 1; node >= 0; node-- {
		for _, i := range by[node] {
			a := l.Arcs[i]
			if a.To <= node || !(a.Cost >= 0) {
				t.Fatalf("arc %+v", a)
			}
			reaches[node] = reaches[node] || reaches[a.To]
			if a.Candidate != None {
				used[a.Candidate] = true
			}
		}
	}
	if !reaches[0] {
		t.Error("no path")
	}
	for i, c := range l.Candidates {
		if !used[i] {
			t.Errorf("candidate %d, of %v, is on no arc", i, c.pieces)
		}
		for k, v := range l.Box(i) {
			if !(v >= 0 && v <= 1) || k > 1 && v < l.Box(i)[k-2] {
				t.Errorf("box %v", l.Box(i))
			}
		}
	}
}

// most is how many candidates a digit may cost, and a few: what is tried has a
// bound, however much is drawn.
func most(pieces int) int { return 6*pieces + 20 }

// TestStrokesAreBounded cuts what is no number: scribbles all over the pad.
func TestStrokesAreBounded(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{2, 10, 100, maxStrokes, maxStrokes + 1} {
		for _, size := range []float64{0.02, 0.1, 0.5} {
			var strokes [][]float64
			for range count {
				x, y := rng.Float64(), rng.Float64()
				s := []float64{x, y}
				for range 6 {
					s = append(s, x+size*(rng.Float64()-0.5), y+size*(rng.Float64()-0.5))
				}
				strokes = append(strokes, s)
			}
			l := Strokes(strokes, 1, 24./280)
			check(t, l)
			if got := len(l.Candidates); got > most(count) {
				t.Errorf("%d strokes of %g: %d candidates", count, size, got)
			}
		}
	}
}

// TestStrokesOfNothing takes what a page should not send.
func TestStrokesOfNothing(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	tests := map[string]struct {
		strokes     [][]float64
		side, width float64
	}{
		"none":          {nil, 1, 0.1},
		"empty":         {[][]float64{{}, {0.5}}, 1, 0.1},
		"dots":          {[][]float64{{0.5, 0.5}, {0.7, 0.5}}, 1, 0.1},
		"one dot":       {[][]float64{{0.5, 0.5}, {0.5, 0.5}}, 1, 0},
		"no numbers":    {[][]float64{{nan, 0.5, 0.5, inf}, {0.3, 0.3, nan, nan, 0.3, 0.6}, {0.6, 0.3, 0.6, 0.6}}, 1, 0.1},
		"far away":      {[][]float64{{-1e300, 0.5, 1e300, 0.5}, {0.3, 0.3, 0.3, 0.6}}, 1, 0.1},
		"no side":       {[][]float64{{0.3, 0.3, 0.3, 0.6}, {0.6, 0.3, 0.6, 0.6}}, 0, 0.1},
		"no number":     {[][]float64{{0.3, 0.3, 0.3, 0.6}, {0.6, 0.3, 0.6, 0.6}}, nan, nan},
		"endless width": {[][]float64{{0.3, 0.3, 0.3, 0.6}, {0.6, 0.3, 0.6, 0.6}}, 1, inf},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { check(t, Strokes(test.strokes, test.side, test.width)) })
	}
}

// TestPadForgetsNothing draws digit by digit, takes a stroke back and changes one,
// on one pad and each time on a new one.
func TestPadForgetsNothing(t *testing.T) {
	one := func(x float64) []float64 { return []float64{x, 0.3, x, 0.6} }
	seven := func(x float64) []float64 { return []float64{x, 0.3, x + 0.15, 0.3, x + 0.05, 0.6} }
	bar := func(x float64) []float64 { return []float64{x, 0.45, x + 0.14, 0.45} }
	pad := new(Pad)
	for i, strokes := range [][][]float64{
		{one(0.1)},
		{one(0.1), seven(0.2)},
		{one(0.1), seven(0.2), one(0.5)},
		{one(0.1), seven(0.2), one(0.5), bar(0.23)},
		{one(0.1), seven(0.2), one(0.5)},
		{seven(0.05), seven(0.3), one(0.5)},
		{seven(0.3), one(0.5)},
	} {
		for _, width := range []float64{0.1, 0.02} {
			got, want := pad.Strokes(strokes, 1, width), Strokes(strokes, 1, width)
			if !slices.EqualFunc(got.Candidates, want.Candidates, func(a, b Candidate) bool { return a.Image == b.Image && a.Box == b.Box }) ||
				!slices.Equal(got.Arcs, want.Arcs) {
				t.Errorf("drawing %d with a pen of %g is another one after those before", i, width)
			}
		}
	}
}

// TestPicturesAreBounded cuts noise, and lines that cross.
func TestPicturesAreBounded(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, share := range []float64{0.001, 0.01, 0.2} {
		page := image.NewGray(image.Rect(0, 0, 600, 400))
		for i := range page.Pix {
			page.Pix[i] = 255
		}
		for range int(share * 600 * 400 / 9) {
			x, y := 3*rng.IntN(200), 3*rng.IntN(132)
			for k := range 9 {
				page.Pix[(y+k/3)*page.Stride+x+k%3] = 0
			}
		}
		l := Picture(page, picture.Options{})
		check(t, l)
		if got := len(l.Candidates); got > most(maxSpots) {
			t.Errorf("%g of the page inked: %d candidates", share, got)
		}
	}
}

// TestCut cuts a spot through its thin place.
func TestCut(t *testing.T) {
	// Two rings, 40 pixels high, that touch.
	ink := image.NewGray(image.Rect(0, 0, 90, 50))
	for i := range ink.Pix {
		x, y := float64(i%90), float64(i/90)
		for _, middle := range []float64{25, 62} {
			if r := math.Hypot((x-middle)/0.95, y-25); r > 15 && r < 20 {
				ink.Pix[i] = 255
			}
		}
	}
	spots := spotsOf(ink)
	if len(spots) != 1 {
		t.Fatalf("%d spots, want one", len(spots))
	}
	parts := cutWide(ink, spots, 40)
	cut := false
	for i := range parts[1:] {
		if edge := parts[i+1].box.Min.X; edge > 38 && edge < 50 && parts[i+1].cut < 4 {
			cut = true
		}
	}
	if !cut {
		t.Errorf("parts %+v", len(parts))
	}
	all := 0
	for _, p := range parts {
		all += len(p.pixels)
	}
	if all != len(spots[0].pixels) {
		t.Errorf("the parts have %d pixels of %d", all, len(spots[0].pixels))
	}
}

// Where the digit is in the picture is told also if it is on a card in it.
func TestBoxOnACard(t *testing.T) {
	drawn := picture.Rasterize([][]float64{{30, 10, 70, 10, 45, 90}}, 100, 8)
	const side = 196 // of what Rasterize draws
	img := image.NewGray(image.Rect(0, 0, 400, 300))
	for i := range img.Pix {
		img.Pix[i] = 70
	}
	for y := range side {
		for x := range side {
			img.SetGray(150+x, 60+y, color.Gray{Y: max(20, drawn.GrayAt(x, y).Y)})
		}
	}
	got := Picture(img, picture.Options{}).Box(None)
	want := [4]float64{(150 + .26*side) / 400, (60 + .06*side) / 300, (150 + .74*side) / 400, (60 + .94*side) / 300}
	for k := range want {
		if math.Abs(got[k]-want[k]) > .03 {
			t.Fatalf("the box is %.2f, want %.2f", got, want)
		}
	}
}
