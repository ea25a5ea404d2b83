package predictor

import (
	"bytes"
	"math"
	"slices"
	"testing"
	"testing/synctest"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/web/worker"
)

// startShipped is startPredictor with the page's weights, a drawing and its picture.
func startShipped(t *testing.T) (l *client, drawn []byte) {
	t.Helper()
	l = startPredictor(t, "simplenet", nn.CrossEntropy{})
	shipped(t, l.send)
	l.send(&seven)
	drawn = next(l, func(m *worker.Prediction) bool { return m.Source == "shipped" }).Image
	l.send(&worker.Inspect{On: true})
	return l, drawn
}

// imagined returns the messages of a picture up to its end.
func imagined(l *client, id int) (all []*worker.Imagined) {
	l.t.Helper()
	for {
		m := next(l, func(m *worker.Imagined) bool { return m.ID == id })
		if all = append(all, m); m.Over {
			return all
		}
	}
}

func TestDream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, _ := startShipped(t)
		l.send(&worker.Imagine{ID: 1, Kind: worker.Dream, Digit: 4, Seed: 7})
		all := imagined(l, 1)
		last := all[len(all)-1]
		if len(all) != dreamSteps || last.Steps != dreamSteps {
			t.Errorf("%d messages to step %d, want one for each of %d steps", len(all), last.Steps, dreamSteps)
		}
		if last.Now.Digit != 4 || last.Now.Unsure || last.Digit != 4 || last.Source != "shipped" || last.Rounded {
			t.Errorf("the dream of a 4 ends as %+v", last)
		}
		if bytes.Equal(last.Picture(), all[0].Picture()) || last.Original() != nil || last.Change() != nil {
			t.Error("nothing has changed, or a dream has an original")
		}
		// It is read on the pad as it is said to be.
		l.send(&worker.DatasetImage{ID: 8, Image: last.Picture()})
		if m := next(l, func(m *worker.Prediction) bool { return m.ID == 8 }); m.Digit != 4 || m.Probabilities[4] != last.Now.Probability {
			t.Errorf("on the pad it is a %d with %v, want a 4 with %g", m.Digit, m.Probabilities, last.Now.Probability)
		}

		l.send(&worker.Imagine{ID: 2, Kind: worker.Dream, Digit: 4, Seed: 7, Whole: true})
		whole := imagined(l, 2)
		if len(whole) != 1 || !bytes.Equal(whole[0].Picture(), last.Picture()) {
			t.Errorf("%d messages of a whole dream, want the last of the other alone", len(whole))
		}
	})
}

func TestDisguise(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, drawn := startShipped(t)
		l.send(&worker.Imagine{ID: 1, Kind: worker.Disguise, Digit: 2, Image: drawn})
		all := imagined(l, 1)
		last := all[len(all)-1]
		if last.Before.Digit != 7 || last.Now.Digit != 2 || last.Now.Unsure || !bytes.Equal(last.Original(), drawn) {
			t.Errorf("a %d became %+v, want a 2 of what was drawn, a 7", last.Before.Digit, last.Now)
		}
		var squares, largest float64
		for i, v := range last.Picture() {
			change := (float64(v) - float64(drawn[i])) / 255
			squares, largest = squares+change*change, max(largest, math.Abs(change))
			if shown := (float64(last.Change()[i]) - 128) / 127 * float64(last.Largest); math.Abs(shown-change) > 0.51/127*float64(last.Largest) {
				t.Fatalf("the change of pixel %d is shown as %g, want %g", i, shown, change)
			}
		}
		if math.Abs(last.Distance-math.Sqrt(squares)) > 1e-6 || math.Abs(float64(last.Largest)-largest) > 1e-6 || last.Distance > 5 {
			t.Errorf("a distance of %g and a largest change of %g, want %g and %g", last.Distance, last.Largest, math.Sqrt(squares), largest)
		}
		// As the page has it, in whole bytes, it is read as surely.
		for digit := range data.Classes {
			l.send(&worker.Imagine{ID: 10 + digit, Kind: worker.Disguise, Digit: digit, Image: drawn, Whole: true})
			if m := imagined(l, 10+digit)[0]; m.Now.Digit != digit || m.Now.Unsure {
				t.Errorf("the 7 as a %d is read as %+v", digit, m.Now)
			}
		}
		// Of what it is read as already, there is nothing to change.
		l.send(&worker.Imagine{ID: 2, Kind: worker.Disguise, Digit: 7, Image: drawn})
		if own := imagined(l, 2); len(own) != 1 || own[0].Steps != 0 || own[0].Distance != 0 {
			t.Errorf("%d messages, and a distance of %g from a 7 to a 7", len(own), own[0].Distance)
		}
	})
}

