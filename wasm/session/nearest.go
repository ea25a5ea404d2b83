package session

import (
	"context"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/nearest"
	"digitlab/web/worker"
)

// search looks for the training images that are most like one.
type search struct {
	dataset *data.Dataset // that finder looks in
	finder  *nearest.Finder
	stop    context.CancelFunc // ends the search under way
	ended   chan struct{}      // closed at its end
}

// maxNeighbours bounds what is asked for.
const maxNeighbours = 100

// restTime lets other goroutines, and messages of the browser, have their turn.
const restTime = time.Millisecond

// nearest begins a search in the place of the last. It takes tenths of a second,
// in a goroutine of its own that rests every millisecond, so that a run in this
// worker goes on meanwhile.
func (s *Session) nearest(ctx context.Context, m *worker.Nearest) error {
	if len(m.Image) != data.Pixels {
		return failure.New("an image of %d pixels, want %d", len(m.Image), data.Pixels)
	}
	if m.Count < 1 || m.Count > maxNeighbours {
		return failure.New("the %d nearest images: want 1 to %d", m.Count, maxNeighbours)
	}
	if s.dataset == nil {
		return failure.New("there is no dataset to look in yet")
	}
	before := s.search
	if before != nil {
		before.stop()
	}
	next := &search{dataset: s.dataset, ended: make(chan struct{})}
	if before != nil && before.dataset == s.dataset {
		next.finder = before.finder
	} else {
		next.finder = nearest.New(s.dataset.Images(data.Train))
	}
	ctx, next.stop = context.WithCancel(ctx)
	s.search = next
	go func() {
		defer close(next.ended)
		if before != nil {
			<-before.ended // it may use the same finder
		}
		next.answer(ctx, s.page, m)
	}()
	return nil
}

// answer searches, and sends what it finds.
func (s *search) answer(ctx context.Context, page worker.Port, m *worker.Nearest) {
	found, err := s.finder.Find((*data.Image)(m.Image), m.Count, func() error {
		time.Sleep(restTime)
		return ctx.Err()
	})
	if err != nil {
		return // nobody waits for it any more
	}
	images := s.dataset.Images(data.Train)
	answer := &worker.Neighbours{ID: m.ID}
	for _, n := range found {
		answer.Indices = append(answer.Indices, n.Index)
		answer.Labels = append(answer.Labels, int(images.Label(n.Index)))
		answer.Distances = append(answer.Distances, n.Distance)
		answer.Images = append(answer.Images, images.Image(n.Index)...)
	}
	page.Send(answer)
}
