package plate

import (
	"testing"
)

// Pictures lie where paint puts them, box says and at finds them.
func TestPictureGrid(t *testing.T) {
	var colours Palette
	for v := range colours {
		colours[v] = [4]byte{byte(v), 1, 2, 255}
	}
	for _, g := range []Grid{
		Square(20, 28), Square(7, 14), Square(16, 5), Square(100, 1), Square(1, 7),
		Matrix(20, 5), Whole(41, 1), {Columns: 3, Width: 2, Height: 3, Zoom: 2, Gap: 1},
	} {
		const count = 7
		size := g.Width * g.Height
		pictures := make([]byte, count*size)
		for i := range pictures {
			pictures[i] = byte(i/size*30 + i%size%30)
		}
		pixels := g.paint(pictures, &colours)
		width, height := g.Size(count).Width, g.Size(count).Height
		if len(pixels) != 4*width*height || g.Count(pictures) != count {
			t.Fatalf("%+v: %d bytes for %d x %d pixels, %d pictures", g, len(pixels), width, height, g.Count(pictures))
		}
		painted := 0
		for i := range width * height {
			if pixels[4*i+3] > 0 {
				painted++
			}
		}
		if want := count * size * g.Zoom * g.Zoom; painted != want {
			t.Errorf("%+v: %d pixels painted, want %d", g, painted, want)
		}
		for i := range count {
			b := g.Box(i, count)
			if got := g.At(b.Left+b.Width/2, b.Top+b.Height/2, count); got != i {
				t.Errorf("%+v: picture %d is found in the middle of picture %d", g, got, i)
			}
			left, top := int(b.Left*float64(width)+0.5), int(b.Top*float64(height)+0.5)
			last := 4 * ((top+g.Height*g.Zoom-1)*width + left + g.Width*g.Zoom - 1)
			if first := 4 * (top*width + left); pixels[first] != pictures[i*size] || pixels[last] != pictures[(i+1)*size-1] {
				t.Errorf("%+v: picture %d goes from %d to %d, want %d to %d", g, i, pixels[first], pixels[last], pictures[i*size], pictures[(i+1)*size-1])
			}
		}
	}
	if got := Square(20, 28).At(5, -3, 20); got != 9 {
		t.Errorf("beyond the upper right corner is picture %d, want 9", got)
	}
}

func TestSquareGridFillsItsRows(t *testing.T) {
	for count, want := range map[int]int{0: 1, 1: 1, 9: 9, 10: 10, 16: 8, 20: 10, 32: 8, 36: 12, 45: 9, 64: 8, 100: 10, 17: 10} {
		if got := Square(count, 5).Columns; got != want {
			t.Errorf("%d pictures have %d columns, want %d", count, got, want)
		}
	}
}

func TestStepInGrid(t *testing.T) {
	tests := []struct {
		at   int
		key  string
		next int
		ok   bool
	}{
		{3, "ArrowRight", 4, true}, {3, "ArrowLeft", 2, true}, {3, "ArrowDown", 8, true}, {8, "ArrowUp", 3, true},
		{0, "ArrowLeft", 0, true}, {16, "ArrowDown", 16, true}, {2, "ArrowUp", 2, true},
		{7, "Home", 0, true}, {7, "End", 16, true}, {7, "Tab", 7, false},
	}
	for _, test := range tests {
		if next, ok := Step(test.at, 5, 17, test.key); next != test.next || ok != test.ok {
			t.Errorf("%s leads from %d to %d, %t, want %d, %t", test.key, test.at, next, ok, test.next, test.ok)
		}
	}
}
