package main

import (
	"errors"
	"fmt"
	"slices"

	"digitlab/data"
	"digitlab/web/worker"
)

// mostBrowsed bounds the images of an answer: the trainer reads them itself,
// also beside a run.
const mostBrowsed = 200

// browse shows images of a split.
func (s *session) browse(m *worker.Browse) error {
	mode, err := checkSelection(m.Selection)
	if err != nil {
		return err
	}
	if m.From < 0 || m.Count < 1 || m.Count > mostBrowsed {
		return fmt.Errorf("%d images from %d on: want 1 to %d from 0 or more", m.Count, m.From, mostBrowsed)
	}
	if s.dataset == nil {
		return errors.New("there is no dataset to show yet")
	}
	if s.rest != nil && mode == data.Eval {
		return errors.New("the test images are not there yet")
	}
	g := &s.gallery
	g.setDataset(s.dataset)
	if m.Renew || g.replica == nil {
		if err := g.setWeights(s.newest()); err != nil {
			return err
		}
	}
	answer := &worker.Images{ID: m.ID}
	indices, ok := g.find(m.Selection, mode)
	if !ok {
		answer.Unread = true
		return s.page.Send(answer)
	}
	answer.Total = len(indices)
	from := min(m.From, len(indices))
	indices = indices[from:min(from+m.Count, len(indices))]
	split := s.dataset.Split(mode)
	for _, i := range indices {
		answer.Indices = append(answer.Indices, i)
		answer.Labels = append(answer.Labels, int(split.Label(i)))
		answer.Images = append(answer.Images, split.Image(i)...)
	}
	if err := g.read(answer, split, indices); err != nil {
		return err
	}
	return s.page.Send(answer)
}

func checkSelection(s worker.Selection) (data.Mode, error) {
	for _, digit := range []int{s.Label, s.Prediction} {
		if digit != worker.AnyDigit && (digit < 0 || digit >= data.Classes) {
			return 0, fmt.Errorf("digit %d: want 0 to 9, or %d for any", digit, worker.AnyDigit)
		}
	}
	if orders := []string{worker.OrderFile, worker.OrderUnsure, worker.OrderWrong}; !slices.Contains(orders, s.Order) {
		return 0, fmt.Errorf("order %q: want one of %q", s.Order, orders)
	}
	return data.ParseMode(s.Split)
}
