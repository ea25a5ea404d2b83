package web

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// readingState holds a reading.
const readingState = "reading"

// Actions on what is to be read.
const (
	readSubject    = "/drawing/read"    // a subject
	restoreSubject = "/drawing/restore" // a subject: the one before a picture that failed
	prepareSubject = "/drawing/prepare" // a bool: as MNIST's authors did
	openPicture    = "/drawing/open"    // a File of JavaScript, an app.Value
	openSample     = "/drawing/sample"  // a subject: an image of a dataset
	pictureFailed  = "/drawing/failed"  // nothing
)

// answerTime is how long an answer stands before the next question: longer than
// a frame, so that a hand that draws has the page's main thread in between, and
// shorter than anybody reads.
const answerTime = 24 * time.Millisecond

// subject is what the network is to read: strokes, a picture or a sample.
type subject struct {
	Strokes []worker.Stroke
	Name    string // of the picture or sample
	Picture []byte // its file
	Sample  []byte // an image of a dataset: 28x28 pixels, 255 = ink
	// Label is the sample's, if it is Labelled.
	Label    int
	Labelled bool
}

func (s subject) blank() bool { return len(s.Strokes) == 0 && s.Picture == nil && s.Sample == nil }

// grows tells whether next is of the same kind, so that an answer about s may
// stand until there is one about next.
func (s subject) grows(next subject) bool {
	return !s.blank() && !next.blank() && s.Sample == nil && next.Sample == nil &&
		(s.Picture == nil) == (next.Picture == nil)
}

// reading is the predictor's answer.
type reading struct {
	Asked bool // there is something to read
	Shown bool // there is an answer
	Of    subject
	worker.Prediction
}

// reader asks the predictor about the newest subject, one question at a time:
// what changes meanwhile waits, and only its last state is asked for.
type reader struct {
	subject  subject
	question subject // of the last question
	answered subject // of the last question that was answered
	plain    bool
	asked    int  // ID of the last question
	since    int  // ID of the first question about the present subject
	waits    bool // for an answer to asked
	stale    bool // the subject has changed since it was asked for
}

// read takes a subject and returns the message to send now, nil if there is
// none.
func (r *reader) read(s subject) worker.Message {
	if !r.subject.grows(s) {
		// Late answers are about something that is not there any more.
		r.since = r.asked + 1
	}
	r.subject = s
	r.stale = true
	if s.blank() {
		r.stale = false
		return &worker.Forget{}
	}
	return r.next()
}

// prepare chooses how the subject is made into 28x28 pixels, and asks again.
func (r *reader) prepare(plain bool) worker.Message {
	r.plain = plain
	r.stale = !r.subject.blank()
	return r.next()
}

// repeat asks a new predictor, which knows nothing of earlier questions.
func (r *reader) repeat() worker.Message {
	r.waits = false
	r.stale = !r.subject.blank()
	return r.next()
}

// answer takes the ID of an answer, and tells whether it is about the present
// subject. The next question waits for goOn.
func (r *reader) answer(id int) (current bool) {
	if id == r.asked {
		r.answered = r.question
	}
	return id >= r.since && !r.subject.blank()
}

// goOn returns the question that has been waiting for an answer, if that was
// the last one.
func (r *reader) goOn(id int) (next worker.Message) {
	if id != r.asked {
		return nil
	}
	r.waits = false
	return r.next()
}

// fail gives up the question that is being waited for.
func (r *reader) fail() (next worker.Message) {
	r.waits = false
	return r.next()
}

func (r *reader) next() worker.Message {
	if r.waits || !r.stale {
		return nil
	}
	r.asked++
	r.waits, r.stale = true, false
	r.question = r.subject
	if r.subject.Picture != nil {
		return &worker.Picture{ID: r.asked, Name: r.subject.Name, Plain: r.plain,
			File: slices.Clone(r.subject.Picture)}
	}
	if r.subject.Sample != nil {
		return &worker.Sample{ID: r.asked, Image: slices.Clone(r.subject.Sample)}
	}
	return &worker.Draw{ID: r.asked, Strokes: r.subject.Strokes, Side: padSide, Width: padPen, Plain: r.plain}
}

func (l *lab) readSubject(ctx app.Context, a app.Action) {
	l.notify(ctx, worker.ScopePicture, "")
	l.restoreSubject(ctx, a)
}

// restoreSubject reads a subject and leaves the notice about another alone.
func (l *lab) restoreSubject(ctx app.Context, a app.Action) {
	s := a.Value.(subject)
	l.ask(ctx, l.reader.read(s))
	if s.blank() || !l.reading.Asked {
		l.setReading(ctx, reading{Asked: !s.blank()})
	}
}

func (l *lab) setReading(ctx app.Context, r reading) {
	l.reading = r
	l.setInTurn(ctx, wholePage, readingState, r)
}

func (l *lab) prepareSubject(ctx app.Context, a app.Action) {
	l.ask(ctx, l.reader.prepare(!a.Value.(bool)))
}

func (l *lab) ask(ctx app.Context, question worker.Message) {
	if question != nil {
		l.send(ctx, l.predictor, question)
	}
}

func (l *lab) prediction(ctx app.Context, m *worker.Prediction) {
	if l.reader.answer(m.ID) {
		l.setReading(ctx, reading{Asked: true, Shown: !m.Blank && !m.Blot, Of: l.reader.answered, Prediction: *m})
	}
	dispatchAfter(ctx, answerTime, func(ctx app.Context) { l.ask(ctx, l.reader.goOn(m.ID)) })
}

func (l *lab) predictionFailed(ctx app.Context, m *worker.Failure) {
	if m.Scope == worker.ScopePicture {
		ctx.NewAction(pictureFailed)
	}
	l.ask(ctx, l.reader.fail())
}
