package main

import (
	"bytes"
	"errors"
	"fmt"

	"digitlab/data"
	"digitlab/web/worker"
)

// question is a drawing or picture, prepared, or a sample.
type question struct {
	id    int
	none  error // why there is nothing to read: data.ErrBlank or data.ErrNoDigit
	plain bool
	steps data.Preparation // a sample has only its last one
}

// image is what the network is to read, if there is something to read.
func (q *question) image() *data.Image { return &q.steps.Sample }

func (p *predictor) draw(m *worker.Draw) error {
	strokes := make([][]float64, len(m.Strokes))
	for i, s := range m.Strokes {
		strokes[i] = s
	}
	width := m.Width
	if !m.Plain {
		width = data.FitPen(strokes, width)
	}
	drawing := data.RasterizeStrokes(strokes, m.Side, width)
	steps, err := data.Prepare(drawing, data.NormalizeOptions{Plain: m.Plain})
	if len(m.Strokes) == 0 {
		// To the plain preparation, even a pad nobody has drawn on is a picture.
		err = data.ErrBlank
	}
	return p.ask(&question{id: m.ID, plain: m.Plain, steps: steps}, err)
}

func (p *predictor) picture(m *worker.Picture) error {
	picture, err := data.DecodePicture(bytes.NewReader(m.File))
	if err != nil {
		return fmt.Errorf("%s: %w", m.Name, err)
	}
	steps, err := data.Prepare(picture, data.NormalizeOptions{Plain: m.Plain})
	return p.ask(&question{id: m.ID, plain: m.Plain, steps: steps}, err)
}

func (p *predictor) sample(m *worker.Sample) error {
	if len(m.Image) != data.Pixels {
		return fmt.Errorf("an image of %d pixels, want %d", len(m.Image), data.Pixels)
	}
	return p.ask(&question{id: m.ID, steps: data.Preparation{Sample: data.Image(m.Image)}}, nil)
}

// ask makes q the question to answer, even if err says that there is nothing to
// read; any other error it returns.
func (p *predictor) ask(q *question, err error) error {
	if err != nil && !errors.Is(err, data.ErrBlank) && !errors.Is(err, data.ErrNoDigit) {
		return err
	}
	q.none = err
	p.asked = q
	return nil
}
