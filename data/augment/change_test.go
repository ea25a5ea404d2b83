package augment

import (
	"math"
	"testing"

	"digitlab/data"
)

// moved returns the image with each pixel taken from elsewhere, blank where
// that is outside.
func moved(image *data.Image, from func(x, y int) (int, int)) (to data.Image) {
	for i := range to {
		x, y := from(i%data.Side, i/data.Side)
		if 0 <= x && x < data.Side && 0 <= y && y < data.Side {
			to[i] = image[y*data.Side+x]
		}
	}
	return to
}

// Whole pixels and quarter turns only move pixels.
func TestChangeMoves(t *testing.T) {
	tests := []struct {
		name   string
		change Change
		from   func(x, y int) (int, int)
	}{
		{"nothing", Change{}, func(x, y int) (int, int) { return x, y }},
		{"right and up", Change{ShiftX: 3, ShiftY: -2}, func(x, y int) (int, int) { return x - 3, y + 2 }},
		{"cut off", Change{ShiftX: -9}, func(x, y int) (int, int) { return x + 9, y }},
		{"a quarter", Change{Turn: 90}, func(x, y int) (int, int) { return y, data.Side - 1 - x }},
		{"a quarter back", Change{Turn: -90}, func(x, y int) (int, int) { return data.Side - 1 - y, x }},
		{"half", Change{Turn: 180}, func(x, y int) (int, int) { return data.Side - 1 - x, data.Side - 1 - y }},
		{"half back", Change{Turn: -180}, func(x, y int) (int, int) { return data.Side - 1 - x, data.Side - 1 - y }},
		{"half and right", Change{Turn: 180, ShiftX: 1}, func(x, y int) (int, int) { return data.Side - x, data.Side - 1 - y }},
		{"beyond the range", Change{ShiftX: math.Inf(1), Turn: math.Inf(-1), Scale: math.Inf(-1), Thickness: math.Inf(1)},
			func(x, y int) (int, int) { return -1, -1 }},
	}
	for _, test := range tests {
		for i := range 20 {
			image := trainingImage(t, i)
			want := moved(image, test.from)
			if test.change != (Change{}) {
				fullInk(&want)
			}
			if got := test.change.Apply(*image); got != want {
				t.Errorf("%s: image %d is not as it was moved by hand", test.name, i)
			}
		}
	}
}

// What is twice as large has four times the ink; a turn leaves it.
func TestChangeArea(t *testing.T) {
	var small data.Image
	for y := 10; y < 18; y++ {
		for x := 11; x < 16; x++ {
			small[y*data.Side+x] = 255
		}
	}
	tests := []struct {
		change Change
		want   float64
	}{
		{Change{Scale: 1}, 4},
		{Change{Scale: 0.5, Turn: 33}, 2.25},
		{Change{Scale: -0.5}, 0.25},
		{Change{Turn: 45}, 1},
		{Change{Turn: -123.4, ShiftX: 2.5}, 1},
	}
	for _, test := range tests {
		changed := test.change.Apply(small)
		// Pixels at the rim are interpolated, and stretched to full ink.
		if got := float64(ink(&changed)) / float64(ink(&small)); math.Abs(got/test.want-1) > 0.1 {
			t.Errorf("%+v makes %.2f times the ink, want %.2f", test.change, got, test.want)
		}
	}
}

// The digit is turned the way the hands of a clock go, and thickened as training
// images are.
func TestChangeTurnsAndThickens(t *testing.T) {
	var line data.Image
	for y := 5; y < 23; y++ {
		for x := 13; x < 15; x++ {
			line[y*data.Side+x] = 255
		}
	}
	turned := Change{Turn: 30}.Apply(line)
	if upperRight, upperLeft := turned[7*data.Side+17], turned[7*data.Side+10]; upperRight == 0 || upperLeft != 0 {
		t.Errorf("turned by 30 degrees, the line's upper end is %d on the right and %d on the left", upperRight, upperLeft)
	}
	var room frame
	want := line
	thicken(&want, toFixed(0.5), &room)
	if got := (Change{Thickness: 0.5}).Apply(line); got != want {
		t.Error("the line is not as thick as thicken makes it")
	}
}
