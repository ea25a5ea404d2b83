package lab

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// inspection is what the visitor looks at inside the network.
type inspection struct {
	open   bool // the view of it is
	beside bool // the picture beside the curves is in sight
	change worker.Change
	point  worker.Point

	image string          // that is read, as bytes
	asked nearestQuestion // the last one
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

func (l *Lab) handleInside(ctx app.Context) {
	state.OpenInside.Handle(ctx, l.openInside)
	state.CloseInside.Handle(ctx, l.closeInside)
	state.PointAt.Handle(ctx, l.pointAt)
	state.ChangePicture.Handle(ctx, l.changePicture)
	state.FindNearest.Handle(ctx, l.findNearest)
	state.SeePart.Handle(ctx, l.seePart)
	state.FoldPart.Handle(ctx, l.foldPart)
	state.FoldKey(state.PartBeside).Set(ctx, dom.Recall(string(state.FoldKey(state.PartBeside))))
	l.handleImagining(ctx)
}

func (l *Lab) openInside(ctx app.Context) {
	l.inspection = inspection{open: true, beside: l.inspection.beside}
	l.queue.drop()
	// What was there when it was closed is of another time.
	for _, part := range state.InspectedParts {
		state.InsideKey(part).Set(ctx, worker.Inside{})
	}
	state.PreparedKey.Set(ctx, worker.Prepared{Blank: true})
	state.ConnectionsKey.Set(ctx, worker.Connections{})
	state.ExplanationKey.Set(ctx, worker.Explanation{})
	state.PointKey.Set(ctx, l.inspection.point)
	for _, part := range state.FoldingParts {
		state.FoldKey(part).Set(ctx, dom.Recall(string(state.FoldKey(part))))
	}
	for _, kind := range worker.Imaginings {
		state.ImaginingKey(kind).Set(ctx, l.imaginings.shown[kind])
	}
	for of := range worker.Changes {
		state.SweepKey(of).Set(ctx, worker.Sweep{})
	}
	l.forgetImage(ctx)
	l.inspect(ctx)
}

func (l *Lab) closeInside(ctx app.Context) {
	l.inspection = inspection{beside: l.inspection.beside}
	for _, kind := range worker.Imaginings {
		l.stopImagining(ctx, kind)
	}
	l.queue.drop()
	l.seeBeside(ctx, l.inspection.beside)
}

// seeBeside takes whether the picture beside the curves is in sight. The view of the
// inside goes before it.
func (l *Lab) seeBeside(ctx app.Context, seen bool) {
	l.inspection.beside = seen
	if !l.inspection.open {
		l.send(ctx, l.predictor, &worker.Inspect{On: seen, Brief: seen})
	}
}

// pointAt has the predictor explain another value.
func (l *Lab) pointAt(ctx app.Context, point worker.Point) {
	if point == l.inspection.point {
		return
	}
	l.inspection.point = point
	state.PointKey.Set(ctx, point)
	l.send(ctx, l.predictor, &point)
}

func (l *Lab) changePicture(ctx app.Context, change worker.Change) {
	l.inspection.change = change
	l.inspect(ctx)
}

// inspect tells the predictor what is looked at, if anything is.
func (l *Lab) inspect(ctx app.Context) {
	switch {
	case l.inspection.open:
		l.send(ctx, l.predictor, &worker.Inspect{On: true, Change: l.inspection.change})
		point := l.inspection.point
		l.send(ctx, l.predictor, &point)
	case l.inspection.beside:
		l.seeBeside(ctx, true)
	}
}

// showInside takes what the predictor sends of the inside.
func (l *Lab) showInside(ctx app.Context, m worker.Message) {
	if !l.inspection.open {
		l.showBeside(ctx, m)
		return
	}
	switch m := m.(type) {
	case *worker.Prepared:
		setQueued(ctx, l, state.PartPreparation, state.PreparedKey, *m)
	case *worker.Inside:
		for _, part := range state.InspectedParts {
			setQueued(ctx, l, part, state.InsideKey(part), *m)
		}
		l.watchImage(ctx, string(m.Image()))
	case *worker.Connections:
		setQueued(ctx, l, state.PartNetwork, state.ConnectionsKey, *m)
	case *worker.Explanation:
		setQueued(ctx, l, state.PartSum, state.ExplanationKey, *m)
	case *worker.Occlusion:
		setQueued(ctx, l, state.PartOcclusion, state.OcclusionKey, *m)
	case *worker.Sweep:
		setQueued(ctx, l, state.PartWhatIf, state.SweepKey(m.Of), *m)
	}
}

// showBeside takes what the small picture shows.
func (l *Lab) showBeside(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Inside:
		setQueued(ctx, l, state.PartBeside, state.InsideKey(state.PartBeside), *m)
	case *worker.Connections:
		setQueued(ctx, l, state.PartBeside, state.ConnectionsKey, *m)
	}
}

// foldPart opens or folds a part, for the next visit too.
func (l *Lab) foldPart(ctx app.Context, f state.PartFold) {
	fold := state.PartFolded
	if f.Open {
		fold = state.PartOpen
	}
	key := state.FoldKey(f.Part)
	key.Set(ctx, fold)
	l.keepPreference(ctx, state.Preference{Key: string(key), Value: fold})
}

func (l *Lab) seePart(ctx app.Context, sight state.PartSight) {
	l.queue.see(sight.Part, sight.Seen)
	switch sight.Part {
	case state.PartMap:
		l.seeMap(ctx, sight.Seen)
	case state.PartBeside:
		l.seeBeside(ctx, sight.Seen)
	}
}

// watchImage looks for the neighbours of an image once it rests.
func (l *Lab) watchImage(ctx app.Context, image string) {
	if image == l.inspection.image {
		return
	}
	l.inspection.image = image
	if image == "" {
		l.forgetImage(ctx)
		return
	}
	ctx.After(restTime, func(ctx app.Context) {
		if l.inspection.image == image {
			l.askNearest(ctx)
		}
	})
}

// forgetImage takes away what was found out about an image.
func (l *Lab) forgetImage(ctx app.Context) {
	l.inspection.asked = nearestQuestion{}
	setQueued(ctx, l, state.PartOcclusion, state.OcclusionKey, worker.Occlusion{})
	state.NeighboursKey.Set(ctx, worker.Neighbours{})
}

func (l *Lab) findNearest(ctx app.Context) { l.askNearest(ctx) }

// askNearest asks for the neighbours of the present image, if that has not been
// done.
func (l *Lab) askNearest(ctx app.Context) {
	question := nearestQuestion{l.inspection.image, l.dataset.Asked, l.dataset.Size(state.SplitTrain)}
	if question.image == "" || !l.dataset.Trainable() || question == l.inspection.asked {
		return
	}
	l.inspection.asked = question
	l.nearestID++
	l.send(ctx, l.trainer, &worker.Nearest{ID: l.nearestID, Count: neighbourCount, Image: []byte(question.image)})
}

// neighbours takes an answer, if it is still asked for.
func (l *Lab) neighbours(ctx app.Context, m *worker.Neighbours) {
	if l.inspection.asked != (nearestQuestion{}) && m.ID == l.nearestID {
		state.NeighboursKey.Set(ctx, *m)
	}
}
