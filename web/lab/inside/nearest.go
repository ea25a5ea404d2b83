package inside

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lab/queue"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// nearest looks for the training images that are most like the one that is read.
type nearest struct {
	Needs
	image string   // that is read, as bytes
	asked question // the last one
	last  int      // ID
}

// question is what neighbours are an answer to: those of an image in a dataset of so
// many training images.
type question struct {
	image, dataset string
	images         int
}

// restTime is how long a picture has to stay as it is before its neighbours are
// looked for: longer than a stroke is still.
const restTime = 300 * time.Millisecond

// neighbourCount is how many of them are shown.
const neighbourCount = 5

func (n *nearest) handle(ctx app.Context) { state.FindNearest.Handle(ctx, n.ask) }

// watch looks for the neighbours of an image once it rests. It is "" where there is
// none.
func (n *nearest) watch(ctx app.Context, image string) {
	if image == n.image {
		return
	}
	if image == "" {
		n.forget(ctx)
		return
	}
	n.image = image
	ctx.After(restTime, func(ctx app.Context) {
		if n.image == image {
			n.ask(ctx)
		}
	})
}

// forget takes away what was found out about an image.
func (n *nearest) forget(ctx app.Context) {
	n.end()
	queue.Set(ctx, n.Queue, state.PartOcclusion, state.OcclusionKey, worker.Occlusion{})
	state.NeighboursKey.Set(ctx, worker.Neighbours{})
}

// end lets late answers be about nothing.
func (n *nearest) end() { n.image, n.asked = "", question{} }

// ask asks for the neighbours of the present image, if that has not been done.
func (n *nearest) ask(ctx app.Context) {
	dataset := n.Dataset()
	next := question{n.image, dataset.Asked, dataset.Size(state.SplitTrain)}
	if next.image == "" || !dataset.Trainable() || next == n.asked {
		return
	}
	n.asked = next
	n.last++
	n.AskTrainer(ctx, &worker.Nearest{ID: n.last, Count: neighbourCount, Image: []byte(next.image)})
}

// take takes an answer, if it is still asked for.
func (n *nearest) take(ctx app.Context, m *worker.Neighbours) {
	if n.asked != (question{}) && m.ID == n.last {
		state.NeighboursKey.Set(ctx, *m)
	}
}
