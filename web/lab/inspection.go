package lab

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// inspection is what the visitor looks at inside the network.
type inspection struct {
	open   bool
	change worker.Change

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
	state.ChangePicture.Handle(ctx, l.changePicture)
	state.FindNearest.Handle(ctx, l.findNearest)
	state.SeePart.Handle(ctx, l.seePart)
}

func (l *Lab) openInside(ctx app.Context) {
	l.inspection = inspection{open: true}
	l.queue.drop()
	// What was there when it was closed is of another time.
	for _, part := range state.InspectedParts {
		state.InsideKey(part).Set(ctx, worker.Inside{})
	}
	state.PreparedKey.Set(ctx, worker.Prepared{Blank: true})
	for of := range worker.Changes {
		state.SweepKey(of).Set(ctx, worker.Sweep{})
	}
	l.forgetImage(ctx)
	l.inspect(ctx)
}

func (l *Lab) closeInside(ctx app.Context) {
	l.inspection = inspection{}
	l.queue.drop()
	l.send(ctx, l.predictor, &worker.Inspect{})
}

func (l *Lab) changePicture(ctx app.Context, change worker.Change) {
	l.inspection.change = change
	l.inspect(ctx)
}

// inspect tells the predictor what is looked at, if anything is.
func (l *Lab) inspect(ctx app.Context) {
	if l.inspection.open {
		l.send(ctx, l.predictor, &worker.Inspect{On: true, Change: l.inspection.change})
	}
}

// showInside takes what the predictor sends of the inside.
func (l *Lab) showInside(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Prepared:
		setQueued(ctx, l, state.PartPreparation, state.PreparedKey, *m)
	case *worker.Inside:
		for _, part := range state.InspectedParts {
			setQueued(ctx, l, part, state.InsideKey(part), *m)
		}
		l.watchImage(ctx, string(m.Image()))
	case *worker.Occlusion:
		setQueued(ctx, l, state.PartOcclusion, state.OcclusionKey, *m)
	case *worker.Sweep:
		setQueued(ctx, l, state.PartWhatIf, state.SweepKey(m.Of), *m)
	}
}

func (l *Lab) seePart(_ app.Context, sight state.PartSight) {
	l.queue.see(sight.Part, sight.Seen)
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
