package predictor

import (
	"errors"
	"image"

	"digitlab/data"
	"digitlab/data/picture"
	"digitlab/web/worker"
)

// thumbnailSide is that of the larger pictures of a preparation: four pixels for
// one of what the network reads.
const thumbnailSide = 4 * data.Side

// prepared shows how the drawing became what the network reads.
func (s *inspector) prepared() worker.Message {
	q := s.predictor.asked
	if q == nil {
		return &worker.Prepared{Blank: true}
	}
	steps, err := q.lattice.Prepare(q.candidate())
	m := &worker.Prepared{
		Blank: errors.Is(err, picture.ErrBlank),
		Blot:  errors.Is(err, picture.ErrNoDigit),
		Plain: q.plain,
	}
	addPicture(m, &m.Page, steps.Page)
	if ink := steps.Ink; ink != nil && !m.Blank {
		addPicture(m, &m.Ink, ink)
		m.Box = scaledBox(steps.Box, m.Ink, ink.Rect.Size())
	}
	addPicture(m, &m.Scaled, steps.Scaled)
	if err == nil {
		m.Pictures = append(m.Pictures, steps.Image[:]...)
	}
	return m
}

// addPicture adds a picture, smaller if it is large, and sets its size.
func addPicture(m *worker.Prepared, size *worker.Size, img *image.Gray) {
	if img == nil {
		return
	}
	small := picture.Thumbnail(img, thumbnailSide)
	size.Width, size.Height = small.Rect.Dx(), small.Rect.Dy()
	for y := range size.Height {
		m.Pictures = append(m.Pictures, small.Pix[y*small.Stride:][:size.Width]...)
	}
}

// scaledBox returns a box of a picture of one size in pixels of another.
func scaledBox(box image.Rectangle, to worker.Size, from image.Point) [4]int {
	return [4]int{
		box.Min.X * to.Width / from.X,
		box.Min.Y * to.Height / from.Y,
		(box.Max.X*to.Width + from.X - 1) / from.X,
		(box.Max.Y*to.Height + from.Y - 1) / from.Y,
	}
}
