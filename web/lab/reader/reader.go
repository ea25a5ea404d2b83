// Package reader decides what the predictor is asked about, and when.
package reader

import (
	"slices"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// Reader asks the predictor about the newest subject, one question at a time:
// what changes meanwhile waits, and only its last state is asked for.
type Reader struct {
	subject  state.Subject
	question state.Subject // of the last question
	Answered state.Subject // of the last question that was answered
	plain    bool
	others   bool // what reads knows no digits, so that pictures are read as they are
	asked    int  // ID of the last question
	answered int  // that of the last one that was answered, or given up
	since    int  // ID of the first question about the present subject
	waits    bool // for an answer to asked
	stale    bool // the subject has changed since it was asked for
}

// Read takes a subject and returns the message to send now, nil if there is
// none.
func (r *Reader) Read(s state.Subject) worker.Message {
	if !grows(r.subject, s) {
		// Late answers are about something that is not there any more.
		r.since = r.asked + 1
	}
	r.subject = s
	r.stale = true
	if s.Blank() {
		// A question that still waits, as before the first weights, is forgotten
		// with the rest, and not answered.
		r.stale, r.waits, r.answered = false, false, r.asked
		return &worker.Forget{}
	}
	return r.next()
}

// Prepare chooses how the subject is made into 28x28 pixels, and asks again.
func (r *Reader) Prepare(plain bool) worker.Message {
	r.plain = plain
	r.stale = !r.subject.Blank()
	return r.next()
}

// ReadOthers tells whether what reads knows other things than digits, and asks again
// if that has changed.
func (r *Reader) ReadOthers(others bool) worker.Message {
	if r.others == others {
		return nil
	}
	r.others = others
	r.stale = !r.subject.Blank()
	return r.next()
}

// Repeat asks a new predictor, which knows nothing of earlier questions.
func (r *Reader) Repeat() worker.Message {
	r.waits = false
	r.stale = !r.subject.Blank()
	return r.next()
}

// Subject returns what was to be read last.
func (r *Reader) Subject() state.Subject { return r.subject }

// Asked returns what the last question was about, and whether that is still what is
// to be read.
func (r *Reader) Asked() (s state.Subject, current bool) {
	return r.question, !r.stale && !r.subject.Blank()
}

// Awaits reports whether an answer with an ID is the one that is waited for.
func (r *Reader) Awaits(id int) bool { return r.waits && id == r.asked }

// Behind reports whether the present subject is still to be read as it is.
func (r *Reader) Behind() bool { return r.stale || r.answered != r.asked }

// Answer takes the ID of an answer, and reports whether it is about the present
// subject. The next question waits for goOn.
func (r *Reader) Answer(id int) (current bool) {
	if id == r.asked {
		r.Answered, r.answered = r.question, id
	}
	return id >= r.since && !r.subject.Blank()
}

// GoOn returns the question that has been waiting for an answer, if that was
// the last one.
func (r *Reader) GoOn(id int) (next worker.Message) {
	if id != r.asked {
		return nil
	}
	r.waits = false
	return r.next()
}

// Fail gives up the question that is being waited for.
func (r *Reader) Fail() (next worker.Message) {
	r.waits, r.answered = false, r.asked
	return r.next()
}

func (r *Reader) next() worker.Message {
	if r.waits || !r.stale {
		return nil
	}
	r.asked++
	r.waits, r.stale = true, false
	r.question = r.subject
	if r.subject.Picture != nil {
		return &worker.Picture{ID: r.asked, Name: r.subject.Name, Plain: r.plain || r.others,
			File: slices.Clone(r.subject.Picture)}
	}
	if r.subject.Bitmap != nil {
		question := *r.subject.Bitmap
		question.ID, question.Plain = r.asked, r.plain || r.others
		return &question
	}
	if r.subject.Image != nil {
		return &worker.DatasetImage{ID: r.asked, Image: slices.Clone(r.subject.Image)}
	}
	return &worker.Draw{ID: r.asked, Strokes: r.subject.Strokes, Side: state.PadSide, Width: state.PadPen, Plain: r.plain || r.others}
}

// grows reports whether next is of the kind of s, so that an answer about s may
// stand until there is one about next.
func grows(s, next state.Subject) bool {
	return !s.Blank() && !next.Blank() && s.Example == next.Example && s.Image == nil && next.Image == nil &&
		(s.Picture == nil) == (next.Picture == nil) && (s.Bitmap == nil) == (next.Bitmap == nil)
}
