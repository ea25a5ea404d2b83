package session

import (
	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// maxPreviews bounds the images of a preview.
const maxPreviews = 400

// preview shows what augmentation makes of training images, in the first epoch
// of a run. Which images these are follows from the seed.
func (s *Session) preview(m *worker.Preview) error {
	how, err := augment.Parse(m.Augment)
	if err != nil {
		return err
	}
	if m.Count < 1 || m.Count > maxPreviews {
		return failure.New("a preview of %d images: want 1 to %d", m.Count, maxPreviews)
	}
	if s.dataset == nil {
		return failure.New("there is no dataset to take images from yet")
	}
	images := s.dataset.Images(data.Train)
	count := min(m.Count, images.Len())
	answer := &worker.PreviewImages{Augment: m.Augment, Images: make([]byte, count*data.Pixels)}
	augmenter := augment.New(how)
	for i := range count {
		index := (int(m.Seed%uint64(images.Len())) + i) % images.Len()
		image := (*data.Image)(answer.Images[i*data.Pixels:])
		label := augmenter.Apply(image, (*data.Image)(images.Image(index)), images.Label(index), train.ImageSeed(m.Seed, 0, index))
		answer.Labels = append(answer.Labels, int(label))
	}
	return s.page.Send(answer)
}
