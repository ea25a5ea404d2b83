package ui

import (
	"encoding/base64"
	"image/color"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"digitlab/web/worker"
)

func TestBitmapURL(t *testing.T) {
	image := make([]byte, worker.ImagePixels)
	image[0], image[worker.ImageSide+2], image[len(image)-1] = 10, 200, 255
	const prefix = "data:image/bmp;base64,"
	url := BitmapURL(image, worker.ImageSide)
	if !strings.HasPrefix(url, prefix) {
		t.Fatalf("bitmapURL = %.40q, want %q", url, prefix)
	}
	got, err := bmp.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(url[len(prefix):])))
	if err != nil {
		t.Fatal(err)
	}
	if size := got.Bounds().Size(); size.X != worker.ImageSide || size.Y != worker.ImageSide {
		t.Fatalf("size = %v", size)
	}
	for i, want := range image {
		if grey := color.GrayModel.Convert(got.At(i%worker.ImageSide, i/worker.ImageSide)).(color.Gray).Y; grey != want {
			t.Fatalf("pixel %d = %d, want %d", i, grey, want)
		}
	}
}
