package train

import (
	"bytes"
	"testing"

	"digitlab/data"
)

// numbered returns images that say, in their first two pixels, which they are,
// and in the third of which set.
func numbered(n int, set byte) *data.Images {
	s := new(data.Images)
	for i := range n {
		s.Append(&data.Image{byte(i >> 8), byte(i), set}, byte(i%data.Classes))
	}
	return s
}

func number(image []byte) int { return int(image[0])<<8 | int(image[1]) }

func mixed(others, own, batch int, seed uint64) *data.Dataset {
	d := new(data.Dataset)
	*d.Images(data.Train), *d.Images(data.Valid) = *numbered(others, 0), *numbered(20, 2)
	s := HandSettings()
	s.BatchSize, s.Seed = batch, seed
	return Mix(d, numbered(own, 1), s)
}

func TestMix(t *testing.T) {
	const others, own = 1000, 7
	tests := []struct{ batch, ofOwn int }{{64, 2}, {100, 4}, {32, 1}, {3, 1}}
	for _, test := range tests {
		images := mixed(others, own, test.batch, 1).Images(data.Train)
		if images.Len() != mixSteps*test.batch {
			t.Fatalf("batches of %d: %d images in all, want %d", test.batch, images.Len(), mixSteps*test.batch)
		}
		var seen [2][others]int // how often each came
		for at := 0; at < images.Len(); at += test.batch {
			ofOwn := 0
			for i := at; i < at+test.batch; i++ {
				image := images.Image(i)
				seen[image[2]][number(image)]++
				ofOwn += int(image[2])
				if want := number(image) % data.Classes; int(images.Label(i)) != want {
					t.Fatalf("image %d has label %d, want %d", i, images.Label(i), want)
				}
			}
			if ofOwn != test.ofOwn {
				t.Fatalf("batch of %d at %d: %d images of the hand, want %d", test.batch, at, ofOwn, test.ofOwn)
			}
		}
		for set, n := range []int{others, own} {
			of := mixSteps * (test.batch - test.ofOwn)
			if set == 1 {
				of = mixSteps * test.ofOwn
			}
			for i, times := range seen[set][:n] {
				if times < of/n || times > (of+n-1)/n {
					t.Errorf("batches of %d: image %d of set %d comes %d times, want %d/%d", test.batch, i, set, times, of, n)
				}
			}
		}
	}
}

func TestMixFollowsFromTheSeed(t *testing.T) {
	pixels := func(seed uint64) (all []byte) {
		images := mixed(500, 5, 32, seed).Images(data.Train)
		for i := range images.Len() {
			all = append(all, images.Image(i)...)
		}
		return all
	}
	if !bytes.Equal(pixels(4), pixels(4)) {
		t.Error("the same seed gives other batches")
	}
	if bytes.Equal(pixels(4), pixels(5)) {
		t.Error("another seed gives the same batches")
	}
}

func TestMixKeepsTheValidationImages(t *testing.T) {
	d := mixed(10, 1, 8, 1)
	if n := d.Images(data.Test).Len(); n != 0 {
		t.Errorf("%d test images, want none", n)
	}
	if n := d.Images(data.Valid).Len(); n != 20 || d.Images(data.Valid).Image(7)[2] != 2 {
		t.Errorf("%d validation images, want the 20 of the dataset", n)
	}
}

func TestHandSettings(t *testing.T) {
	s := HandSettings()
	if err := s.Check(); err != nil {
		t.Error(err)
	}
	if s.Shuffle || s.Epochs != 1 {
		t.Errorf("shuffle %v and %d epochs, want the batches of Mix as they are, once", s.Shuffle, s.Epochs)
	}
}
