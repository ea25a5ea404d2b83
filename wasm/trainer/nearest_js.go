package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"digitlab/data"
	"digitlab/web/worker"
)

// search looks for the training images that are most like one.
type search struct {
	dataset *data.Dataset // that finder looks in
	finder  *data.Finder
	stop    context.CancelFunc // ends the search under way
	ended   chan struct{}      // closed at its end
}

// mostNeighbours bounds what is asked for.
const mostNeighbours = 100

// nearest begins a search in the place of the last. It takes tenths of a second,
// in a goroutine of its own that rests every millisecond, so that a run in this
// worker goes on meanwhile.
func (s *session) nearest(ctx context.Context, m *worker.Nearest) error {
	if len(m.Image) != data.Pixels {
		return fmt.Errorf("an image of %d pixels, want %d", len(m.Image), data.Pixels)
	}
	if m.Count < 1 || m.Count > mostNeighbours {
		return fmt.Errorf("the %d nearest images: want 1 to %d", m.Count, mostNeighbours)
	}
	if s.dataset == nil {
		return errors.New("there is no dataset to look in yet")
	}
	before := s.search
	if before != nil {
		before.stop()
	}
	next := &search{dataset: s.dataset, ended: make(chan struct{})}
	if before != nil && before.dataset == s.dataset {
		next.finder = before.finder
	} else {
		next.finder = data.NewFinder(s.dataset.Split(data.Train))
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
		time.Sleep(yieldTime)
		return ctx.Err()
	})
	if err != nil {
		return // nobody waits for it any more
	}
	split := s.dataset.Split(data.Train)
	answer := &worker.Neighbours{ID: m.ID}
	for _, n := range found {
		answer.Indices = append(answer.Indices, n.Index)
		answer.Labels = append(answer.Labels, int(split.Label(n.Index)))
		answer.Distances = append(answer.Distances, n.Distance)
		answer.Images = append(answer.Images, split.Image(n.Index)...)
	}
	page.Send(answer)
}
