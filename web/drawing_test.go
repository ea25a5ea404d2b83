package web

import (
	"testing"

	"digitlab/web/worker"
)

var (
	oneDot  = subject{Strokes: []worker.Stroke{{1, 2}}}
	twoDots = subject{Strokes: []worker.Stroke{{1, 2}, {3, 4}}}
	photo   = subject{Name: "3.png", Picture: []byte{1, 2, 3}}
)

func questionID(t *testing.T, m worker.Message) int {
	t.Helper()
	switch m := m.(type) {
	case *worker.Draw:
		return m.ID
	case *worker.Picture:
		return m.ID
	case *worker.Sample:
		return m.ID
	}
	t.Fatalf("message %T, want a Draw, a Picture or a Sample", m)
	return 0
}

func TestReaderAsksOneQuestionAtATime(t *testing.T) {
	var r reader
	first := questionID(t, r.read(oneDot))
	for range 3 {
		if m := r.read(twoDots); m != nil {
			t.Fatalf("read while a question waits sends %T, want nothing", m)
		}
	}
	if !r.answer(first) {
		t.Error("the answer to a drawing that has grown is out of date, want shown: it is the newest there is")
	}
	if m := r.read(twoDots); m != nil {
		t.Fatalf("read right after the answer sends %T, want nothing yet", m)
	}
	next := r.goOn(first)
	draw, ok := next.(*worker.Draw)
	if !ok || len(draw.Strokes) != 2 || draw.ID == first {
		t.Fatalf("after the answer the reader sends %+v, want a new Draw of both strokes", next)
	}
	if next := r.goOn(first); next != nil {
		t.Errorf("the earlier answer has the reader send %T once more, want nothing while a question waits", next)
	}
	r.answer(draw.ID)
	if next := r.goOn(draw.ID); next != nil {
		t.Errorf("after the last answer the reader sends %T, want nothing", next)
	}
	if !r.answer(draw.ID) {
		t.Error("the answer that newer weights give again is dropped, want shown")
	}
}

func TestReaderDropsLateAnswers(t *testing.T) {
	var r reader
	first := questionID(t, r.read(oneDot))
	if m, ok := r.read(subject{}).(*worker.Forget); !ok {
		t.Fatalf("clearing sends %T, want Forget", m)
	}
	if r.answer(first) {
		t.Error("the answer to a cleared drawing is shown, want dropped")
	}
	r.goOn(first)

	second := questionID(t, r.read(oneDot))
	if m := r.read(photo); m != nil {
		t.Fatalf("a picture while a question waits sends %T, want nothing", m)
	}
	if r.answer(second) {
		t.Error("the answer to the drawing is shown for the picture, want dropped")
	}
	next := r.goOn(second)
	if picture, ok := next.(*worker.Picture); !ok || picture.Name != "3.png" || len(picture.File) != 3 {
		t.Errorf("then the reader sends %+v, want the picture", next)
	}
}

func TestReaderPrepare(t *testing.T) {
	var r reader
	if m := r.prepare(true); m != nil {
		t.Errorf("prepare without a subject sends %T, want nothing", m)
	}
	draw := r.read(oneDot).(*worker.Draw)
	if !draw.Plain {
		t.Error("Draw.Plain = false, want true")
	}
	r.answer(draw.ID)
	r.goOn(draw.ID)
	again, ok := r.prepare(false).(*worker.Draw)
	if !ok || again.Plain || again.ID == draw.ID {
		t.Errorf("prepare(false) sends %+v, want the drawing again, not plain", again)
	}
}

func TestReaderGoesOnAfterAFailure(t *testing.T) {
	var r reader
	r.read(photo)
	r.read(oneDot)
	if _, ok := r.fail().(*worker.Draw); !ok {
		t.Error("after a failed picture the waiting drawing is not asked for")
	}
}

// Two samples have nothing to do with each other, unlike the states of a
// drawing.
func TestReaderDropsTheAnswerToAnotherSample(t *testing.T) {
	var r reader
	first := r.read(subject{Sample: []byte{1}}).(*worker.Sample)
	r.read(subject{Sample: []byte{2}})
	if r.answer(first.ID) {
		t.Error("the answer to the first sample is shown for the second, want dropped")
	}
	next := r.goOn(first.ID)
	if second, ok := next.(*worker.Sample); !ok || second.Image[0] != 2 {
		t.Errorf("then the reader sends %+v, want the second sample", next)
	}
}
