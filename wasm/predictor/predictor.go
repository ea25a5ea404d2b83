// Package predictor answers drawings, pictures and images of a dataset with the
// newest weights, and shows what happens inside the network meanwhile.
package predictor

import (
	"bytes"
	"context"
	"errors"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/picture"
	"digitlab/data/segment"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// predictor answers drawings, pictures and images with the newest weights, and
// answers the last one again whenever newer weights arrive.
type predictor struct {
	page      worker.Port
	weights   *worker.Weights // nil before the first
	network   weights.Network
	model     *nn.Model
	second    *second   // nil while nothing is compared
	asked     *question // nil when there is nothing to answer
	pad       segment.Pad
	inspector *inspector
	mapper    *mapper

	values []float32 // scratch
}

// Serve answers the page until ctx ends.
func Serve(ctx context.Context, page worker.Port) { newPredictor(page).serve(ctx) }

func newPredictor(page worker.Port) *predictor {
	p := &predictor{page: page}
	p.inspector = newInspector(p)
	p.mapper = newMapper(p)
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
		case <-p.mapper.timer.C:
			p.mapper.begin(ctx)
		case drawn := <-p.mapper.drawn:
			p.mapper.take(drawn)
		}
	}
}

func (p *predictor) handle(m worker.Message) {
	start := time.Now()
	switch m := m.(type) {
	case *worker.Inspect:
		p.inspector.inspect(m)
		return
	case *worker.Point:
		p.inspector.pointAt(m)
		return
	case *worker.Imagine:
		p.inspector.imagine(m)
		return
	case *worker.StopImagining:
		p.inspector.stopImagining(m.Kind)
		return
	case *worker.MapImages:
		if err := p.mapper.ask(m); err != nil {
			p.page.Send(&worker.Failure{Scope: worker.ScopeMap, Message: failure.Of(err)})
		}
		return
	}
	if failure := p.take(m); failure != nil {
		p.page.Send(failure)
		return
	}
	if err := p.answer(start); err != nil {
		p.page.Send(&worker.Failure{Scope: worker.ScopeWeights, Message: failure.Of(err)})
	}
	p.mapper.follow(m)
}

// take takes over what is new, or says why not.
func (p *predictor) take(m worker.Message) *worker.Failure {
	scope, news := worker.ScopePicture, newDrawing
	var err error
	switch m := m.(type) {
	case *worker.Weights:
		scope, news = worker.ScopeWeights, newWeights
		if err = p.setWeights(m); err == nil && p.readAgain() {
			news |= newDrawing
		}
	case *worker.LoadWeights:
		w, err := weights.Open(m)
		if err != nil {
			return &worker.Failure{Scope: worker.ScopeWeights, Message: failure.Of(err)}
		}
		return p.take(w.Message())
	case *worker.Compare:
		scope, news = worker.ScopeWeights, 0
		p.second, err = newSecond(&m.Weights)
	case *worker.Draw:
		p.draw(m)
	case *worker.Picture:
		err = p.picture(m)
	case *worker.Bitmap:
		err = p.bitmap(m)
	case *worker.DatasetImage:
		err = p.image(m)
	case *worker.Choose:
		if p.asked != nil {
			p.asked.chosen = m.Index
		}
	case *worker.Forget:
		p.asked = nil
	}
	if err != nil {
		return &worker.Failure{Scope: scope, Message: failure.Of(err)}
	}
	p.inspector.renew(news)
	return nil
}

func (p *predictor) setWeights(m *worker.Weights) error {
	n, err := weights.NetworkIn(m)
	if err != nil {
		return err
	}
	if n != p.network {
		model, err := n.NewModel()
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
	q := p.asked
	answer := &worker.Prediction{
		ID:     q.id,
		Blank:  errors.Is(q.none, picture.ErrBlank),
		Blot:   errors.Is(q.none, picture.ErrNoDigit),
		Source: p.weights.Source,
		Step:   p.weights.Step,

		Classes: p.weights.Classes,
	}
	for _, d := range q.digits {
		if !weights.Finite(d.Outputs) {
			return weights.NotFinite(p.weights.Source)
		}
		answer.Digits = append(answer.Digits, readDigit(p.network.Loss, q.lattice.Box(d.Candidate), d.Outputs))
	}
	if len(q.digits) > 0 {
		answer.Chosen = q.index()
		outputs, read := q.digits[answer.Chosen].Outputs, answer.Digits[answer.Chosen]
		answer.Digit, answer.Unsure, answer.None = read.Digit, read.Unsure, read.None
		answer.Probabilities = float64s(probabilities(p.network.Loss, outputs))
		answer.Outputs = float64s(outputs)
		answer.Image = bytes.Clone(q.image()[:])
	}
	if p.second != nil {
		answer.Second = p.second.read(q)
	}
	if q.took == 0 {
		q.took = time.Since(start)
	}
	answer.Milliseconds = q.took.Seconds() * 1000
	return p.page.Send(answer)
}

// readDigit returns what the outputs of a loss's head for a part of what is written
// say.
func readDigit(loss nn.Loss, box [4]float64, outputs []float32) worker.ReadDigit {
	digit, certainty := loss.Predict(outputs), loss.Certainty(outputs)
	return worker.ReadDigit{
		Digit:       digit,
		Probability: float64(probabilities(loss, outputs)[digit]),
		Unsure:      certainty < nn.Sure,
		None:        certainty == nn.NoClass,
		Box:         box,
	}
}

// probabilities returns those of the classes.
func probabilities(loss nn.Loss, outputs []float32) []float32 {
	probabilities := make([]float32, loss.ClassCount())
	loss.Probabilities(probabilities, outputs)
	return probabilities
}

func float64s(values []float32) []float64 {
	wide := make([]float64, len(values))
	for i, v := range values {
		wide[i] = float64(v)
	}
	return wide
}
