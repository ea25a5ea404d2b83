package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// predictor answers drawings, pictures and samples with the newest weights, and
// answers the last one again whenever newer weights arrive.
type predictor struct {
	page      worker.Port
	weights   *worker.Weights // nil before the first
	network   network
	model     *nn.Model
	asked     *question // nil when there is nothing to answer
	inspector *inspector

	values []float32 // scratch
}

func newPredictor(page worker.Port) *predictor {
	p := &predictor{page: page}
	p.inspector = newInspector(p)
	return p
}

func (p *predictor) serve(ctx context.Context) {
	messages := p.page.Listen(ctx)
	for {
		select {
		case m, ok := <-messages:
			if !ok {
				return
			}
			p.handle(m)
		case <-p.inspector.timer.C:
			p.inspector.work()
		}
	}
}

func (p *predictor) handle(m worker.Message) {
	start := time.Now()
	if m, ok := m.(*worker.Inspect); ok {
		p.inspector.inspect(m)
		return
	}
	if failure := p.take(m); failure != nil {
		p.page.Send(failure)
		return
	}
	if err := p.answer(start); err != nil {
		p.page.Send(&worker.Failure{Scope: worker.ScopeWeights, Text: err.Error()})
	}
}

// take takes over what is new, or says why not.
func (p *predictor) take(m worker.Message) *worker.Failure {
	scope, news := worker.ScopePicture, newDrawing
	var err error
	switch m := m.(type) {
	case *worker.Weights:
		scope, news = worker.ScopeWeights, newWeights
		err = p.setWeights(m)
	case *worker.Draw:
		err = p.draw(m)
	case *worker.Picture:
		err = p.picture(m)
	case *worker.Sample:
		err = p.sample(m)
	case *worker.Forget:
		p.asked = nil
	}
	if err != nil {
		return &worker.Failure{Scope: scope, Text: err.Error()}
	}
	p.inspector.renew(news)
	return nil
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
		p.network, p.model = n, model
	}
	p.weights = m
	copy(p.model.Params(), worker.UnpackFloats(nil, m.Params))
	return nil
}

// read returns what the network gives for images, all their outputs one after
// the other. They are overwritten by the next call.
func (p *predictor) read(images ...*data.Image) []float32 {
	p.values = p.values[:0]
	for _, image := range images {
		p.values = train.AppendValues(p.values, image[:])
	}
	return p.model.Forward(p.values)
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
		outputs := p.read(p.asked.image())
		if !finite(outputs) {
			return fmt.Errorf("%s: the network's outputs are no numbers with these weights", p.weights.Source)
		}
		var probabilities [data.Classes]float32
		p.network.loss.Probabilities(probabilities[:], outputs)
		answer.Digit = p.network.loss.Predict(outputs)
		answer.Unsure = !p.network.loss.Sure(outputs)
		answer.Probabilities = float64s(probabilities[:])
		answer.Outputs = float64s(outputs)
		answer.Image = bytes.Clone(p.asked.image()[:])
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
