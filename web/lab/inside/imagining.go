package inside

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab/queue"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// imaginings are the pictures that the predictor makes step by step.
type imaginings struct {
	Needs
	asked map[string]*worker.Imagine // the last of each kind, until it is over
	shown map[string]state.Imagining // by their kind
	last  int                        // ID
}

func newImaginings(needs Needs) imaginings {
	return imaginings{Needs: needs, asked: map[string]*worker.Imagine{}, shown: map[string]state.Imagining{}}
}

func (i *imaginings) handle(ctx app.Context) {
	state.Imagine.Handle(ctx, i.begin)
	state.StopImagining.Handle(ctx, i.stop)
}

// begin begins a picture. Each begins with other noise, the first with the same for
// everyone.
func (i *imaginings) begin(ctx app.Context, r state.ImagineRequest) {
	i.last++
	m := &worker.Imagine{ID: i.last, Kind: r.Kind, Digit: r.Digit, Seed: uint64(i.last), Whole: dom.PrefersReducedMotion(), Image: r.Image}
	i.asked[r.Kind] = m
	i.set(ctx, state.Imagining{Asked: true, Running: true, Imagined: worker.Imagined{ID: m.ID, Kind: r.Kind, Digit: r.Digit}})
	i.send(ctx, m)
}

// send leaves the picture here, where it may have to be asked for again.
func (i *imaginings) send(ctx app.Context, m *worker.Imagine) {
	question := *m
	question.Image = slices.Clone(m.Image)
	i.AskPredictor(ctx, &question)
}

// stop leaves a picture as far as it is.
func (i *imaginings) stop(ctx app.Context, kind string) {
	if i.asked[kind] == nil {
		return
	}
	delete(i.asked, kind)
	i.AskPredictor(ctx, &worker.StopImagining{Kind: kind})
	shown := i.shown[kind]
	shown.Running, shown.Asked = false, shown.Picture() != nil
	i.set(ctx, shown)
}

func (i *imaginings) stopAll(ctx app.Context) {
	for _, kind := range worker.Imaginings {
		i.stop(ctx, kind)
	}
}

func (i *imaginings) set(ctx app.Context, next state.Imagining) {
	i.shown[next.Kind] = next
	part := state.PartImagine
	if next.Kind == worker.Disguise {
		part = state.PartDisguise
	}
	queue.Set(ctx, i.Queue, part, state.ImaginingKey(next.Kind), next)
}

// show shows all of them in a view that opens.
func (i *imaginings) show(ctx app.Context) {
	for _, kind := range worker.Imaginings {
		state.ImaginingKey(kind).Set(ctx, i.shown[kind])
	}
}

// take takes a step of the predictor's, if it is still asked for.
func (i *imaginings) take(ctx app.Context, m *worker.Imagined) {
	asked := i.asked[m.Kind]
	if asked == nil || asked.ID != m.ID {
		return
	}
	if m.Over {
		delete(i.asked, m.Kind)
	}
	i.set(ctx, state.Imagining{Asked: true, Running: !m.Over, Imagined: *m})
}

// askAgain has a new predictor begin anew with what the one before had begun.
func (i *imaginings) askAgain(ctx app.Context) {
	for _, m := range i.asked {
		i.send(ctx, m)
	}
}
