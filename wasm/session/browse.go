package session

import (
	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/wasm/gallery"
	"digitlab/web/worker"
)

// browse shows images of a split.
func (s *Session) browse(m *worker.Browse) error {
	split, err := gallery.Check(m)
	if err != nil {
		return err
	}
	if s.dataset == nil {
		return failure.New("there is no dataset to show yet")
	}
	if s.rest != nil && split == data.Test {
		return failure.New("the test images are not there yet")
	}
	g := &s.gallery
	g.SetDataset(s.dataset)
	if m.Renew || !g.HasWeights() {
		if err := g.SetWeights(s.newest()); err != nil {
			return err
		}
	}
	answer, err := g.Browse(m, split)
	if err != nil {
		return err
	}
	return s.page.Send(answer)
}