// Answers come between two steps, and both kinds of picture go on side by side, with
// the weights that they have begun with.
func TestImaginingsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, drawn := startShipped(t)
		l.send(&worker.Imagine{ID: 1, Kind: worker.Dream, Digit: 4, Seed: 7})
		l.send(&worker.Imagine{ID: 2, Kind: worker.Disguise, Digit: 1, Image: drawn})
		next(l, func(m *worker.Imagined) bool { return m.ID == 1 })
		next(l, func(m *worker.Imagined) bool { return m.ID == 2 })
		l.sendWeights(9)
		draw := seven
		draw.ID = 5
		l.send(&draw)
		if m := next(l, func(m *worker.Prediction) bool { return m.ID == 5 }); m.Step != 9 {
			t.Errorf("the drawing is read by the weights of step %d, want 9", m.Step)
		}
		steps := 0
		for _, m := range l.seen {
			if m, ok := m.(*worker.Imagined); ok {
				steps++
				if m.Over {
					t.Error("a picture was finished before the drawing was read")
				}
			}
		}
		last := next(l, func(m *worker.Imagined) bool { return m.ID == 1 && m.Over })
		if last.Source != "shipped" || last.Now.Digit != 4 || last.Steps <= steps {
			t.Errorf("the dream ends as %+v, want a 4 by the first weights", last.Now)
		}
	})
}

func TestImaginingEnds(t *testing.T) {
	for name, end := range map[string]worker.Message{
		"stopped": &worker.StopImagining{Kind: worker.Dream}, "not looked at": &worker.Inspect{},
		"another": &worker.Imagine{ID: 2, Kind: worker.Dream, Digit: 5},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l, _ := startShipped(t)
				l.send(&worker.Imagine{ID: 1, Kind: worker.Dream, Digit: 4})
				next(l, always[*worker.Imagined])
				l.send(end)
				l.send(&worker.Inspect{On: true})
				l.send(&worker.Imagine{ID: 3, Kind: worker.Dream, Digit: 6, Whole: true})
				imagined(l, 3)
				if slices.ContainsFunc(l.seen, func(m worker.Message) bool { m1, ok := m.(*worker.Imagined); return ok && m1.ID == 1 && m1.Over }) {
					t.Error("it went on to its end")
				}
			})
		})
	}
}

// Of weights that give no numbers nothing comes, and no step is taken.
func TestImaginingOfNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.SquaredError{})
		l.send(&worker.Inspect{On: true})
		expect := func(name string, m *worker.Imagine, unread bool) {
			t.Helper()
			l.send(m)
			if got := next(l, func(got *worker.Imagined) bool { return got.ID == m.ID }); got.Unread != unread || got.Over != unread {
				t.Errorf("%s: %+v, want nothing: %t", name, got, unread)
			}
		}
		expect("a dream", &worker.Imagine{ID: 1, Kind: worker.Dream, Digit: 9}, false)
		expect("no such digit", &worker.Imagine{ID: 2, Kind: worker.Dream, Digit: 10}, true)
		expect("no picture", &worker.Imagine{ID: 3, Kind: worker.Disguise, Digit: 1}, true)
		for i := range l.params {
			l.params[i] = float32(math.NaN())
		}
		l.sendWeights(2)
		expect("no numbers", &worker.Imagine{ID: 4, Kind: worker.Dream, Digit: 1}, true)
	})
}
