package run

import (
	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// Hand is what a run learns beside the images of a dataset.
type Hand struct {
	learned  *data.Dataset // its Train split
	tested   *data.Dataset // Test are images of the hand, Valid those of the dataset
	heldBack bool          // tested and learned have no image in common
	valid    worker.Count  // of tested's Valid, after the run
}

// NewHand returns the hand in a message. Images to learn from there must be.
func NewHand(m *worker.Learn) (*Hand, error) {
	if len(m.Images) != len(m.Labels)*data.Pixels || len(m.Tests) != len(m.Labels) {
		return nil, failure.New("a hand of %d bytes, %d labels and %d tests: want %d bytes, a label and a test for each image",
			len(m.Images), len(m.Labels), len(m.Tests), data.Pixels)
	}
	h := &Hand{learned: new(data.Dataset), tested: new(data.Dataset)}
	for i, label := range m.Labels {
		if label < 0 || label >= data.Classes {
			return nil, failure.New("image %d of the hand has the label %d, want 0 to 9", i, label)
		}
		images := h.learned.Images(data.Train)
		if m.Tests[i] {
			images = h.tested.Images(data.Test)
		}
		images.Append((*data.Image)(m.Images[i*data.Pixels:]), byte(label))
	}
	if h.learned.Images(data.Train).Len() == 0 {
		return nil, failure.New("the hand has no images to learn from")
	}
	h.heldBack = h.tested.Images(data.Test).Len() > 0
	if !h.heldBack {
		*h.tested.Images(data.Test) = *h.learned.Images(data.Train)
	}
	return h, nil
}

// Mix returns the dataset that a run with these settings learns the hand on.
func (h *Hand) Mix(d *data.Dataset, s train.Settings) *data.Dataset {
	*h.tested.Images(data.Valid) = *d.Images(data.Valid)
	return train.Mix(d, h.learned.Images(data.Train), s)
}

// evaluateHand tells the page how well the run's model reads the hand and the
// validation images, if it is one that learns a hand: before or after it. After
// it, the validation images have been evaluated already.
func (r *Run) evaluateHand(after bool) error {
	if r.Hand == nil {
		return nil
	}
	m := &worker.Learned{After: after, HeldBack: r.Hand.heldBack, Valid: r.Hand.valid}
	e, err := train.Evaluate(r.Model, r.Hand.tested, data.Test, r)
	if err != nil {
		return err
	}
	m.Hand = countOf(e)
	if !after && r.Hand.tested.Images(data.Valid).Len() > 0 {
		if e, err = train.Evaluate(r.Model, r.Hand.tested, data.Valid, r); err != nil {
			return err
		}
		m.Valid = countOf(e)
	}
	return r.Page.Send(m)
}

func countOf(e train.Evaluation) worker.Count {
	c := worker.Count{Images: len(e.Outcomes)}
	for _, o := range e.Outcomes {
		if o.Label == o.Prediction {
			c.Right++
		}
	}
	return c
}
