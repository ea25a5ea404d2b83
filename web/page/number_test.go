package page_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// digitsOf returns digits beside each other, each of one of the strokes of write.
func digitsOf(digits ...int) (list []worker.ReadDigit) {
	for i, digit := range digits {
		left := .1 + .2*float64(i)
		list = append(list, worker.ReadDigit{Digit: digit, Probability: .75, Box: [4]float64{left, .25, left + .1, .5}})
	}
	return list
}

// answer answers what was last asked with a number, of which a digit is chosen. The
// image is as many as that.
func (s *stage) answer(digits []worker.ReadDigit, chosen int) {
	s.t.Helper()
	d := digits[chosen]
	probabilities := make([]float64, 10)
	probabilities[d.Digit] = d.Probability
	s.predict(&worker.Prediction{ID: s.written, Digits: digits, Chosen: chosen, Digit: d.Digit, Unsure: d.Unsure,
		None: d.None, Probabilities: probabilities, Outputs: probabilities, Image: imageOf(byte(chosen))})
	s.consume()
}

// write puts a drawing of so many strokes onto the pad.
func (s *stage) write(strokes int) {
	s.t.Helper()
	var subject state.Subject
	for i := range strokes {
		x := 42 + 56*float64(i)
		subject.Strokes = append(subject.Strokes, worker.Stroke{x, 82, x, 128})
	}
	act(s, state.ReadSubject, subject)
	asked := s.sentToPredictor()
	s.written = questionID(s.t, asked[len(asked)-1])
}

func (s *stage) expectAttributes(id string, want map[string]string) {
	s.t.Helper()
	html := s.html()
	for name, want := range want {
		if got := attribute(s.t, html, id, name); got != want {
			s.t.Errorf("#%s has %s=%q, want %q", id, name, got, want)
		}
	}
}

// shows reports whether there is an element with an id.
func (s *stage) shows(id string) bool { return strings.Contains(s.html(), ` id="`+id+`"`) }

