package picture

import (
	"bytes"
	"errors"
	"image"
	"testing"

	"digitlab/data"
)

// angle is a page of 200x160 pixels with a 7 of two straight lines on it, whose
// ink is in box.
func angle(paper, ink byte) (img *image.Gray, box image.Rectangle) {
	img = sheet(200, 160, even(float64(paper)))
	for _, line := range []image.Rectangle{image.Rect(70, 40, 110, 48), image.Rect(102, 48, 110, 120)} {
		box = box.Union(line)
		for y := line.Min.Y; y < line.Max.Y; y++ {
			for x := line.Min.X; x < line.Max.X; x++ {
				img.Pix[y*img.Stride+x] = ink
			}
		}
	}
	return img, box
}

func TestPrepare(t *testing.T) {
	for _, test := range []struct {
		name       string
		paper, ink byte
	}{
		{"dark on light", 255, 0},
		{"light on dark", 30, 220},
	} {
		t.Run(test.name, func(t *testing.T) {
			img, box := angle(test.paper, test.ink)
			p, err := Prepare(img, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(p.Page.Pix, img.Pix) {
				t.Error("the page is not the picture, which is grey already")
			}
			if p.Box != box {
				t.Errorf("box %v, want %v", p.Box, box)
			}
			for i, v := range p.Ink.Pix {
				want := byte(0)
				if img.Pix[i] == test.ink {
					want = 255
				}
				if v != want {
					t.Fatalf("ink at %d,%d = %d, want %d", i%img.Stride, i/img.Stride, v, want)
				}
			}
			// 40 x 80 pixels, the longer side of which becomes 20.
			if got := p.Scaled.Rect.Size(); got != image.Pt(10, 20) {
				t.Errorf("scaled to %v, want 10 x 20", got)
			}
			if want, err := Normalize(img, Options{}); err != nil || p.Image != want {
				t.Errorf("the image is not what Normalize gives (%v)", err)
			}
			if !within(p.Scaled, &p.Image) {
				t.Error("the image is not what was scaled, moved by whole pixels")
			}
		})
	}
}

// within reports whether the image is the picture somewhere on blank paper.
func within(picture *image.Gray, image *data.Image) bool {
	size := picture.Rect.Size()
	for place := range (data.Side - size.X + 1) * (data.Side - size.Y + 1) {
		left, top := place%(data.Side-size.X+1), place/(data.Side-size.X+1)
		var want data.Image
		for y := range size.Y {
			copy(want[(top+y)*data.Side+left:], picture.Pix[y*picture.Stride:][:size.X])
		}
		if want == *image {
			return true
		}
	}
	return false
}

func TestPreparePlain(t *testing.T) {
	img, _ := angle(255, 0)
	p, err := Prepare(img, Options{Plain: true})
	if err != nil || p.Ink != nil || p.Scaled.Rect != image.Rect(0, 0, data.Side, data.Side) {
		t.Fatalf("Prepare = ink %v, scaled to %v, %v, want the page at 28x28 alone", p.Ink, p.Scaled.Rect, err)
	}
	for i, v := range p.Scaled.Pix {
		if d := int(p.Image[i]) + int(v) - 255; d < -1 || d > 1 { // each is rounded
			t.Fatalf("pixel %d is %d before and %d after it is inverted", i, v, p.Image[i])
		}
	}
}

// What was done before it failed is there to be shown.
func TestPrepareFails(t *testing.T) {
	dot := Rasterize([][]float64{{100, 100}}, 280, 24)
	blot := sheet(200, 160, func(x, y int) float64 {
		if (x-100)*(x-100)+(y-80)*(y-80) < 50*50 {
			return 0
		}
		return 255
	})
	tests := []struct {
		name                string
		img                 *image.Gray
		want                error
		page, boxed, scaled bool
	}{
		{"nothing", image.NewGray(image.Rect(0, 0, 0, 0)), ErrBlank, false, false, false},
		{"blank", sheet(200, 160, even(255)), ErrBlank, true, false, false},
		{"dot", dot, ErrNoDigit, true, true, true},
		{"blot", blot, ErrNoDigit, true, true, true},
	}
	for _, test := range tests {
		p, err := Prepare(test.img, Options{})
		if !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
		if page, boxed, scaled := p.Page != nil, !p.Box.Empty(), p.Scaled != nil; page != test.page || boxed != test.boxed || scaled != test.scaled {
			t.Errorf("%s: page %t, boxed %t, scaled %t, want %t, %t, %t", test.name, page, boxed, scaled, test.page, test.boxed, test.scaled)
		}
		if p.Image != (data.Image{}) {
			t.Errorf("%s: there is an Image", test.name)
		}
	}
}

func TestThumbnail(t *testing.T) {
	img := sheet(300, 100, func(x, y int) float64 { return float64(x / 3 % 2 * 200) })
	small := Thumbnail(img, 100)
	if small.Rect != image.Rect(0, 0, 100, 33) {
		t.Fatalf("300 x 100 pixels become %v, want 100 x 33", small.Rect)
	}
	for x, v := range small.Pix[:100] {
		if want := byte(x % 2 * 200); v != want {
			t.Errorf("pixel %d is %d, want %d, the mean of those it stands for", x, v, want)
		}
	}
	if got := Thumbnail(small, 100); got != small {
		t.Error("a picture that fits already is made anew")
	}
}
