package predictor

import (
	"math"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/dream"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

const (
	// dreamSteps is when a dream has long become what it will be.
	dreamSteps = 80
	// stepEvery is the least time between two steps that are shown: slow enough to be
	// followed, and a dream of four seconds.
	stepEvery = 50 * time.Millisecond
)

// imagining is a picture that is made step by step.
type imagining struct {
	asked  *worker.Imagine
	model  *nn.Model // its own, which newer weights leave as it is
	source string    // of the weights
	step   int
	maker  interface {
		Picture() []float32
		Step()
	}
	over   func() bool
	before worker.PictureReading
	steps  int
}

// imagineTask steps on with the pictures of a kind.
func (s *inspector) imagineTask(kind string) *task {
	t := &task{}
	t.make = func() worker.Message {
		i := s.imaginings[kind]
		if i == nil {
			return nil
		}
		over := i.goOn()
		t.stale = !over
		if i.asked.Whole && !over {
			return nil
		}
		return i.message(over)
	}
	s.imagineTasks[kind] = t
	return t
}

// imagine begins a picture, while the page looks.
func (s *inspector) imagine(m *worker.Imagine) {
	t := s.imagineTasks[m.Kind]
	if !s.on || t == nil {
		return
	}
	i := newImagining(s.predictor, m)
	if i == nil {
		s.stopImagining(m.Kind)
		s.predictor.page.Send(&worker.Imagined{ID: m.ID, Kind: m.Kind, Digit: m.Digit, Over: true, Unread: true})
		return
	}
	s.imaginings[m.Kind] = i
	t.every = stepEvery
	if m.Whole {
		t.every = 0
	}
	t.stale, t.after = true, time.Time{}
	s.setTimer()
}

func (s *inspector) stopImagining(kind string) { delete(s.imaginings, kind) }

// newImagining returns nil if nothing can come of it: there are no weights, their
// outputs are no numbers, or there is no such digit or picture.
func newImagining(p *predictor, m *worker.Imagine) *imagining {
	if p.weights == nil || m.Digit < 0 || m.Digit >= p.network.Loss.ClassCount() {
		return nil
	}
	model, err := p.network.NewModel()
	if err != nil {
		return nil
	}
	copy(model.Params(), p.model.Params())
	i := &imagining{asked: m, model: model, source: p.weights.Source, step: p.weights.Step}
	if m.Kind == worker.Dream {
		i.maker = dream.New(model, byte(m.Digit), m.Seed)
		i.over = func() bool { return i.steps >= dreamSteps }
	} else {
		if len(m.Image) != data.Pixels {
			return nil
		}
		disguise := dream.NewDisguise(model, train.AppendValues(nil, m.Image), byte(m.Digit))
		i.maker, i.over = disguise, disguise.Over
	}
	var readable bool
	i.before, readable = i.read(inkOf(i.maker.Picture()))
	if !readable {
		return nil
	}
	return i
}

// goOn takes a step, if there is one to take, and reports whether it was the last.
func (i *imagining) goOn() (over bool) {
	if !i.over() {
		i.maker.Step()
		i.steps++
	}
	return i.over()
}

// message shows the picture as the page will have it, in whole bytes, and what is read
// in that.
func (i *imagining) message(over bool) *worker.Imagined {
	m := &worker.Imagined{ID: i.asked.ID, Kind: i.asked.Kind, Digit: i.asked.Digit, Source: i.source, Step: i.step,
		Steps: i.steps, Over: over, Rounded: i.model.Loss.Outputs() == 1, Before: i.before}
	picture := inkOf(i.maker.Picture())
	m.Now, _ = i.read(picture)
	m.Bytes = picture
	if i.asked.Kind != worker.Disguise {
		return m
	}
	changes := make([]float32, len(picture))
	var squares float64
	for k, v := range picture {
		changes[k] = (float32(v) - float32(i.asked.Image[k])) / 255
		squares += float64(changes[k]) * float64(changes[k])
	}
	largest := largestOf(changes)
	m.Distance, m.Largest = math.Sqrt(squares), worker.Float(largest)
	m.Bytes = append(m.Bytes, i.asked.Image...)
	m.Bytes = appendNumbers(m.Bytes, changes, largest)
	return m
}

// read reads a picture, and reports whether the outputs are numbers.
func (i *imagining) read(picture []byte) (r worker.PictureReading, readable bool) {
	outputs := i.model.Forward(train.AppendValues(nil, picture))
	if !weights.Finite(outputs) {
		return r, false
	}
	r.Digit = i.model.Loss.Predict(outputs)
	r.Unsure = i.model.Loss.Certainty(outputs) < nn.Sure
	r.Output = float64(outputs[0])
	r.Probability = float64(probabilities(i.model.Loss, outputs)[r.Digit])
	return r, true
}

// inkOf returns a picture from 0 to 1 as bytes.
func inkOf(picture []float32) []byte {
	ink := make([]byte, len(picture))
	for i, v := range picture {
		ink[i] = byte(255*v + 0.5)
	}
	return ink
}
