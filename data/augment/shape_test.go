package augment

import (
	"testing"

	"digitlab/data"
)

// flooded counts the parts of an image's ink from a level on, and the areas of
// paper they enclose, by flooding one after the other.
func flooded(image *data.Image, level byte) (parts, loops int) {
	var seen [data.Pixels]bool
	isInk := func(x, y int) bool { return image[y*data.Side+x] >= level }
	var flood func(x, y int, ink bool) (inside bool)
	flood = func(x, y int, ink bool) bool {
		if x < 0 || x >= data.Side || y < 0 || y >= data.Side {
			return false
		}
		if seen[y*data.Side+x] || isInk(x, y) != ink {
			return true
		}
		seen[y*data.Side+x] = true
		inside := true
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				if (ink || dx == 0 || dy == 0) && !flood(x+dx, y+dy, ink) {
					inside = false
				}
			}
		}
		return inside
	}
	for y := range data.Side {
		for x := range data.Side {
			if seen[y*data.Side+x] {
				continue
			}
			ink := isInk(x, y)
			switch inside := flood(x, y, ink); {
			case ink:
				parts++
			case inside:
				loops++
			}
		}
	}
	return parts, loops
}

func floodedShape(image *data.Image) shape {
	parts, loops := flooded(image, inkLevel)
	faintParts, faintLoops := flooded(image, faintInk)
	return shape{parts, parts - loops, faintParts, faintParts - faintLoops}
}

func TestShapeOf(t *testing.T) {
	var full data.Image
	for i := range full {
		full[i] = 255
	}
	tests := []struct {
		name         string
		image        *data.Image
		parts, loops int
	}{
		{"paper", drawn(), 0, 0},
		{"ink", &full, 1, 0},
		{"point", drawn("#"), 1, 0},
		{"diagonal", drawn("#", " #"), 1, 0},
		{"two points", drawn("# #"), 2, 0},
		{"ring", drawn("###", "# #", "###"), 1, 1},
		{"ring of diagonals", drawn(" #", "# #", " #"), 1, 1},
		{"open ring", drawn("###", "# #", "# #"), 1, 0},
		{"two loops", drawn("###", "# #", "###", "# #", "###"), 1, 2},
		{"point in a ring", drawn("#####", "#   #", "# # #", "#   #", "#####"), 2, 1},
		{"parts that meet below", drawn("# # #", "# # #", "#####"), 1, 0},
		{"spiral", drawn("######", "#    #", "# ## #", "# #  #", "# ####"), 1, 0},
	}
	for _, test := range tests {
		want := shape{test.parts, test.parts - test.loops, test.parts, test.parts - test.loops}
		if got, flooded := shapeOf(test.image), floodedShape(test.image); got != want || flooded != want {
			t.Errorf("%s: shape %v, want %v; by flooding %v", test.name, got, want, flooded)
		}
	}
	for i := range 2000 {
		if got, want := shapeOf(trainingImage(t, i)), floodedShape(trainingImage(t, i)); got != want {
			t.Errorf("image %d: shape %v, by flooding %v", i, got, want)
		}
	}
}

// No line breaks and no loop opens or closes, so that no digit becomes another;
// and most digits are varied all the same.
func TestLinesKeepTheirShape(t *testing.T) {
	const images = 1000
	for _, test := range []struct {
		settings, without string
		most              float64 // share of images that stay as they are
	}{
		{"pen=1", "none", 0.35}, // of which a tenth has lines that have run together
		{"thickness=0.4", "none", 0.2},
		{"full,pen=1", "full,pen=0,thickness=0", 0.35},
		{"full,pen=0", "full,pen=0,thickness=0", 0.2},
	} {
		with, without := newAugmenter(t, test.settings), newAugmenter(t, test.without)
		same := 0
		for i := range images {
			var got, plain data.Image
			with.Apply(&got, trainingImage(t, i), 0, uint64(i))
			without.Apply(&plain, trainingImage(t, i), 0, uint64(i))
			fullInk(&plain)
			if got == plain {
				same++
			}
			if got, want := floodedShape(&got), floodedShape(&plain); got != want {
				t.Errorf("%s: image %d has the shape %v, want %v as before", test.settings, i, got, want)
			}
		}
		if share := float64(same) / images; share > test.most {
			t.Errorf("%s leaves %.3f of the images as they are, want at most %v", test.settings, share, test.most)
		}
	}
}
