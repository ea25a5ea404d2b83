package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// predictor answers drawings, pictures and samples with the newest weights, and
// answers the last one again whenever newer weights arrive.
type predictor struct {
	page    worker.Port
	weights *worker.Weights
	network network
	replica *train.Replica
	asked   *question // nil when there is nothing to answer
}

// question is a drawing or picture, prepared, or a sample.
type question struct {
	id    int
	none  error // why there is nothing to read: data.ErrBlank or data.ErrNoDigit
	image data.Image
}

// prepared returns the question about a picture that data.Normalize has made
// into image, or could not for err.
func prepared(id int, image data.Image, err error) (*question, error) {
	if err != nil && !errors.Is(err, data.ErrBlank) && !errors.Is(err, data.ErrNoDigit) {
		return nil, err
	}
	return &question{id: id, none: err, image: image}, nil
}

func newPredictor(page worker.Port) *predictor { return &predictor{page: page} }

func (p *predictor) serve(ctx context.Context) {
	for m := range p.page.Listen(ctx) {
		start := time.Now()
		switch m := m.(type) {
		case *worker.Weights:
			if err := p.setWeights(m); err != nil {
				p.page.Send(&worker.Failure{Scope: worker.ScopeWeights, Text: err.Error()})
				continue
			}
		case *worker.Draw:
			if err := p.draw(m); err != nil {
				p.page.Send(&worker.Failure{Scope: worker.ScopePicture, Text: err.Error()})
				continue
			}
		case *worker.Picture:
			if err := p.picture(m); err != nil {
				p.page.Send(&worker.Failure{Scope: worker.ScopePicture, Text: fmt.Sprintf("%s: %v", m.Name, err)})
				continue
			}
		case *worker.Sample:
			if err := p.sample(m); err != nil {
				p.page.Send(&worker.Failure{Scope: worker.ScopePicture, Text: err.Error()})
				continue
			}
		case *worker.Forget:
			p.asked = nil
		}
		if err := p.answer(start); err != nil {
			p.page.Send(&worker.Failure{Scope: worker.ScopeWeights, Text: err.Error()})
		}
	}
}

func (p *predictor) setWeights(m *worker.Weights) error {
	n, err := parseNetwork(m.Architecture, m.Loss)
	if err != nil {
		return err
	}
	if n != p.network {
		model, err := n.newModel()
		if err != nil {
			return err
		}
		p.network, p.replica = n, train.NewReplica(model)
	}
	p.weights = m
	p.replica.SetParams(worker.UnpackFloats(nil, m.Params))
	return nil
}

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
	image, err := data.Normalize(drawing, data.NormalizeOptions{Plain: m.Plain})
	if len(m.Strokes) == 0 {
		// To the plain preparation, even a pad nobody has drawn on is a picture.
		err = data.ErrBlank
	}
	return p.ask(prepared(m.ID, image, err))
}

// ask makes q the question to answer, if there is no error.
func (p *predictor) ask(q *question, err error) error {
	if err == nil {
		p.asked = q
	}
	return err
}

func (p *predictor) picture(m *worker.Picture) error {
	picture, err := data.DecodePicture(bytes.NewReader(m.File))
	if err != nil {
		return err
	}
	image, err := data.Normalize(picture, data.NormalizeOptions{Plain: m.Plain})
	return p.ask(prepared(m.ID, image, err))
}

func (p *predictor) sample(m *worker.Sample) error {
	if len(m.Image) != data.Pixels {
		return fmt.Errorf("an image of %d pixels, want %d", len(m.Image), data.Pixels)
	}
	p.asked = &question{id: m.ID, image: data.Image(m.Image)}
	return nil
}

// answer answers what was last asked, once there are weights. Work on it began
// at start. It fails for weights whose outputs are no numbers.
func (p *predictor) answer(start time.Time) error {
	if p.asked == nil || p.weights == nil {
		return nil
	}
	answer := &worker.Prediction{
		ID:     p.asked.id,
		Blank:  errors.Is(p.asked.none, data.ErrBlank),
		Blot:   errors.Is(p.asked.none, data.ErrNoDigit),
		Source: p.weights.Source,
		Step:   p.weights.Step,
	}
	if p.asked.none == nil {
		outputs := p.replica.Predict(&p.asked.image)
		if !finite(outputs) {
			return fmt.Errorf("%s: the network's outputs are no numbers with these weights", p.weights.Source)
		}
		var probabilities [data.Classes]float32
		p.network.loss.Probabilities(probabilities[:], outputs)
		answer.Digit = p.network.loss.Predict(outputs)
		answer.Unsure = !p.network.loss.Sure(outputs)
		answer.Probabilities = float64s(probabilities[:])
		answer.Outputs = float64s(outputs)
		answer.Image = bytes.Clone(p.asked.image[:])
	}
	answer.Milliseconds = time.Since(start).Seconds() * 1000
	return p.page.Send(answer)
}

func finite(values []float32) bool {
	for _, v := range values {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return false
		}
	}
	return true
}

func float64s(values []float32) []float64 {
	wide := make([]float64, len(values))
	for i, v := range values {
		wide[i] = float64(v)
	}
	return wide
}
