package session

import (
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/labelled"
	"digitlab/data/source"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// offeredImages is how many images of a dataset are shown before it counts.
const offeredImages = 16

// takeOffer shows the page what files hold.
func (s *Session) takeOffer(m loaded) {
	defer m.load.cancel()
	s.offering = nil
	if m.err != nil {
		s.report(worker.ScopeOffer, m.err)
		return
	}
	s.offered = &m
	train, valid, test := sizes(m.whole)
	answer := &worker.DatasetOffer{Name: m.load.name, Train: train, Valid: valid, Test: test, Classes: weights.ClassesOf(m.whole),
		Pictures: m.said.Form == source.Pictures, DarkOnLight: m.said.DarkOnLight, Said: m.said.Messages()}
	images := m.whole.Images(data.Train)
	for i := range min(offeredImages, train) {
		at := i * train / min(offeredImages, train)
		answer.Images = append(answer.Images, images.Image(at)...)
		answer.Labels = append(answer.Labels, int(images.Label(at)))
	}
	s.page.Send(answer)
}

// useOffer takes over the dataset that was offered last.
func (s *Session) useOffer(m *worker.UseOffer) error {
	if s.offered == nil {
		return failure.New("no dataset was offered: open its files again")
	}
	o := s.offered
	if err := nameClasses(o.whole, m.Names); err != nil {
		return err
	}
	s.offered = nil
	if m.Invert {
		o.whole.Invert()
	}
	if s.loading != nil {
		s.loading.cancel()
	}
	s.loading = o.load
	s.finishLoad(*o)
	return nil
}

// nameClasses gives the classes of a dataset names, unless there are none.
func nameClasses(d *data.Dataset, names []string) error {
	if names == nil {
		return nil
	}
	if len(names) != d.ClassCount() {
		return failure.New("%d names for %d classes", len(names), d.ClassCount())
	}
	for i, name := range names {
		if err := labelled.CheckName(name); err != nil {
			return err
		}
		if slices.Contains(names[:i], name) {
			return failure.New("the name %q is there twice", name)
		}
	}
	d.NameClasses(names)
	return nil
}

// dropOffer lets go of the dataset that was offered last, and of the files of one.
func (s *Session) dropOffer() {
	if s.offering != nil {
		s.offering.cancel()
	}
	s.offering, s.offered = nil, nil
}
