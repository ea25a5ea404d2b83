package augment

import (
	"math"
	"testing"

	"digitlab/data"
)

// drawn returns an image with ink where the picture has a #.
func drawn(rows ...string) *data.Image {
	var image data.Image
	for y, row := range rows {
		for x, c := range row {
			if c == '#' {
				image[(y+8)*data.Side+x+8] = 255
			}
		}
	}
	return &image
}

func TestThin(t *testing.T) {
	tests := []struct {
		name       string
		image, lit []string
	}{
		{"bar", []string{"#######", "#######", "#######"}, []string{"", " ####"}},
		{"line", []string{"#####"}, []string{"#####"}},
		{"point", []string{"#"}, []string{"#"}},
		{"ring", []string{" ###", "#####", "## ##", "#####", " ###"}, []string{"", " ###", " # #", " ###"}},
	}
	for _, test := range tests {
		var r redrawer
		var got data.Image
		places, _ := r.findLines(drawn(test.image...))
		for _, at := range places {
			got[(int(at)/frameSide-1)*data.Side+int(at)%frameSide-1] = 255
		}
		if want := drawn(test.lit...); got != *want {
			t.Errorf("%s: thinned to\n%swant\n%s", test.name, picture(&got), picture(want))
		}
	}
}

// picture shows an image as text.
func picture(image *data.Image) string {
	var text []byte
	for y := range data.Side {
		for _, v := range image[y*data.Side:][:data.Side] {
			text = append(text, " .:-=+*%#"[int(v)*8/255])
		}
		text = append(text, '\n')
	}
	return string(text)
}

// A line keeps its middle and its ends, and becomes as wide as the pen.
func TestRedrawLine(t *testing.T) {
	for _, width := range []float64{1.7, 2.5, 3.3} {
		// From (8, 14) to (19, 14), three pixels wide, as the last pen drew it.
		var image data.Image
		for y := 13; y <= 15; y++ {
			for x := 7; x <= 20; x++ {
				image[y*data.Side+x] = 255
			}
		}
		var r redrawer
		r.redraw(&image, toFixed(width))
		middle := 0
		for y := range data.Side {
			middle += int(image[y*data.Side+13])
			if above, below := image[y*data.Side+13], image[(data.Side-y)%data.Side*data.Side+13]; above != below {
				t.Errorf("width %v: row %d has %d, row %d has %d, want the same", width, y, above, data.Side-y, below)
			}
		}
		if got := float64(middle) / 255; math.Abs(got-width) > 0.2 {
			t.Errorf("a pen of %v draws a line %.2f wide", width, got)
		}
		if core := image[14*data.Side+13]; core != 255 {
			t.Errorf("width %v: the core of the line is %d, want 255", width, core)
		}
		length := 0
		for _, v := range image[14*data.Side:][:data.Side] {
			length += int(v)
		}
		// The thinned line is 12 long, give or take one at either end.
		if got := float64(length)/255 - width; math.Abs(got-11) > 1.5 {
			t.Errorf("a pen of %v draws a line %.2f long, want 11", width, got)
		}
	}
}

// Pens leave lines of one width: over whole digits, the width of what they draw
// varies with the pen alone.
func TestRedrawWidth(t *testing.T) {
	var r redrawer
	var f frame
	for _, width := range []float64{1.8, 2.4, 3} {
		sum := 0.0
		const images = 300
		for i := range images {
			image := *trainingImage(t, i)
			r.redraw(&image, toFixed(width))
			f.fill(&image)
			sum += float(f.strokeWidth())
		}
		// Crossings and round ends take off some of the outline, antialiased
		// corners add some.
		if mean := sum / images; math.Abs(mean-width) > 0.25 {
			t.Errorf("a pen of %v draws digits with lines %.2f wide", width, mean)
		}
	}
}

// Without lines, or with lines that have run together, an image stays.
func TestRedrawLeavesBlots(t *testing.T) {
	faint := drawn("###")
	for i := range faint {
		faint[i] /= 4
	}
	blot := drawn("#######", "#######", "#######", "#######", "#######", "#######", "#######")
	for name, image := range map[string]*data.Image{"faint": faint, "blot": blot, "empty": new(data.Image)} {
		got := *image
		new(redrawer).redraw(&got, 2*one)
		if got != *image {
			t.Errorf("%s:\n%sbecame\n%s", name, picture(image), picture(&got))
		}
	}
}
