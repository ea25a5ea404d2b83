package web

import (
	"strings"
	"testing"

	"digitlab/web/worker"
)

// An image of a dataset keeps its name and its label, and takes no preparation
// that could be explained.
func TestInsideOfASample(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	sample := imageOf(7)
	s.hear(&worker.Prepared{Pictures: sample}, insideMessage(10))
	s.read(subject{Name: "test image 9879", Sample: sample, Label: 4, Labelled: true}, 4, sample)
	s.settle()
	html := s.html()
	if got := attribute(t, html, "inside-subject", "data-value"); got != "4" || !strings.Contains(html, "On the pad: test image 9879, with the label 4.") {
		t.Errorf("#inside-subject has data-value %q, want 4 and the image's name", got)
	}
	if strings.Contains(html, `id="preparation-end"`) || attribute(t, html, "preparation", "data-value") != "1" {
		t.Error("more is said of the preparation than that the image is of the dataset")
	}
	if strings.Contains(html, "in the dark theme the pad only looks inverted") {
		t.Error("an image of the dataset is said to be drawn")
	}
	s.hear(&worker.Prepared{Page: worker.Size{Width: 1, Height: 1}, Scaled: worker.Size{Width: 1, Height: 1}, Pictures: make([]byte, 2+worker.ImagePixels)})
	s.read(drawn(50), 1, imageOf(1))
	s.settle()
	if got := strings.Count(s.html(), "in the dark theme the pad only looks inverted"); got != 1 {
		t.Errorf("%d steps of a drawing explain the dark theme's pad, want the first", got)
	}
	if strings.Contains(s.html(), `id="inside-subject"`) {
		t.Error("a drawing is said to be of the dataset")
	}
}

// What is said of a place is about the digit that is asked about.
func TestMatteredWords(t *testing.T) {
	c := &matteredView{mattered: *matteredMessage(10), place: 5}
	c.mattered.Outputs[3] = -2
	c.mattered.Bytes[5] = 1               // is read there
	c.mattered.Losses(3)[5] = 128 + 127/2 // nearly half of 4
	for asked, want := range map[int]string{
		theAnswer: "Covered here, it would read a 1, and give a 7 77.8 %. The logit of 7 would be 0.00 instead of 0.00.",
		3:         "Covered here, it would read a 1, and give a 3 33.3 %. The logit of 3 would be -3.98 instead of -2.00.",
		9:         "Covered here, it would read a 1, and give a 9 99.9 %. The logit of 9 would be 0.00 instead of 0.00.",
	} {
		c.asked = asked
		if got := c.words(c.mattered.Losses(c.output()), c.output()); got != want {
			t.Errorf("asked about %d: %q, want %q", asked, got, want)
		}
	}
}

// The answer is as sure of itself as beside the pad.
func TestWhatIfWords(t *testing.T) {
	c := &whatIfView{inside: *insideMessage(10)}
	c.inside.Probabilities[7] = 0.641
	if got, want := c.answer()+" 7 "+c.sureness(), "Reads 7 64.1 % sure"; got != want {
		t.Errorf("of a clear answer it says %q, want %q", got, want)
	}
	c.inside.Unsure = true
	if got, want := c.answer()+" 7 "+c.sureness(), "Not sure, maybe a 7 64.1 %"; got != want {
		t.Errorf("of an unsure answer it says %q, want %q", got, want)
	}
}
