package hand

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// testDrawing returns the n-th drawing of a test: each has another image.
func testDrawing(n, label int) Drawing {
	image := make([]byte, Pixels)
	image[n%Pixels], image[(n+1)%Pixels] = byte(n/Pixels)+1, 255
	return Drawing{Label: label, Kept: time.Unix(int64(1_700_000_000+n), 0).UTC(), Image: image}
}

// gather keeps drawings of the labels, one after the other, as the page does.
func gather(labels ...int) (s Set) {
	for i, label := range labels {
		drawing := testDrawing(i, label)
		drawing.Test = s.HoldsBack(label)
		s = s.With(drawing)
	}
	return s
}

func labelsOf(s Set) (labels []int) {
	for _, drawing := range s {
		labels = append(labels, drawing.Label)
	}
	return labels
}

func TestSetKeepsASampleOnce(t *testing.T) {
	s := gather(3, 1, 4)
	again := testDrawing(1, 7)
	again.Test = true
	got := s.With(again)
	if want := []int{3, 7, 4}; !slices.Equal(labelsOf(got), want) {
		t.Errorf("labels %v after keeping the second again as a 7, want %v", labelsOf(got), want)
	}
	if got[1].Test {
		t.Error("what has been learned from has become a test")
	}
	if want := []int{3, 1, 4}; !slices.Equal(labelsOf(s), want) {
		t.Errorf("the set itself has changed to %v", labelsOf(s))
	}
}

func TestSetIsInOrder(t *testing.T) {
	s := gather(3, 1, 4, 1, 5)
	gone := s[1]
	less := s.Without(gone.ID())
	if want := []int{3, 4, 1, 5}; !slices.Equal(labelsOf(less), want) {
		t.Errorf("labels %v without the second, want %v", labelsOf(less), want)
	}
	if back := less.With(gone); !slices.Equal(labelsOf(back), labelsOf(s)) {
		t.Errorf("labels %v after taking it back, want %v", labelsOf(back), labelsOf(s))
	}
	if ones := s.Of(1); len(ones) != 2 || ones[0].ID() != s[3].ID() {
		t.Errorf("%d ones, want two with the newest first", len(ones))
	}
	if got := s.Labelled(s[0].ID(), 8); got[0].Label != 8 || s[0].Label != 3 {
		t.Errorf("labels %d and, before, %d; want 8 and 3", got[0].Label, s[0].Label)
	}
}

func TestChangeTo(t *testing.T) {
	s := gather(3, 1, 4)
	next := s.Without(s[0].ID()).Labelled(s[2].ID(), 9).With(testDrawing(7, 5))
	got := s.ChangeTo(next)
	if want := []int{9, 5}; !slices.Equal(labelsOf(got.Put), want) {
		t.Errorf("put are %v, want %v", labelsOf(got.Put), want)
	}
	if want := []string{s[0].ID()}; !slices.Equal(got.Gone, want) {
		t.Errorf("gone are %v, want %v", got.Gone, want)
	}
	if got := next.ChangeTo(next); got.Put != nil || got.Gone != nil {
		t.Errorf("a set becomes itself by %+v", got)
	}
}

func TestSetIsLimited(t *testing.T) {
	var many []Drawing
	for i := range Limit + 10 {
		many = append(many, testDrawing(i, 0))
	}
	if got := len(Set{}.With(many...)); got != Limit {
		t.Errorf("%d drawings, want %d", got, Limit)
	}
}

func TestHoldsBack(t *testing.T) {
	tests := []struct {
		name   string
		labels []int
		tests  []int // their places
	}{
		{"too few", []int{0, 1, 2, 3, 4}, nil},
		{"the first of a digit is learned from", []int{0, 1, 2, 3, 4, 5, 6, 7}, nil},
		{"one digit", []int{7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7}, []int{3, 7, 11}},
		{"two of each", []int{0, 0, 1, 1, 2, 2, 3, 3}, []int{3, 7}},
		{"a second round", []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3}, []int{10, 11, 12}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []int
			for i, drawing := range gather(test.labels...) {
				if drawing.Test {
					got = append(got, i)
				}
			}
			if !slices.Equal(got, test.tests) {
				t.Errorf("held back are %v, want %v", got, test.tests)
			}
		})
	}
}

// However digits come, about a quarter is held back, of each digit and of all,
// and each has something to learn from.
func TestHoldsBackAQuarter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var labels []int
	for range 400 {
		labels = append(labels, min(random.IntN(Digits), random.IntN(Digits)))
	}
	s := gather(labels...)
	if tests := s.Tests(); tests < 80 || tests > 100 {
		t.Errorf("%d of 400 are held back, want nearly a quarter", tests)
	}
	for digit := range Digits {
		of := s.Of(digit)
		if learned := len(of) - of.Tests(); len(of) > 0 && learned < 3*of.Tests()-2 {
			t.Errorf("of the digit %d, %d are learned from and %d held back", digit, learned, of.Tests())
		}
	}
}
