package picture

import (
	"image"
	"image/color"
	"testing"

	"digitlab/data"
)

func TestScale(t *testing.T) {
	d, err := openMNIST()
	if err != nil {
		t.Fatal(err)
	}
	mnist := d.Images(data.Test).Image(0)
	same := &image.Gray{Pix: mnist, Stride: data.Side, Rect: image.Rect(0, 0, data.Side, data.Side)}
	if got := Scale(same); string(got[:]) != string(mnist) {
		t.Error("an image of MNIST does not stay as it is")
	}

	// Four times as high, twice as wide: the means of 2x4 pixels.
	large := image.NewNRGBA(image.Rect(3, 5, 3+2*data.Side, 5+4*data.Side))
	for y := range 4 {
		large.SetNRGBA(3+2*9, 5+4*7+y, color.NRGBA{255, 255, 255, 255})
		large.SetNRGBA(3+2*9+1, 5+4*7+y, color.NRGBA{255, 255, 255, 0}) // transparent
	}
	got := Scale(large)
	for i, v := range got {
		want := byte(0)
		if i == 7*data.Side+9 {
			want = 128
		}
		if v != want {
			t.Errorf("pixel %d is %d, want %d", i, v, want)
		}
	}
}
