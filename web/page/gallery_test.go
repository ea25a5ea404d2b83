package page_test

import (
	"slices"
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

var allTestImages = state.NewGallery().Selection

func selection(change func(*worker.Selection)) worker.Selection {
	s := allTestImages
	change(&s)
	return s
}

var onlyMistakes = selection(func(s *worker.Selection) { s.Mistakes = true })

// galleryImages answers a question with the images from 100 on of 500. Image i
// shows i%10, and was read as 9.
func galleryImages(id, count int) *worker.Images {
	m := &worker.Images{ID: id, Total: 500, Source: "pretrained"}
	probabilities := make([]float32, 10)
	probabilities[9], probabilities[4] = .75, .25
	for i := 100; i < 100+count; i++ {
		m.Indices = append(m.Indices, i)
		m.Labels = append(m.Labels, i%10)
		m.Predictions = append(m.Predictions, 9)
		m.Probabilities = append(m.Probabilities, worker.PackFloats(probabilities)...)
		m.Images = append(m.Images, greyImage(byte(i))...)
	}
	return m
}

// newGalleryStage is a stage that shows the gallery, whose first question is
// still to be answered.
func newGalleryStage(t *testing.T) *stage {
	s := newStage(t)
	s.say(readyMessage, presentWeights)
	s.openGallery()
	s.expectSent(&worker.Browse{ID: s.question(), Selection: allTestImages, Count: state.PageSize})
	return s
}

// openGallery shows the gallery, which is mounted with the next frame and then
// asks.
func (s *stage) openGallery() {
	act(s, state.ShowView, state.GalleryView)
	s.disp.Consume()
	s.disp.Consume()
}

// question is the ID of the last question.
func (s *stage) question() (id int) {
	s.unread = s.sent()
	return s.browsed
}

func TestGalleryAsksWhenItIsSeen(t *testing.T) {
	s := newStage(t)
	s.openGallery()
	s.expectSent() // there is nothing to show yet
	s.say(partMessage)
	s.expectSent()
	s.say(readyMessage)
	s.expectSent(&worker.Browse{ID: s.question(), Selection: allTestImages, Count: state.PageSize})
	if got := s.value("gallery"); got != "" {
		t.Errorf("before an answer there are %s images", got)
	}
	s.say(galleryImages(s.question(), state.PageSize))
	s.expectSent()
	if got := s.value("gallery"); got != "500" {
		t.Errorf("the gallery has %s images, want 500", got)
	}
	act(s, state.ShowView, "train")
	s.say(readyMessage)
	s.expectSent() // until it is opened again
	s.openGallery()
	s.expectSent(&worker.Browse{ID: s.question(), Selection: allTestImages, Count: state.PageSize})
}

func TestGalleryShowsTheChosenImage(t *testing.T) {
	s := newGalleryStage(t)
	s.say(galleryImages(s.question(), state.PageSize))
	act(s, state.ChooseImage, 4)
	for id, want := range map[string]string{"gallery-chosen": "104", "gallery-probability-9": "0.75", "gallery-probability-4": "0.25"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	if got, want := attribute(t, s.html(), "gallery-option-4", "aria-label"), "test image 104: 4 read as 9, 75.0 % sure"; got != want {
		t.Errorf("the chosen image is called %q, want %q", got, want)
	}
	if got := attribute(t, s.html(), "gallery", "aria-activedescendant"); got != "gallery-option-4" {
		t.Errorf("the active descendant is %q, want the chosen image", got)
	}
	s.raise(state.InspectImage)
	asked := s.sentToPredictor()
	if !slices.ContainsFunc(asked, func(m worker.Message) bool {
		image, ok := m.(*worker.DatasetImage)
		return ok && string(image.Image) == string(greyImage(104))
	}) {
		t.Errorf("the predictor was sent %s, want the image", describe(asked))
	}
	if got := attribute(t, s.html(), "picture", "alt"); got != "The picture test image 104" {
		t.Errorf("the pad shows %q", got)
	}
}

func TestGalleryWithoutProbabilities(t *testing.T) {
	s := newGalleryStage(t)
	m := galleryImages(s.question(), 1)
	m.Probabilities, m.Numbers = nil, worker.PackFloats([]float32{8.75})
	s.say(m)
	if want := "✗ Read as 9, output 8.75, rounded"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestGalleryWithoutAMatch(t *testing.T) {
	s := newGalleryStage(t)
	act(s, state.SelectImages, selection(func(s *worker.Selection) { s.Label, s.Prediction = 4, 0 }))
	if strings.Contains(s.html(), "No image matches.") {
		t.Error("before an answer no image is said to match")
	}
	s.say(&worker.Images{ID: s.question(), Source: "pretrained"})
	html := s.html()
	attribute(t, html, "gallery-clear", "id")
	if role := attribute(t, html, "gallery", "role"); role != "group" || !strings.Contains(html, "No image matches.") {
		t.Errorf("where nothing matches there is a %s that does not say so", role)
	}
	for id, want := range map[string]string{"gallery": "0", "gallery-digit": "4", "gallery-predicted": "0"} {
		if got := s.value(id); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
	act(s, state.SelectImages, allTestImages)
	for _, id := range []string{"gallery-digit", "gallery-predicted"} {
		if got := s.value(id); got != "-1" {
			t.Errorf("without a filter #%s has data-value %q, want -1", id, got)
		}
	}
	if s.checked("gallery-mistakes") {
		t.Error("without a filter #gallery-mistakes is ticked")
	}
	s.say(galleryImages(s.question(), state.PageSize))
	if html := s.html(); strings.Contains(html, `id="gallery-clear"`) || attribute(t, html, "gallery", "role") != "listbox" {
		t.Error("images that match are no list")
	}
}

// Answers to what is not asked any more are of no use.
func TestGalleryChangesItsMind(t *testing.T) {
	s := newGalleryStage(t)
	first := s.question()
	fours := selection(func(s *worker.Selection) { s.Label = 4 })
	act(s, state.SelectImages, fours)
	s.expectSent(&worker.Browse{ID: s.question(), Selection: fours, Count: state.PageSize})
	s.say(galleryImages(first, state.PageSize))
	if s.value("gallery") != "" {
		t.Error("images of another selection are shown")
	}
	s.say(galleryImages(s.question(), state.PageSize))
	act(s, state.ShowImages, state.Span{From: 290, To: 310})
	act(s, state.ShowImages, state.Span{From: 100, To: 130}) // before the answer
	s.expectSent(&worker.Browse{ID: s.question(), Selection: fours, From: 4 * state.PageSize, Count: state.PageSize})
	s.say(galleryImages(s.question(), state.PageSize))
	s.expectSent(&worker.Browse{ID: s.question(), Selection: fours, From: state.PageSize, Count: state.PageSize})
}

func TestGalleryHasTheSplitRead(t *testing.T) {
	s := newGalleryStage(t)
	act(s, state.SelectImages, onlyMistakes)
	s.sent()
	s.say(&worker.Images{ID: s.question(), NotEvaluated: true})
	s.expectSent(&worker.Evaluate{Split: state.SplitTest, Workers: 1})
	const reads = "The network has to read all images first."
	if !strings.Contains(s.html(), reads) || strings.Contains(s.html(), `id="gallery-option-`) {
		t.Errorf("in the place of images the page does not say %q", reads)
	}
	s.say(&worker.EvaluationProgress{Split: state.SplitTest, Images: 2500, Total: 10000})
	if got := attribute(t, s.html(), "evaluation-progress", "value"); got != "25" {
		t.Errorf("the bar stands at %q, want 25", got)
	}
	s.say(evaluationMessage(3))
	s.expectSent(&worker.Browse{ID: s.question(), Selection: onlyMistakes, Count: state.PageSize})
	if strings.Contains(s.html(), reads) {
		t.Errorf("after that the page still says %q", reads)
	}
	if get(s, state.ReportKey).Result != nil {
		t.Error("what was read for the gallery is shown as a report")
	}
	act(s, state.ShowView, "evaluate")
	act(s, state.EvaluateWeights, state.SplitTest)
	s.say(evaluationMessage(3))
	if get(s, state.ReportKey).Result == nil {
		t.Error("what was asked for is not shown as a report")
	}
}

func TestGalleryReadingIsCancelled(t *testing.T) {
	s := newGalleryStage(t)
	act(s, state.SelectImages, onlyMistakes)
	s.say(&worker.Images{ID: s.question(), NotEvaluated: true})
	s.sent()
	s.raise(state.StopEvaluation)
	s.expectSent(&worker.StopEvaluation{})
	act(s, state.ShowView, "train")
	s.openGallery()
	s.expectSent() // against the visitor's will
	if want := "all 10,000 images have to be read first."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.raise(state.ReadGallery)
	s.expectSent(&worker.Evaluate{Split: state.SplitTest, Workers: 1})
}

func TestGalleryWaitsForTheEndOfARun(t *testing.T) {
	s := newGalleryStage(t)
	s.say(galleryImages(s.question(), state.PageSize))
	s.say(&worker.RunState{State: worker.StateRunning})
	act(s, state.SelectImages, onlyMistakes)
	s.sent()
	s.say(&worker.Images{ID: s.question(), NotEvaluated: true})
	s.expectSent()
	if want := "That has to wait for the end of the run."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	if strings.Contains(s.html(), `id="gallery-read"`) {
		t.Error("beside a run, all images are offered to be read")
	}
	s.say(&worker.RunState{State: worker.StateDone})
	attribute(t, s.html(), "gallery-read", "id")
}

func TestGalleryIsRefreshed(t *testing.T) {
	s := newGalleryStage(t)
	s.say(galleryImages(s.question(), state.PageSize))
	if strings.Contains(s.html(), `id="gallery-refresh"`) {
		t.Error("there is something to refresh from the start")
	}
	ofRun := &worker.Weights{Loss: "crossentropy", Source: "this run", Step: 1500}
	s.say(ofRun)
	if want := "500 of 10,000 images. Read by: pretrained."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	attribute(t, s.html(), "gallery-refresh", "id")
	s.raise(state.RefreshImages)
	s.expectSent(&worker.Browse{ID: s.question(), Selection: allTestImages, Count: state.PageSize, Renew: true})
	m := galleryImages(s.question(), state.PageSize)
	m.Source, m.Step = "this run", 1500
	s.say(m)
	if want := "Read by: this run, step 1,500."; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
	s.say(ofRun) // once more, at a pause
	if strings.Contains(s.html(), `id="gallery-refresh"`) {
		t.Error("what was read by the newest weights is to be refreshed")
	}
	s.say(&worker.Weights{Loss: "crossentropy", Source: "this run", Step: 0}) // another run
	s.say(ofRun)
	attribute(t, s.html(), "gallery-refresh", "id")
}

func TestGalleryWithoutWeights(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.openGallery()
	s.sent()
	m := galleryImages(s.question(), state.PageSize)
	m.Source, m.Predictions, m.Probabilities = "", nil, nil
	s.say(m)
	if want := "✗"; strings.Contains(s.html(), want) || s.value("gallery-chosen") != "100" {
		t.Error("without weights the page says what was read, or does not show the image")
	}
	s.say(presentWeights)
	s.expectSent(&worker.Browse{ID: s.question(), Selection: allTestImages, Count: state.PageSize})
}

func TestGalleryFailure(t *testing.T) {
	s := newGalleryStage(t)
	s.say(&worker.Failure{Scope: worker.ScopeBrowse, Text: "mine: with these weights the network's outputs are not numbers"})
	if s.notices() != "" || !strings.Contains(s.html(), "not numbers") {
		t.Errorf("#error says %q; the failure belongs into the gallery", s.notices())
	}
	act(s, state.ShowImages, state.Span{From: 0, To: 30})
	s.expectSent()
	s.raise(state.RefreshImages)
	s.expectSent(&worker.Browse{ID: s.question(), Selection: allTestImages, Count: state.PageSize, Renew: true})
}
