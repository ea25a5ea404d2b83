package ownset

import (
	"bytes"
	"hash/crc32"
	"slices"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
)

// read returns the dataset of a set, as the trainer reads it.
func read(t *testing.T, s Set, seed uint64) *data.Dataset {
	t.Helper()
	text, err := s.Dataset(seed)
	if err != nil {
		t.Fatal(err)
	}
	d, err := mnistjson.ReadText(bytes.NewReader(text), mnistjson.Hooks{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// times returns how often each drawing of a set is in a split, and fails if one has
// another label than want says for its class.
func times(t *testing.T, s Set, images *data.Images, want map[int]byte) map[string]int {
	t.Helper()
	classes := map[string]int{}
	for i := range s.Classes {
		for _, d := range s.Of(i) {
			classes[string(d.Image)] = i
		}
	}
	counts := map[string]int{}
	for i := range images.Len() {
		image := string(images.Image(i))
		class, ok := classes[image]
		if !ok || images.Label(i) != want[class] {
			t.Fatalf("image %d has label %d; it is of class %d, %t", i, images.Label(i), class, ok)
		}
		counts[image]++
	}
	return counts
}

func TestDataset(t *testing.T) {
	s := filled([]string{"circle", "left out", "star", "house \"of\" cards"}, 12, 0, 5, 9)
	d := read(t, s, 1)
	if got := d.ClassNames(); !slices.Equal(got, []string{"circle", "star", "house \"of\" cards"}) {
		t.Errorf("the classes are %q", got)
	}
	labels := map[int]byte{0: 0, 2: 1, 3: 2}
	train, valid := times(t, s, d.Images(data.Train), labels), times(t, s, d.Images(data.Valid), labels)
	if len(train) != 10+4+8 || len(valid) != 2+1+1 || d.Images(data.Valid).Len() != len(valid) {
		t.Errorf("%d drawings to train on and %d to validate on, want 22 and 4, the latter once each", len(train), len(valid))
	}
	for image := range valid {
		if train[image] > 0 {
			t.Error("a drawing to validate on is trained on")
		}
	}
	var ofLabel [3]int
	for _, label := range d.Images(data.Train).Labels() {
		ofLabel[label]++
	}
	if ofLabel != [3]int{320, 320, 320} || d.Images(data.Test).Len() != 0 {
		t.Errorf("the classes have %v images to train on, want 320 each, and none to test on", ofLabel)
	}
}

// Many drawings need no repeating, but for those of a class that has fewer.
func TestLargeDataset(t *testing.T) {
	s := filled([]string{"circle", "star"}, 700, 50)
	d := read(t, s, 1)
	if got := d.Images(data.Train).Len(); got != 2*560 {
		t.Errorf("%d images to train on, want 560 of each class", got)
	}
}

// The same drawings and seed give the same bytes, here and elsewhere; another seed
// holds others back.
func TestDatasetGoesByTheSeed(t *testing.T) {
	s := filled(shapes, 12, 12, 12)
	one, err := s.Dataset(1)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := s.Dataset(1); !bytes.Equal(one, again) {
		t.Error("the same seed gives another dataset")
	}
	if other, _ := s.Dataset(2); bytes.Equal(one, other) {
		t.Error("another seed gives the same dataset")
	}
	const want = 0x9d9e4391
	if got := crc32.ChecksumIEEE(one); got != want {
		t.Errorf("the checksum is %#x, want %#x", got, want)
	}
}

// All shades of ink are those of the drawing.
func TestDatasetKeepsPixels(t *testing.T) {
	s := New("circle", "star")
	for n := range 10 {
		d := drawing(n)
		for i := range d.Image {
			d.Image[i] = byte(i + n)
		}
		s = s.With(d, n%2)
	}
	d := read(t, s, 3)
	times(t, s, d.Images(data.Train), map[int]byte{0: 0, 1: 1})
}

func TestTooFewDrawings(t *testing.T) {
	if _, err := filled(shapes, 5, 4).Dataset(1); err == nil {
		t.Error("four drawings are enough")
	}
}
