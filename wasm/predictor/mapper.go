package predictor

import (
	"context"
	"slices"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/projection"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// mapper maps images by what the last hidden layer makes of them, anew when there are
// other weights, while the page looks at it. A goroutine of its own computes a map,
// with short rests, so that answers do not wait for it.
type mapper struct {
	predictor *predictor
	asked     *worker.MapImages // nil while nobody looks
	method    projection.Method
	stale     bool // there are other weights than those of the last map
	timer     *time.Timer
	after     time.Time // the next map waits until then
	cancel    context.CancelFunc
	drawn     chan mapped
	last      *mapped // nil before the first of the images that are asked for
}

// mapped is a map, and what it was made by.
type mapped struct {
	message   *worker.ImageMap
	positions []float32
	model     *nn.Model
	used      []int // indices of the hidden values that decide
	basis     *projection.Basis
	took      time.Duration // of work
	err       error
}

const (
	// mapEvery is the least time between two maps.
	mapEvery = 2 * time.Second
	// maxUsed bounds how many hidden values of an image are taken.
	maxUsed = 2048
	// mapBatch is how many images are computed at a time.
	mapBatch = 50
)

func newMapper(p *predictor) *mapper {
	m := &mapper{predictor: p, timer: time.NewTimer(time.Hour), drawn: make(chan mapped, 1)}
	m.timer.Stop()
	return m
}

// ask takes what is to be mapped from now on.
func (m *mapper) ask(asked *worker.MapImages) error {
	m.stale = false
	m.timer.Stop()
	if !asked.On {
		m.asked, m.last = nil, nil
		m.giveUp()
		return nil
	}
	method, err := projection.ParseMethod(asked.Method)
	if err != nil {
		return err
	}
	if n := len(asked.Labels); n < 2 || len(asked.Images)%data.Pixels != 0 || len(asked.Images) < n*data.Pixels {
		return failure.New("a map of %d bytes and %d labels, want two labels or more and %d bytes for each image", len(asked.Images), n, data.Pixels)
	}
	if m.asked == nil || !slices.Equal(m.asked.Labels, asked.Labels) {
		m.last = nil // it was of others
	}
	m.asked, m.method, m.after = asked, method, time.Time{}
	m.giveUp()
	m.renew()
	return nil
}

// giveUp ends the work on a map.
func (m *mapper) giveUp() {
	if m.cancel != nil {
		m.cancel()
	}
}

// follow follows what the predictor was told.
func (m *mapper) follow(told worker.Message) {
	if m.asked == nil {
		return
	}
	if _, ok := told.(*worker.Weights); ok {
		m.renew()
		return
	}
	m.place()
}

// renew has a map made by the newest weights, once that is due.
func (m *mapper) renew() {
	m.stale = true
	if m.cancel == nil {
		m.timer.Reset(max(yieldTime, time.Until(m.after)))
	}
}

// begin begins a map.
func (m *mapper) begin(ctx context.Context) {
	p := m.predictor
	if !m.stale || m.cancel != nil || p.weights == nil {
		return
	}
	m.stale = false
	ctx, m.cancel = context.WithCancel(ctx)
	next := mapped{model: p.model.Clone(), message: &worker.ImageMap{
		ID: m.asked.ID, Method: m.asked.Method, Source: p.weights.Source, Step: p.weights.Step,
		Classes: p.weights.Classes,
	}}
	var before []float32
	if m.last != nil {
		before = m.last.positions[:2*len(m.asked.Labels)]
	}
	asked, method := m.asked, m.method
	go func() {
		next.compute(ctx, asked, method, before)
		m.drawn <- next
	}()
}

// take sends a map, unless it is not asked for any more.
func (m *mapper) take(next mapped) {
	m.cancel()
	m.cancel = nil
	if m.asked == nil {
		return
	}
	if next.err == nil && next.message.ID == m.asked.ID {
		rest := time.Duration(m.asked.Rest * float64(next.took))
		m.after = time.Now().Add(max(mapEvery, rest))
		if !next.message.Broken {
			m.last = &next
		}
		m.predictor.page.Send(next.message)
		m.place()
	}
	if m.stale {
		m.renew()
	}
}

// place says where the drawing lies.
func (m *mapper) place() {
	if m.last == nil {
		return
	}
	answer := &worker.MapPlace{ID: m.last.message.ID}
	if image := m.predictor.inspector.drawing(); image != nil {
		hidden, outputs := m.last.read(image[:])
		at := m.last.basis.Place(nil, hidden)
		answer.Shown, answer.Digit = true, m.last.model.Loss.Predict(outputs)
		answer.X, answer.Y = float64(at[0]), float64(at[1])
	}
	m.predictor.page.Send(answer)
}

// read returns the hidden values that decide, and the outputs, for images.
func (d *mapped) read(images []byte) (hidden, outputs []float32) {
	all, outputs := d.model.LastHidden(train.AppendValues(nil, images))
	size := len(all) / (len(images) / data.Pixels)
	for ; len(all) > 0; all = all[size:] {
		for _, i := range d.used {
			hidden = append(hidden, all[i])
		}
	}
	return hidden, outputs
}

// compute makes the map. It is over early, with an error, when ctx is.
func (d *mapped) compute(ctx context.Context, asked *worker.MapImages, method projection.Method, before []float32) {
	since := time.Now()
	wait := func() error {
		d.took += time.Since(since)
		time.Sleep(yieldTime)
		since = time.Now()
		return ctx.Err()
	}
	m, layer := d.message, d.model.LastHiddenLayer()
	m.Layer, m.Values = layer.Name, layer.Shape.Size()
	m.Used = min(m.Values, maxUsed)
	for i := range m.Used {
		d.used = append(d.used, i*m.Values/m.Used)
	}
	outputs := d.model.Loss.Outputs()
	var hidden []float32
	for images := range slices.Chunk(asked.Images, mapBatch*data.Pixels) {
		values, answers := d.read(images)
		if !weights.Finite(answers) || !weights.Finite(values) {
			m.Broken, m.Predictions = true, nil
			return
		}
		for answer := range slices.Chunk(answers, outputs) {
			m.Predictions = append(m.Predictions, d.model.Loss.Predict(answer))
		}
		hidden = append(hidden, values...)
		if d.err = wait(); d.err != nil {
			return
		}
	}
	labels := make([]byte, len(asked.Labels))
	for i, label := range asked.Labels {
		labels[i] = byte(label)
	}
	labelled, others := hidden[:len(labels)*m.Used], hidden[len(labels)*m.Used:]
	d.basis, d.positions, d.err = projection.Fit(labelled, labels, method, wait)
	if d.err != nil {
		return
	}
	if before != nil {
		d.basis.Align(d.positions, before)
	}
	d.positions = d.basis.Place(d.positions, others)
	m.Positions = worker.PackFloats(d.positions)
	d.took += time.Since(since)
}
