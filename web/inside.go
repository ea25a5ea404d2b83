package web

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// States of what happens inside the network, each of which holds the newest
// message, an empty one if there is none.
const (
	preparedState   = "prepared"   // a worker.Prepared
	matteredState   = "mattered"   // a worker.Mattered
	neighboursState = "neighbours" // a worker.Neighbours
)

// Parts of the view of the inside, each of which is told in turn.
const (
	partIntro       = "intro"
	partPreparation = "preparation"
	partFilters     = "filters"
	partMaps        = "maps"
	partMattered    = "mattered"
	partLogits      = "logits"
	partWhatIf      = "whatif"
	partNearest     = "nearest"
)

// inspectedParts are those that show a worker.Inside.
var inspectedParts = []string{partIntro, partFilters, partMaps, partMattered, partLogits, partWhatIf}

// insideState names the state that holds what a part shows of the newest
// worker.Inside.
func insideState(part string) string { return "inside-" + part }

// sweepState names the state that holds the newest worker.Sweep of a change: one
// for each, since they come one by one.
func sweepState(of int) string { return "sweep-" + worker.Changes[of].Name }

// Actions of the view of it.
const (
	openInside    = "/inside/open"    // nothing: the view is there
	closeInside   = "/inside/close"   // nothing: it is gone
	changePicture = "/inside/change"  // a worker.Change
	findNearest   = "/inside/nearest" // nothing: there may be a dataset to look in
	seePart       = "/inside/see"     // a partSight
)

// look is what the visitor looks at inside the network.
type look struct {
	open   bool
	change worker.Change

	image string          // that is read, as bytes
	asked nearestQuestion // the last one
}

// partSight tells whether a part of the view is in sight.
type partSight struct {
	Part string
	Seen bool
}

// nearestQuestion is what neighbours are an answer to: those of an image in a
// dataset of so many training images.
type nearestQuestion struct {
	image, dataset string
	images         int
}

// restTime is how long a picture has to stay as it is before its neighbours are
// looked for: longer than a stroke is still.
const restTime = 300 * time.Millisecond

// neighbourCount is how many of them are shown.
const neighbourCount = 5

func (l *lab) handleInside(ctx app.Context) {
	ctx.Handle(openInside, l.openInside)
	ctx.Handle(closeInside, l.closeInside)
	ctx.Handle(changePicture, l.changePicture)
	ctx.Handle(findNearest, l.findNearest)
	ctx.Handle(seePart, l.seePart)
}

func (l *lab) openInside(ctx app.Context, _ app.Action) {
	l.look = look{open: true}
	l.turns.drop()
	// What was there when it was closed is of another time.
	for _, part := range inspectedParts {
		ctx.SetState(insideState(part), worker.Inside{})
	}
	ctx.SetState(preparedState, worker.Prepared{Blank: true})
	for of := range worker.Changes {
		ctx.SetState(sweepState(of), worker.Sweep{})
	}
	l.forgetImage(ctx)
	l.inspect(ctx)
}

func (l *lab) closeInside(ctx app.Context, _ app.Action) {
	l.look = look{}
	l.turns.drop()
	l.send(ctx, l.predictor, &worker.Inspect{})
}

func (l *lab) changePicture(ctx app.Context, a app.Action) {
	l.look.change = a.Value.(worker.Change)
	l.inspect(ctx)
}

// inspect tells the predictor what is looked at, if anything is.
func (l *lab) inspect(ctx app.Context) {
	if l.look.open {
		l.send(ctx, l.predictor, &worker.Inspect{On: true, Change: l.look.change})
	}
}

// showInside takes what the predictor sends of the inside.
func (l *lab) showInside(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Prepared:
		l.setInTurn(ctx, partPreparation, preparedState, *m)
	case *worker.Inside:
		for _, part := range inspectedParts {
			l.setInTurn(ctx, part, insideState(part), *m)
		}
		l.watchImage(ctx, string(m.Image()))
	case *worker.Mattered:
		l.setInTurn(ctx, partMattered, matteredState, *m)
	case *worker.Sweep:
		l.setInTurn(ctx, partWhatIf, sweepState(m.Of), *m)
	}
}

func (l *lab) seePart(_ app.Context, a app.Action) {
	sight := a.Value.(partSight)
	l.turns.see(sight.Part, sight.Seen)
}

// watchImage looks for the neighbours of an image once it rests.
func (l *lab) watchImage(ctx app.Context, image string) {
	if image == l.look.image {
		return
	}
	l.look.image = image
	if image == "" {
		l.forgetImage(ctx)
		return
	}
	ctx.After(restTime, func(ctx app.Context) {
		if l.look.image == image {
			l.askNearest(ctx)
		}
	})
}

// forgetImage takes away what was found out about an image.
func (l *lab) forgetImage(ctx app.Context) {
	l.look.asked = nearestQuestion{}
	l.setInTurn(ctx, partMattered, matteredState, worker.Mattered{})
	ctx.SetState(neighboursState, worker.Neighbours{})
}

func (l *lab) findNearest(ctx app.Context, _ app.Action) { l.askNearest(ctx) }

// askNearest asks for the neighbours of the present image, if that has not been
// done.
func (l *lab) askNearest(ctx app.Context) {
	question := nearestQuestion{l.look.image, l.dataset.request.Name, l.dataset.size(splitTrain)}
	if question.image == "" || !l.dataset.trainable() || question == l.look.asked {
		return
	}
	l.look.asked = question
	l.nearestID++
	l.send(ctx, l.trainer, &worker.Nearest{ID: l.nearestID, Count: neighbourCount, Image: []byte(question.image)})
}

// neighbours takes an answer, if it is still asked for.
func (l *lab) neighbours(ctx app.Context, m *worker.Neighbours) {
	if l.look.asked != (nearestQuestion{}) && m.ID == l.nearestID {
		ctx.SetState(neighboursState, *m)
	}
}
