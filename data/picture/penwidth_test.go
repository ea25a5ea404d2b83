package picture

import (
	"image"
	"math"
	"testing"
)

func TestStrokeWidth(t *testing.T) {
	for _, width := range []float64{2, 4, 7.5, 12, 20} {
		img := Rasterize([][]float64{{30, 40, 160, 150}}, rasterSide, width)
		values := make([]float32, len(img.Pix))
		for i, v := range img.Pix {
			values[i] = float32(255-v) / 255
		}
		// The round ends are area and outline too.
		length := math.Hypot(130, 110)
		want := 2 * (length*width + math.Pi*width*width/4) / (2*length + math.Pi*width)
		// The gradient of an antialiased edge is spread over two pixels.
		if got := strokeWidth(values, rasterSide, rasterSide); math.Abs(got-want) > 0.15 {
			t.Errorf("strokeWidth of a pen %v wide = %.2f, want %.2f", width, got, want)
		}
	}
}

// TestEvenPen holds that pens of any width within reason come out between the
// widths of MNIST, and those that are between are left alone.
func TestEvenPen(t *testing.T) {
	for _, width := range []float64{4, 8, 16, 32, 44, 60, 75} {
		page := Rasterize(seven, 400, width)
		ink, box := inkOf(page)
		digit := ink.SubImage(box).(*image.Gray)
		even := evenPen(digit)
		w, h := fitBox(even.Rect.Dx(), even.Rect.Dy(), fineness*boxSide)
		before := width / 400 * rasterSide * boxSide / float64(max(box.Dx(), box.Dy()))
		after := strokeWidth(resize(even, w, h), w, h) / fineness
		// A pen made even makes the box larger or smaller, by which the width
		// is off in the end.
		const off = 0.3
		if after < thinnest-off || after > thickest+off {
			t.Errorf("a pen of %.2f pixels comes out as %.2f, want %v to %v", before, after, thinnest, thickest)
		}
		if alone := before > thinnest+off && before < thickest-off; alone && even != digit {
			t.Errorf("a pen of %.2f pixels was changed to %.2f", before, after)
		}
	}
}
