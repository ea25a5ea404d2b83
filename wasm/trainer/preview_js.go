package main

import (
	"errors"
	"fmt"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// mostPreviews bounds the images of a preview.
const mostPreviews = 400

// preview shows what augmentation makes of training images, in the first epoch
// of a run. Which images these are follows from the seed.
func (s *session) preview(m *worker.Preview) error {
	how, err := data.ParseAugmentation(m.Augment)
	if err != nil {
		return err
	}
	if m.Count < 1 || m.Count > mostPreviews {
		return fmt.Errorf("a preview of %d images: want 1 to %d", m.Count, mostPreviews)
	}
	if s.dataset == nil {
		return errors.New("there is no dataset to take images from yet")
	}
	split := s.dataset.Split(data.Train)
	count := min(m.Count, split.Len())
	answer := &worker.PreviewImages{Augment: m.Augment, Images: make([]byte, count*data.Pixels)}
	augmenter := data.NewAugmenter(how)
	for i := range count {
		index := (int(m.Seed%uint64(split.Len())) + i) % split.Len()
		image := (*data.Image)(answer.Images[i*data.Pixels:])
		augmenter.Apply(image, (*data.Image)(split.Image(index)), train.ImageSeed(m.Seed, 0, index))
		answer.Labels = append(answer.Labels, int(split.Label(index)))
	}
	return s.page.Send(answer)
}
