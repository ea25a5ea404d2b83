package nearest

import (
	"errors"
	"math"
	"sort"
	"testing"

	"digitlab/data"
)

// blurredDistance is what a Finder measures, by its definition.
func blurredDistance(a, b []byte) float64 {
	at := func(x, y int) float64 {
		if x < 0 || x >= data.Side || y < 0 || y >= data.Side {
			return 0
		}
		return float64(a[y*data.Side+x]) - float64(b[y*data.Side+x])
	}
	var sum float64
	for y := -1; y <= data.Side; y++ {
		for x := -1; x <= data.Side; x++ {
			v := 4*at(x, y) +
				2*(at(x-1, y)+at(x+1, y)+at(x, y-1)+at(x, y+1)) +
				at(x-1, y-1) + at(x+1, y-1) + at(x-1, y+1) + at(x+1, y+1)
			sum += v * v
		}
	}
	return math.Sqrt(sum) / 255 / 16
}

// somewhat returns the first n training images, and one with ink up to its edges.
func somewhat(t *testing.T, n int) *data.Images {
	t.Helper()
	train := mnist(t).Images(data.Train)
	var images data.Images
	for i := range n {
		images.Append((*data.Image)(train.Image(i)), 0)
	}
	var full data.Image
	for i := range full {
		full[i] = byte(i)
	}
	images.Append(&full, 1)
	return &images
}

func TestFinder(t *testing.T) {
	images := somewhat(t, 600)
	f := New(images)
	rests := 0
	rest := func() error { rests++; return nil }
	for _, i := range []int{0, 17, 600} {
		image := data.Image(images.Image(i))
		image[300] ^= 96 // so that it is not there itself
		got, err := f.Find(&image, 5, rest)
		if err != nil || len(got) != 5 {
			t.Fatalf("%d neighbours, %v, want 5", len(got), err)
		}
		var want []Neighbour
		for j := range images.Len() {
			want = append(want, Neighbour{j, blurredDistance(image[:], images.Image(j))})
		}
		sort.SliceStable(want, func(a, b int) bool { return want[a].Distance < want[b].Distance })
		for k := range got {
			// Both add up whole numbers exactly.
			if got[k].Index != want[k].Index || math.Abs(got[k].Distance-want[k].Distance) > 1e-9 {
				t.Errorf("neighbour %d of image %d is %+v, want %+v", k, i, got[k], want[k])
			}
		}
		if got[0].Index != i {
			t.Errorf("the image nearest to a copy of %d is %d", i, got[0].Index)
		}
	}
	if rests < 10 { // at every 125 of 601 once, and at every 250 each time
		t.Errorf("%d rests in 3 searches among 601 images", rests)
	}
}

func TestFinderOfNothing(t *testing.T) {
	var image data.Image
	never := func() error { return nil }
	if got, err := New(new(data.Images)).Find(&image, 5, never); err != nil || len(got) != 0 {
		t.Errorf("the neighbours in an empty split are %v, %v", got, err)
	}
	if got, err := New(somewhat(t, 3)).Find(&image, 5, never); err != nil || len(got) != 4 {
		t.Errorf("the five nearest of four images are %v, %v", got, err)
	}
	if got, err := New(somewhat(t, 3)).Find(&image, 0, never); err != nil || len(got) != 0 {
		t.Errorf("the zero nearest images are %v, %v", got, err)
	}
}

// A search that is given up goes on where it was, the next time.
func TestFinderGivesUp(t *testing.T) {
	images := somewhat(t, 600)
	f := New(images)
	image := data.Image(images.Image(3))
	enough := errors.New("enough")
	if _, err := f.Find(&image, 5, func() error { return enough }); err != enough {
		t.Errorf("error %v, want that of the rest", err)
	}
	if got, err := f.Find(&image, 1, func() error { return nil }); err != nil || got[0] != (Neighbour{Index: 3}) {
		t.Errorf("neighbours %v, %v, want the image itself", got, err)
	}
}

func BenchmarkFinder(b *testing.B) {
	f := New(mnist(b).Images(data.Train))
	image := data.Image(mnist(b).Images(data.Valid).Image(0))
	for b.Loop() {
		f.Find(&image, 5, func() error { return nil })
	}
}
