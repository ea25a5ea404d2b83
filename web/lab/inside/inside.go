// Package inside conducts what the visitor looks at within the network: it asks the
// workers for it, and turns what they say into states.
package inside

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/hand"
	"digitlab/web/lab/queue"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// Needs are what the lab gives the inside.
type Needs struct {
	AskPredictor func(app.Context, worker.Message)
	AskTrainer   func(app.Context, worker.Message)
	Queue        *queue.Queue
	Dataset      func() state.Dataset
	Hand         func() hand.Set
	Prefer       func(app.Context, state.Preference) // keeps a choice for the next visit
	Cores        int                                 // of the processor
}

// Inside is what is looked at within the network. It belongs to the UI goroutine.
type Inside struct {
	Needs
	open   bool // the view of it is
	beside bool // the picture beside the curves is in sight
	change worker.Change
	point  worker.Point

	nearest    nearest
	imaginings imaginings
	digits     digitMap
}

// New answers the actions of the inside from now on.
func New(ctx app.Context, needs Needs) *Inside {
	i := &Inside{Needs: needs, nearest: nearest{Needs: needs}, imaginings: newImaginings(needs), digits: newDigitMap(needs)}
	state.OpenInside.Handle(ctx, i.openView)
	state.CloseInside.Handle(ctx, i.closeView)
	state.PointAt.Handle(ctx, i.pointAt)
	state.ChangePicture.Handle(ctx, i.changePicture)
	state.SeePart.Handle(ctx, i.seePart)
	state.FoldPart.Handle(ctx, i.foldPart)
	state.FoldKey(state.PartBeside).Set(ctx, dom.Recall(string(state.FoldKey(state.PartBeside))))
	i.nearest.handle(ctx)
	i.imaginings.handle(ctx)
	i.digits.handle(ctx)
	return i
}

// AskAgain asks a new predictor what the one before was asked.
func (i *Inside) AskAgain(ctx app.Context) {
	i.inspect(ctx)
	i.imaginings.askAgain(ctx)
	i.digits.ask(ctx)
}

// ForgetTrainer lets a new trainer be asked what the one before was asked.
func (i *Inside) ForgetTrainer() { i.nearest.asked = question{} }

// RunOver maps the digits by the last weights, at once.
func (i *Inside) RunOver(ctx app.Context) { i.digits.ask(ctx) }

// DatasetCame maps images of another dataset.
func (i *Inside) DatasetCame(ctx app.Context) { i.digits.renew(ctx) }

// HandChanged maps the drawings of the visitor anew.
func (i *Inside) HandChanged(ctx app.Context) { i.digits.follow(ctx) }

// Take takes what a worker says of the inside.
func (i *Inside) Take(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Imagined:
		i.imaginings.take(ctx, m)
	case *worker.ImageMap:
		i.digits.take(ctx, m)
	case *worker.MapPlace:
		i.digits.place(ctx, m)
	case *worker.PickedImages:
		i.digits.picked(ctx, m)
	case *worker.Neighbours:
		i.nearest.take(ctx, m)
	default:
		if i.open {
			i.show(ctx, m)
		} else {
			i.showBeside(ctx, m)
		}
	}
}

func (i *Inside) openView(ctx app.Context) {
	i.open, i.change, i.point = true, worker.Change{}, worker.Point{}
	i.Queue.Drop()
	// What was there when it was closed is of another time.
	for _, part := range state.InspectedParts {
		state.InsideKey(part).Set(ctx, worker.Inside{})
	}
	state.PreparedKey.Set(ctx, worker.Prepared{Blank: true})
	state.ConnectionsKey.Set(ctx, worker.Connections{})
	state.ExplanationKey.Set(ctx, worker.Explanation{})
	state.PointKey.Set(ctx, i.point)
	for _, part := range state.FoldingParts {
		state.FoldKey(part).Set(ctx, dom.Recall(string(state.FoldKey(part))))
	}
	i.imaginings.show(ctx)
	for of := range worker.Changes {
		state.SweepKey(of).Set(ctx, worker.Sweep{})
	}
	i.nearest.forget(ctx)
	i.inspect(ctx)
}

func (i *Inside) closeView(ctx app.Context) {
	i.open, i.change, i.point = false, worker.Change{}, worker.Point{}
	i.nearest.end()
	i.imaginings.stopAll(ctx)
	i.Queue.Drop()
	i.seeBeside(ctx, i.beside)
}

// seeBeside takes whether the picture beside the curves is in sight. The view of the
// inside goes before it.
func (i *Inside) seeBeside(ctx app.Context, seen bool) {
	i.beside = seen
	if !i.open {
		i.AskPredictor(ctx, &worker.Inspect{On: seen, Brief: seen})
	}
}

// pointAt has the predictor explain another value.
func (i *Inside) pointAt(ctx app.Context, point worker.Point) {
	if point == i.point {
		return
	}
	i.point = point
	state.PointKey.Set(ctx, point)
	i.AskPredictor(ctx, &point)
}

func (i *Inside) changePicture(ctx app.Context, change worker.Change) {
	i.change = change
	i.inspect(ctx)
}

// inspect tells the predictor what is looked at, if anything is.
func (i *Inside) inspect(ctx app.Context) {
	switch {
	case i.open:
		i.AskPredictor(ctx, &worker.Inspect{On: true, Change: i.change})
		point := i.point
		i.AskPredictor(ctx, &point)
	case i.beside:
		i.seeBeside(ctx, true)
	}
}

// show takes what the predictor sends while the view is open.
func (i *Inside) show(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Prepared:
		queue.Set(ctx, i.Queue, state.PartPreparation, state.PreparedKey, *m)
	case *worker.Inside:
		for _, part := range state.InspectedParts {
			queue.Set(ctx, i.Queue, part, state.InsideKey(part), *m)
		}
		i.nearest.watch(ctx, string(m.Image()))
	case *worker.Connections:
		queue.Set(ctx, i.Queue, state.PartNetwork, state.ConnectionsKey, *m)
	case *worker.Explanation:
		queue.Set(ctx, i.Queue, state.PartSum, state.ExplanationKey, *m)
	case *worker.Occlusion:
		queue.Set(ctx, i.Queue, state.PartOcclusion, state.OcclusionKey, *m)
	case *worker.Sweep:
		queue.Set(ctx, i.Queue, state.PartWhatIf, state.SweepKey(m.Of), *m)
	}
}

// showBeside takes what the small picture shows.
func (i *Inside) showBeside(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Inside:
		queue.Set(ctx, i.Queue, state.PartBeside, state.InsideKey(state.PartBeside), *m)
	case *worker.Connections:
		queue.Set(ctx, i.Queue, state.PartBeside, state.ConnectionsKey, *m)
	}
}

// foldPart opens or folds a part, for the next visit too.
func (i *Inside) foldPart(ctx app.Context, f state.PartFold) {
	fold := state.PartFolded
	if f.Open {
		fold = state.PartOpen
	}
	key := state.FoldKey(f.Part)
	key.Set(ctx, fold)
	i.Prefer(ctx, state.Preference{Key: string(key), Value: fold})
}

func (i *Inside) seePart(ctx app.Context, sight state.PartSight) {
	i.Queue.See(sight.Part, sight.Seen)
	switch sight.Part {
	case state.PartMap:
		i.digits.see(ctx, sight.Seen)
	case state.PartBeside:
		i.seeBeside(ctx, sight.Seen)
	}
}