func TestNumberIsShown(t *testing.T) {
	s := newStage(t)
	s.write(4)
	digits := digitsOf(0, 4, 1, 7)
	digits[2].Unsure = true
	s.answer(digits, 1)
	s.expectAttributes("prediction", map[string]string{"data-value": "0417", "data-unsure": ""}) // "true", see attribute
	for i, digit := range []string{"0", "4", "1", "7"} {
		id := "digit-" + string('0'+rune(i))
		unsure, checked := "false", "false"
		if i == 2 {
			unsure = ""
		}
		if i == 1 {
			checked = ""
		}
		s.expectAttributes(id, map[string]string{"data-value": digit, "data-probability": "0.75",
			"data-unsure": unsure, "aria-checked": checked, "role": "radio"})
	}
	if got := attribute(t, s.html(), "digit-1", "style"); !strings.Contains(got, "inset:25% 60% 50% 30%") {
		t.Errorf("the box of the second digit lies at %q", got)
	}
	html := s.html()
	for _, want := range []string{"Not sure:<", ">2 of 4: 75.0 % sure<", "Digit 1 of 4: 0, 75.0 % sure", "Digit 3 of 4: not sure, maybe a 1"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if got := s.value("probability-4"); got != "0.75" {
		t.Errorf("the bar of 4, the chosen digit, is at %q, want 0.75", got)
	}

	act(s, state.ReadSubject, state.Subject{})
	if s.shows("digit-0") || s.value("prediction") != "" {
		t.Error("there is still a digit after clearing")
	}
}

// With one digit there is nothing to choose, and scripts read it as they read others.
func TestOneDigitHasABoxForScripts(t *testing.T) {
	for _, digits := range [][]worker.ReadDigit{nil, digitsOf(7)} {
		s := newStage(t)
		s.write(1)
		probabilities := make([]float64, 10)
		probabilities[7] = .75
		s.predict(&worker.Prediction{ID: s.written, Digits: digits, Digit: 7, Probabilities: probabilities, Outputs: probabilities, Image: imageOf(1)})
		s.consume()
		s.expectAttributes("digit-0", map[string]string{"data-value": "7", "data-probability": "0.75", "data-unsure": "false", "aria-hidden": "", "tabindex": "-1"})
		if html := s.html(); s.shows("digit-1") || s.shows("prediction-copy") || strings.Contains(html, "radiogroup") || strings.Contains(html, "1 of 1") {
			t.Errorf("one digit of %d is shown as a number", len(digits))
		}
	}
}

func TestChooseADigit(t *testing.T) {
	s := newStage(t)
	act(s, state.ChooseDigit, 0) // of nothing
	s.write(2)
	s.answer(digitsOf(4, 2), 0)
	s.expectAttributes("digit-0", map[string]string{"aria-checked": "", "tabindex": "0"})
	act(s, state.ChooseDigit, 2) // there is none
	act(s, state.ChooseDigit, 1)
	if got, want := s.sentToPredictor(), []worker.Message{&worker.Choose{Index: 1}}; !reflect.DeepEqual(got, want) {
		t.Fatalf("the predictor was sent %s, want one choice, of the second digit", describe(got))
	}
	s.answer(digitsOf(4, 2), 1)
	s.expectAttributes("digit-0", map[string]string{"aria-checked": "false", "tabindex": "-1"})
	s.expectAttributes("digit-1", map[string]string{"aria-checked": "", "tabindex": "0"})
	if bar, value := s.value("probability-2"), s.value("prediction"); bar != "0.75" || value != "42" {
		t.Errorf("the bar of 2 is at %q and the number %q, want 0.75 and 42", bar, value)
	}
	if got := get(s, state.ReadingKey).Image; !bytes.Equal(got, imageOf(1)) {
		t.Error("the preview is not about the chosen digit")
	}
}

// A digit that is chosen while the end of its last stroke is being read is the chosen
// one afterwards, whatever the predictor makes of the longer stroke.
func TestChooseBeforeTheEndIsRead(t *testing.T) { synctest.Test(t, testChooseBeforeTheEnd) }

func testChooseBeforeTheEnd(t *testing.T) {
	s := newStage(t)
	stand := func() { // as long as an answer does before the next question
		time.Sleep(time.Second)
		s.consume()
	}
	s.write(2)
	s.answer(digitsOf(4, 2), 0)
	stand()
	s.write(2) // longer
	act(s, state.ChooseDigit, 1)
	act(s, state.KeepDrawing, 7)
	if got := s.sentToPredictor(); len(got) > 0 {
		t.Fatalf("before the end is read the predictor was sent %s, want nothing", describe(got))
	}
	s.answer(digitsOf(4, 2), 0)
	if got, want := s.sentToPredictor(), []worker.Message{&worker.Choose{Index: 1}}; !reflect.DeepEqual(got, want) {
		t.Fatalf("the predictor was sent %s, want the choice", describe(got))
	}
	if got := len(get(s, state.HandKey).Set); got > 0 {
		t.Errorf("%d drawings are kept before the chosen one is known", got)
	}
	s.answer(digitsOf(4, 2), 1)
	s.expectAttributes("digit-1", map[string]string{"aria-checked": ""})
	if kept := get(s, state.HandKey).Set; len(kept) != 1 || !bytes.Equal(kept[0].Image, imageOf(1)) {
		t.Errorf("%d drawings are kept, want the chosen digit", len(kept))
	}

	stand()
	s.write(2)
	act(s, state.ChooseDigit, 0)
	act(s, state.ReadSubject, state.Subject{}) // nothing is left of it
	s.sentToPredictor()
	s.write(2)
	s.answer(digitsOf(4, 2), 1)
	if got := s.sentToPredictor(); len(got) > 0 {
		t.Errorf("of another number, the predictor was sent %s", describe(got))
	}
}

func TestNoDigit(t *testing.T) {
	s := newStage(t)
	s.write(2)
	none := worker.ReadDigit{Digit: 3, Probability: .4, Unsure: true, None: true, Box: [4]float64{.5, .25, .6, .5}}
	s.answer([]worker.ReadDigit{none}, 0)
	s.expectAttributes("prediction", map[string]string{"data-value": "", "data-unsure": ""})
	html := s.html()
	for _, want := range []string{"Looks like no digit", "no digit; if any, a 3", ">no digit<", ">–<"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(html, "Not sure, maybe") || s.shows("keep-right") {
		t.Error("what is no digit is said to be one")
	}

	s.answer([]worker.ReadDigit{digitsOf(4)[0], none}, 1)
	s.expectAttributes("prediction", map[string]string{"data-value": "43", "data-unsure": ""})
	s.expectAttributes("digit-1", map[string]string{"data-value": "3", "data-unsure": "", "data-none": ""})
	html = s.html()
	for _, want := range []string{`>4</span>`, `>?</span>`, ">2 of 2: no digit<", "Digit 2 of 2: no digit"} {
		if !strings.Contains(html, want) {
			t.Errorf("in a number, the page does not say %q", want)
		}
	}
}

// A digit of a number joins the hand alone, with what is known of how it was drawn.
func TestKeepADigitOfANumber(t *testing.T) {
	s := newStage(t)
	s.write(2)
	digits := digitsOf(4, 2)
	s.answer(digits, 1)
	if !strings.Contains(s.html(), "Wrong? Press its box") {
		t.Error("the page does not say how a digit of a number is corrected")
	}
	act(s, state.KeepDrawing, 7)
	kept := get(s, state.HandKey).Set[0]
	if want := [][]float64{{98, 82, 98, 128}}; !bytes.Equal(kept.Image, imageOf(1)) || !reflect.DeepEqual(kept.Strokes.Lines, want) || kept.Label != 7 {
		t.Errorf("kept as a %d are the strokes %v, want as a 7 %v with the chosen digit's image", kept.Label, kept.Strokes.Lines, want)
	}
	if !strings.Contains(s.html(), "Kept as a 7 in your handwriting") {
		t.Error("the page does not say that it is kept")
	}

	// A press on a row waits for the digit that was chosen before it.
	digits[0].Box[1] = 0 // it has more than the stroke
	act(s, state.ChooseDigit, 0)
	act(s, state.KeepDrawing, 9)
	s.expectLabels("before the choice is answered", 7)
	s.answer(digits, 0)
	s.expectLabels("after", 7, 9)
	for _, kept := range get(s, state.HandKey).Set {
		if kept.Label == 9 && (!bytes.Equal(kept.Image, imageOf(0)) || kept.Strokes.Lines != nil) {
			t.Errorf("kept as a 9 are the strokes %v, want the first digit's image alone", kept.Strokes.Lines)
		}
	}

	// Nothing is kept of a choice that nobody answers any more.
	act(s, state.ChooseDigit, 1)
	act(s, state.KeepDrawing, 5)
	act(s, state.ReadSubject, state.Subject{})
	s.expectLabels("after the pad was cleared", 7, 9)
}

func TestALongNumberCanBeCopied(t *testing.T) {
	s := newStage(t)
	s.write(1)
	list := append(digitsOf(1, 2, 3), digitsOf(4, 5)...)
	for i := 3; i < 5; i++ {
		list[i].Box[1], list[i].Box[3] = .6, .8
	}
	s.answer(list, 0)
	if !s.shows("prediction-copy") || get(s, state.ReadingKey).Text() != "123\n45" {
		t.Error("a number in two lines cannot be copied as such")
	}
	if got := strings.Count(s.html(), `class="digit-line"`); got != 2 || s.value("prediction") != "12345" {
		t.Errorf("there are %d lines of %q, want 2 of 12345", got, s.value("prediction"))
	}
	if got := attribute(t, s.html(), "prediction", "style"); !strings.Contains(got, "font-size:calc(var(--number) * 0.449)") {
		t.Errorf("two lines of three have the style %q, want 53px", got)
	}
}
