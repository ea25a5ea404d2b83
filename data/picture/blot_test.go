package picture

import (
	"errors"
	"image"
	"testing"

	"digitlab/data"
)

// zigzag is a stroke that goes to and fro, rows apart, and fills what it
// crosses if the pen is wide.
func zigzag(rows int, apart float64) [][]float64 {
	var stroke []float64
	for i := range rows {
		y := 100 + apart*float64(i)
		left, right := 100.0, 300.0
		if i%2 == 1 {
			left, right = right, left
		}
		stroke = append(stroke, left, y, right, y)
	}
	return [][]float64{stroke}
}

func TestNormalizeNoDigit(t *testing.T) {
	speck := image.NewGray(image.Rect(0, 0, 300, 200))
	for i := range speck.Pix {
		speck.Pix[i] = 240
	}
	for _, i := range []int{30150, 30151, 30152, 30450, 30451} {
		speck.Pix[i] = 20
	}
	drawing := func(strokes [][]float64, width float64) image.Image { return Rasterize(strokes, 400, width) }
	tests := []struct {
		name string
		img  image.Image
		want error
	}{
		{"dot", drawing([][]float64{{30, 350}}, 32), ErrNoDigit},
		{"small dot", drawing([][]float64{{200, 200}}, 12), ErrNoDigit},
		{"dot of an unsteady hand", drawing([][]float64{{200, 200, 208, 204, 203, 209}}, 32), ErrNoDigit},
		{"filled square", drawing(zigzag(11, 20), 32), ErrNoDigit},
		{"filled square, light on dark", inverted(Rasterize(zigzag(11, 20), 400, 32)), ErrNoDigit},
		{"speck", speck, ErrNoDigit},
		{"zigzag", drawing(zigzag(5, 50), 20), nil},
		{"short thick line", drawing([][]float64{{200, 180, 200, 220}}, 36), nil},
		{"thick seven", drawing(seven, 75), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Normalize(test.img, Options{}); !errors.Is(err, test.want) {
				t.Errorf("Normalize = %v, want %v", err, test.want)
			}
		})
	}
}

// None of MNIST's digits is a blot.
func TestBlotSide(t *testing.T) {
	d := mnist(t)
	for split := range data.Splits {
		images := d.Images(split)
		values := make([]float32, data.Pixels)
		for i := range images.Len() {
			for k, v := range images.Image(i) {
				values[k] = float32(v)
			}
			if isBlot(values, data.Side, data.Side) {
				t.Errorf("image %d of %s is taken for a blot", i, split)
			}
		}
	}
}
