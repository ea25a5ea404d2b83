package session

import (
	"math/rand/v2"
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// maxPicked bounds what is asked for.
const maxPicked = 10_000

// pickImages sends images to be mapped.
func (s *Session) pickImages(m *worker.PickImages) error {
	if m.Count < 1 || m.Count > maxPicked {
		return failure.New("%d images for the map: want 1 to %d", m.Count, maxPicked)
	}
	if s.dataset == nil {
		return failure.New("there is no dataset to take images from yet")
	}
	if s.rest != nil {
		return failure.New("the test images are not there yet")
	}
	split := data.Test
	for _, other := range []data.Split{data.Valid, data.Train} {
		if s.dataset.Images(split).Len() == 0 {
			split = other
		}
	}
	images := s.dataset.Images(split)
	picked := rand.New(rand.NewPCG(m.Seed, 0)).Perm(images.Len())[:min(m.Count, images.Len())]
	slices.Sort(picked)
	answer := &worker.PickedImages{Split: split.String(), Indices: picked, Classes: weights.ClassesOf(s.dataset)}
	for _, index := range picked {
		answer.Labels = append(answer.Labels, int(images.Label(index)))
		answer.Images = append(answer.Images, images.Image(index)...)
	}
	return s.page.Send(answer)
}
