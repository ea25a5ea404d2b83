package gallery

import (
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// maxBrowsed bounds the images of an answer: the trainer reads them itself,
// also beside a run.
const maxBrowsed = 200

// Check returns the split that a message asks for, or what is wrong with the
// rest of it.
func Check(m *worker.Browse) (data.Split, error) {
	s := m.Selection
	for _, digit := range []int{s.Label, s.Prediction} {
		if digit != worker.AnyDigit && (digit < 0 || digit >= data.Classes) {
			return 0, failure.New("digit %d: want 0 to 9, or %d for any", digit, worker.AnyDigit)
		}
	}
	if orders := []string{worker.OrderFile, worker.OrderUnsure, worker.OrderWrong}; !slices.Contains(orders, s.Order) {
		return 0, failure.New("order %q: want one of %q", s.Order, orders)
	}
	split, err := data.ParseSplit(s.Split)
	if err != nil {
		return 0, err
	}
	if m.From < 0 || m.Count < 1 || m.Count > maxBrowsed {
		return 0, failure.New("%d images from %d on: want 1 to %d from 0 or more", m.Count, m.From, maxBrowsed)
	}
	return split, nil
}

// Browse returns the images that a message asks for, of the dataset and with the
// weights that were set last. Check has no error for it.
func (g *Gallery) Browse(m *worker.Browse, split data.Split) (*worker.Images, error) {
	answer := &worker.Images{ID: m.ID, Classes: weights.ClassesOf(g.dataset)}
	indices, ok := g.find(m.Selection, split)
	if !ok {
		answer.NotEvaluated = true
		return answer, nil
	}
	answer.Total = len(indices)
	from := min(m.From, len(indices))
	indices = indices[from:min(from+m.Count, len(indices))]
	images := g.dataset.Images(split)
	for _, i := range indices {
		answer.Indices = append(answer.Indices, i)
		answer.Labels = append(answer.Labels, int(images.Label(i)))
		answer.Images = append(answer.Images, images.Image(i)...)
	}
	return answer, g.predict(answer, images, indices)
}
