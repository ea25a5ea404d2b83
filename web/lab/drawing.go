package lab

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab/link"
	"digitlab/web/lab/queue"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// answerTime is how long an answer stands before the next question: longer than
// a frame, so that a hand that draws has the page's main thread in between, and
// shorter than anybody reads.
const answerTime = 24 * time.Millisecond

func (l *Lab) readSubject(ctx app.Context, s state.Subject) {
	l.notify(ctx, worker.ScopePicture, "")
	l.notify(ctx, state.ScopeFile, "")
	l.camera.Leave(ctx)
	l.restoreSubject(ctx, s)
}

// restoreSubject reads a subject and leaves the notice about another alone.
func (l *Lab) restoreSubject(ctx app.Context, s state.Subject) {
	l.subjects++
	if len(s.Strokes) == 0 {
		l.keepRead(ctx) // or it would be gone
		if s.Blank() || !l.choosing.asked {
			l.unchoose() // the digit is not on the pad any more
		}
	}
	l.ask(ctx, l.reader.Read(s))
	if s.Blank() || !l.reading.Asked || l.reading.Of.Example != s.Example {
		l.setReading(ctx, state.Reading{Asked: !s.Blank()})
	}
}

// offerExample lets the pad draw a digit, unless a link begins something else.
func (l *Lab) offerExample(ctx app.Context) {
	if asked, _ := link.Parse(l.options.Fragment(), l.defaults, l.catalogue); !asked.Autostart && asked.Lesson == "" {
		state.ExampleKey.Set(ctx, true)
	}
}

// readExample reads what the pad draws by itself, until there is something of the
// visitor's.
func (l *Lab) readExample(ctx app.Context, s state.Subject) {
	if l.subjects > 0 {
		return
	}
	l.ask(ctx, l.reader.Read(s))
	if !l.reading.Asked {
		l.setReading(ctx, state.Reading{Asked: true})
	}
}

// redrawPicture has the browser decode a picture that the predictor has failed to,
// and reads what comes of it, if nothing else is to be read by then.
func (l *Lab) redrawPicture(ctx app.Context, s state.Subject, failed *worker.Failure) {
	turn := l.subjects
	l.options.Redraw(ctx, s.Picture, func(ctx app.Context, picture []byte) {
		switch {
		case turn != l.subjects:
		case picture == nil:
			l.pictureFailed(ctx, text.F("%s. This browser cannot decode it either.", failureText(failed)))
		default:
			l.restoreSubject(ctx, state.Subject{Name: s.Name, Picture: picture, Redrawn: true})
		}
	})
}

func (l *Lab) setReading(ctx app.Context, r state.Reading) {
	l.reading = r
	queue.Set(ctx, l.queue, queue.WholePage, state.ReadingKey, r)
}

func (l *Lab) prepareSubject(ctx app.Context, prepared bool) {
	l.ask(ctx, l.reader.Prepare(!prepared))
}

// choice is a digit of the number that the visitor has chosen.
type choice struct {
	index int
	made  bool // and no answer is about it yet
	asked bool // of the predictor
}

// chooseDigit makes another digit of the number the chosen one.
func (l *Lab) chooseDigit(ctx app.Context, index int) {
	if !l.reading.Several() || index < 0 || index >= len(l.reading.Digits) {
		return
	}
	l.choosing = choice{index: index, made: true}
	l.askChoice(ctx)
}

// askChoice asks for the digit that was chosen, once all that was drawn has been read:
// to the predictor, the end of a stroke may make another digit of it, which nobody has
// chosen.
func (l *Lab) askChoice(ctx app.Context) {
	if c := &l.choosing; c.made && !c.asked && !l.reader.Behind() {
		c.asked = true
		l.ask(ctx, &worker.Choose{Index: c.index})
	}
}

// answers reports whether an answer is about the digit that was chosen, or, where the
// number has become shorter, about its last one.
func (c choice) answers(m *worker.Prediction) bool {
	return c.asked && m.Chosen == max(min(c.index, len(m.Digits)-1), 0)
}

// unchoose gives up a choice that will not be answered, and what was to be kept of it.
func (l *Lab) unchoose() {
	if l.choosing.made {
		l.choosing, l.keep = choice{}, nil
	}
}

// behind reports whether what is to be read, and the digit that is chosen of it, is
// still to be answered.
func (l *Lab) behind() bool { return l.reader.Behind() || l.choosing.made }

// answerWithin bounds how long a run is held for an answer.
const answerWithin = 300 * time.Millisecond

// ask sends the predictor a question, for which the run makes room: there may be
// more workers than cores.
func (l *Lab) ask(ctx app.Context, question worker.Message) {
	if question == nil {
		return
	}
	if _, forget := question.(*worker.Forget); !forget {
		l.holdRun(ctx, answerWithin)
	}
	l.send(ctx, l.predictor, question)
}

// holdRun lets a run under way begin no batch for a while.
func (l *Lab) holdRun(ctx app.Context, while time.Duration) {
	if l.training.State == worker.StateRunning {
		l.send(ctx, l.trainer, &worker.GiveWay{Milliseconds: float64(while / time.Millisecond), All: true})
	}
}

func (l *Lab) prediction(ctx app.Context, m *worker.Prediction) {
	if l.reader.Awaits(m.ID) || l.choosing.made { // and not again, by newer weights
		l.holdRun(ctx, 0)
	}
	if l.choosing.answers(m) {
		l.choosing = choice{}
	}
	if l.reader.Answer(m.ID) {
		l.setReading(ctx, state.NewReading(l.reader.Answered, *m))
	}
	l.askChoice(ctx)
	if !l.behind() {
		l.keepRead(ctx)
	}
	dom.DispatchAfter(ctx, answerTime, func(ctx app.Context) { l.ask(ctx, l.reader.GoOn(m.ID)) })
}

func (l *Lab) predictionFailed(ctx app.Context, m *worker.Failure) {
	switch of, current := l.reader.Asked(); {
	case m.Scope != worker.ScopePicture:
		l.notify(ctx, m.Scope, failureText(m))
	case current && of.Picture != nil && !of.Redrawn:
		l.redrawPicture(ctx, of, m)
	case current:
		l.pictureFailed(ctx, failureText(m))
	}
	l.unchoose()
	l.ask(ctx, l.reader.Fail())
	if !l.behind() {
		l.keepRead(ctx)
	}
}

func (l *Lab) pictureFailed(ctx app.Context, words string) {
	l.notify(ctx, worker.ScopePicture, words)
	state.PictureFailed.Raise(ctx)
}
