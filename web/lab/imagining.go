package lab

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// imaginings are the pictures that the predictor makes step by step.
type imaginings struct {
	asked map[string]*worker.Imagine // the last of each kind, until it is over
	shown map[string]state.Imagining // by their kind
	last  int                        // ID
}

func (l *Lab) handleImagining(ctx app.Context) {
	l.imaginings.asked, l.imaginings.shown = map[string]*worker.Imagine{}, map[string]state.Imagining{}
	state.Imagine.Handle(ctx, l.imagine)
	state.StopImagining.Handle(ctx, l.stopImagining)
}

// imagine begins a picture. Each begins with other noise, the first with the same for
// everyone.
func (l *Lab) imagine(ctx app.Context, r state.ImagineRequest) {
	l.imaginings.last++
	id := l.imaginings.last
	m := &worker.Imagine{ID: id, Kind: r.Kind, Digit: r.Digit, Seed: uint64(id), Whole: dom.PrefersReducedMotion(), Image: r.Image}
	l.imaginings.asked[r.Kind] = m
	l.setImagining(ctx, state.Imagining{Asked: true, Running: true, Imagined: worker.Imagined{ID: id, Kind: r.Kind, Digit: r.Digit}})
	l.sendImagine(ctx, m)
}

// sendImagine leaves the picture to the lab, which may have to ask again.
func (l *Lab) sendImagine(ctx app.Context, m *worker.Imagine) {
	question := *m
	question.Image = slices.Clone(m.Image)
	l.send(ctx, l.predictor, &question)
}

// stopImagining leaves a picture as far as it is.
func (l *Lab) stopImagining(ctx app.Context, kind string) {
	if l.imaginings.asked[kind] == nil {
		return
	}
	delete(l.imaginings.asked, kind)
	l.send(ctx, l.predictor, &worker.StopImagining{Kind: kind})
	shown := l.imaginings.shown[kind]
	shown.Running, shown.Asked = false, shown.Picture() != nil
	l.setImagining(ctx, shown)
}

func (l *Lab) setImagining(ctx app.Context, i state.Imagining) {
	l.imaginings.shown[i.Kind] = i
	part := state.PartImagine
	if i.Kind == worker.Disguise {
		part = state.PartDisguise
	}
	setQueued(ctx, l, part, state.ImaginingKey(i.Kind), i)
}

// imagined takes a step of the predictor's, if it is still asked for.
func (l *Lab) imagined(ctx app.Context, m *worker.Imagined) {
	asked := l.imaginings.asked[m.Kind]
	if asked == nil || asked.ID != m.ID {
		return
	}
	if m.Over {
		delete(l.imaginings.asked, m.Kind)
	}
	l.setImagining(ctx, state.Imagining{Asked: true, Running: !m.Over, Imagined: *m})
}

// imagineAgain has a new predictor begin anew with what the one before had begun.
func (l *Lab) imagineAgain(ctx app.Context) {
	for _, m := range l.imaginings.asked {
		l.sendImagine(ctx, m)
	}
}
