package inside

import (
	"testing"

	"digitlab/web/view/plate"
)

func TestInsideTexts(t *testing.T) {
	m := insideMessage(10)
	list := logitsOf(m)
	if l := list[3]; l.Value != 3.25 || l.Bias != 0.5 || l.For != 0 || l.Against != 1 || l.Parts[0] != 3 {
		t.Errorf("logit 3 = %+v", l)
	}
	if got, want := partText(m, nil, list, 7), "Channel 2 of pool1 adds -0.25 to the logit of 3."; got != want {
		t.Errorf("partText = %q, want %q", got, want)
	}
	if pictures := partPictures(list); pictures[18] != 255 || pictures[0] != 128 || pictures[1] != 124 {
		t.Errorf("parts 9, 0 and -0.25 of 9 are shown as %d, %d and %d", pictures[18], pictures[0], pictures[1])
	}
	picture := mapPicture(&m.Maps[0], m.MapPictures(0), 1)
	if got, want := mapText(&m.Maps[0], picture, 1), "conv1, map 2 of 2: 0.99 to 0.99."; got != want {
		t.Errorf("mapText = %q, want %q", got, want)
	}
	if f := filterOf(m, 1); f != 0 {
		t.Errorf("the maps of the pooling are made by filters %d, want those of conv1", f)
	}
	if got, want := filtersText(&m.Filters[1]), "10 outputs (rows), each with 14 × 14 weights for every channel it gets (columns)"; got != want {
		t.Errorf("filtersText = %q, want %q", got, want)
	}
	if got, want := votesText([]int{7, 1, 7, 9, 7}, nil), "3 of these 5 show a 7."; got != want {
		t.Errorf("votesText = %q, want %q", got, want)
	}
}

// A patch is cut off at the picture's edges.
func TestPatchAt(t *testing.T) {
	m := occlusionMessage(10)
	for place, want := range map[int]plate.Box{
		0:         {Left: 0, Top: 0, Width: 4. / 28, Height: 4. / 28},
		14*5 + 6:  {Left: 10. / 28, Top: 8. / 28, Width: 6. / 28, Height: 6. / 28},
		14*14 - 1: {Left: 24. / 28, Top: 24. / 28, Width: 4. / 28, Height: 4. / 28},
	} {
		if got := patchAt(m, place); *got != want {
			t.Errorf("the patch at place %d is %+v, want %+v", place, *got, want)
		}
	}
}

// What is said of a place is about the digit that is asked about.
func TestMatteredWords(t *testing.T) {
	c := &occlusionView{occlusion: *occlusionMessage(10), place: 5}
	c.occlusion.Outputs[3] = -2
	c.occlusion.Bytes[5] = 1               // is read there
	c.occlusion.Losses(3)[5] = 128 + 127/2 // nearly half of 4
	for asked, want := range map[int]string{
		theAnswer: "Covered here, it would read a 1, and give a 7 77.8 %. The logit of 7 would be 0.00 instead of 0.00.",
		3:         "Covered here, it would read a 1, and give a 3 33.3 %. The logit of 3 would be -3.98 instead of -2.00.",
		9:         "Covered here, it would read a 1, and give a 9 99.9 %. The logit of 9 would be 0.00 instead of 0.00.",
	} {
		c.asked = asked
		if got := c.words(c.occlusion.Losses(c.output()), c.output()); got != want {
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
