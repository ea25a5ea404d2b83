package reader

import (
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

var (
	oneDot  = state.Subject{Strokes: []worker.Stroke{{1, 2}}}
	twoDots = state.Subject{Strokes: []worker.Stroke{{1, 2}, {3, 4}}}
	photo   = state.Subject{Name: "3.png", Picture: []byte{1, 2, 3}}
)

func questionID(t *testing.T, m worker.Message) int {
	t.Helper()
	switch m := m.(type) {
	case *worker.Draw:
		return m.ID
	case *worker.Picture:
		return m.ID
	case *worker.DatasetImage:
		return m.ID
	}
	t.Fatalf("message %T, want a Draw, a Picture or a Sample", m)
	return 0
}

func TestReaderAsksOneQuestionAtATime(t *testing.T) {
	var r Reader
	first := questionID(t, r.Read(oneDot))
	for range 3 {
		if m := r.Read(twoDots); m != nil {
			t.Fatalf("read while a question waits sends %T, want nothing", m)
		}
	}
	if !r.Answer(first) {
		t.Error("the answer to a drawing that has grown is out of date, want shown: it is the newest there is")
	}
	if m := r.Read(twoDots); m != nil {
		t.Fatalf("read right after the answer sends %T, want nothing yet", m)
	}
	next := r.GoOn(first)
	draw, ok := next.(*worker.Draw)
	if !ok || len(draw.Strokes) != 2 || draw.ID == first {
		t.Fatalf("after the answer the reader sends %+v, want a new Draw of both strokes", next)
	}
	if next := r.GoOn(first); next != nil {
		t.Errorf("the earlier answer has the reader send %T once more, want nothing while a question waits", next)
	}
	r.Answer(draw.ID)
	if next := r.GoOn(draw.ID); next != nil {
		t.Errorf("after the last answer the reader sends %T, want nothing", next)
	}
	if !r.Answer(draw.ID) {
		t.Error("the answer that newer weights give again is dropped, want shown")
	}
}

// The predictor answers nothing that it was told to forget before it had weights: the
// next drawing must not wait for that.
func TestReaderWaitsForNothingForgotten(t *testing.T) {
	var r Reader
	first := questionID(t, r.Read(oneDot))
	if _, ok := r.Read(state.Subject{}).(*worker.Forget); !ok || r.Behind() {
		t.Fatalf("after clearing the reader is behind: %t, want the drawing forgotten", r.Behind())
	}
	second := questionID(t, r.Read(twoDots))
	if second == first {
		t.Error("two questions have one ID")
	}
	// It may have been answered all the same.
	if r.Answer(first) || r.GoOn(first) != nil {
		t.Error("a late answer counts")
	}
	if !r.Answer(second) || r.Behind() {
		t.Error("the answer to the second drawing does not count")
	}
}

func TestReaderDropsLateAnswers(t *testing.T) {
	var r Reader
	first := questionID(t, r.Read(oneDot))
	if m, ok := r.Read(state.Subject{}).(*worker.Forget); !ok {
		t.Fatalf("clearing sends %T, want Forget", m)
	}
	if r.Answer(first) {
		t.Error("the answer to a cleared drawing is shown, want dropped")
	}
	r.GoOn(first)

	second := questionID(t, r.Read(oneDot))
	if m := r.Read(photo); m != nil {
		t.Fatalf("a picture while a question waits sends %T, want nothing", m)
	}
	if r.Answer(second) {
		t.Error("the answer to the drawing is shown for the picture, want dropped")
	}
	next := r.GoOn(second)
	if picture, ok := next.(*worker.Picture); !ok || picture.Name != "3.png" || len(picture.File) != 3 {
		t.Errorf("then the reader sends %+v, want the picture", next)
	}
}

func TestReaderPrepare(t *testing.T) {
	var r Reader
	if m := r.Prepare(true); m != nil {
		t.Errorf("prepare without a subject sends %T, want nothing", m)
	}
	draw := r.Read(oneDot).(*worker.Draw)
	if !draw.Plain {
		t.Error("Draw.Plain = false, want true")
	}
	r.Answer(draw.ID)
	r.GoOn(draw.ID)
	again, ok := r.Prepare(false).(*worker.Draw)
	if !ok || again.Plain || again.ID == draw.ID {
		t.Errorf("prepare(false) sends %+v, want the drawing again, not plain", again)
	}
}

func TestReaderGoesOnAfterAFailure(t *testing.T) {
	var r Reader
	r.Read(photo)
	r.Read(oneDot)
	if _, ok := r.Fail().(*worker.Draw); !ok {
		t.Error("after a failed picture the waiting drawing is not asked for")
	}
}

// Frames of a camera follow each other as the states of a drawing do.
func TestReaderAsksAboutTheNewestFrame(t *testing.T) {
	frame := func(pixel byte) state.Subject {
		return state.Subject{Bitmap: &worker.Bitmap{Width: 1, Height: 1, Pixels: []byte{pixel, 0, 0, 255}}}
	}
	var r Reader
	first, ok := r.Read(frame(1)).(*worker.Bitmap)
	if !ok || first.ID == 0 || first.Pixels[0] != 1 {
		t.Fatalf("to a frame the reader sends %+v, want it as a question", first)
	}
	r.Read(frame(2))
	if !r.Answer(first.ID) {
		t.Error("the answer to the frame before is dropped, want shown: it is the newest there is")
	}
	if next, ok := r.GoOn(first.ID).(*worker.Bitmap); !ok || next.Pixels[0] != 2 {
		t.Errorf("then the reader sends %+v, want the newest frame", next)
	}
	r.Read(photo)
	if r.Answer(first.ID + 1) {
		t.Error("the answer to a frame is shown for a picture, want dropped")
	}
}

// Two samples have nothing to do with each other, unlike the states of a
// drawing.
func TestReaderDropsTheAnswerToAnotherSample(t *testing.T) {
	var r Reader
	first := r.Read(state.Subject{Image: []byte{1}}).(*worker.DatasetImage)
	r.Read(state.Subject{Image: []byte{2}})
	if r.Answer(first.ID) {
		t.Error("the answer to the first sample is shown for the second, want dropped")
	}
	next := r.GoOn(first.ID)
	if second, ok := next.(*worker.DatasetImage); !ok || second.Image[0] != 2 {
		t.Errorf("then the reader sends %+v, want the second sample", next)
	}
}
