package main

import (
	"math"
	"time"

	"digitlab/data"
	"digitlab/web/worker"
)

// inspector sends what happens inside the network, while the page looks at it.
// The predictor has it work between two messages, so that answers never wait for
// more than one of its tasks.
type inspector struct {
	predictor *predictor
	on        bool
	change    worker.Change
	tasks     []*task     // the most urgent first
	timer     *time.Timer // when one of them is due
}

// task makes a message anew when what it shows has changed.
type task struct {
	shows news
	every time.Duration // at most
	make  func() worker.Message

	stale bool
	after time.Time // it rests until then
}

// news are what a task has to be done again for, as bits.
type news int

const (
	newDrawing news = 1 << iota
	newWeights
	newChange
)

// restShare is how many times as long as it took a task rests: it leaves nine
// tenths of the time to answers, and to the training that shares the cores.
const restShare = 9

// yieldTime lets the browser deliver messages between two tasks.
const yieldTime = time.Millisecond

func newInspector(p *predictor) *inspector {
	s := &inspector{predictor: p, timer: time.NewTimer(time.Hour)}
	s.timer.Stop()
	s.tasks = []*task{
		{shows: newDrawing, every: reportEvery, make: s.prepared},
		{shows: newDrawing | newWeights | newChange, every: reportEvery, make: s.inside},
		{shows: newDrawing | newWeights | newChange, every: 2 * reportEvery, make: s.mattered},
	}
	for of := range worker.Changes {
		s.tasks = append(s.tasks, &task{
			shows: newDrawing | newWeights | newChange,
			every: 2 * reportEvery,
			make:  func() worker.Message { return s.sweep(of) },
		})
	}
	return s
}

// inspect begins or ends, or changes the picture.
func (s *inspector) inspect(m *worker.Inspect) {
	what := newChange
	if !s.on {
		what = newDrawing // so that everything is
	}
	s.on, s.change = m.On, m.Change
	s.renew(what)
}

// renew has the tasks done again that show what is new.
func (s *inspector) renew(what news) {
	if !s.on {
		s.timer.Stop()
		return
	}
	for _, t := range s.tasks {
		t.stale = t.stale || t.shows&what != 0
	}
	s.setTimer()
}

// work does the first task that is due.
func (s *inspector) work() {
	start := time.Now()
	for _, t := range s.tasks {
		if !t.stale || start.Before(t.after) {
			continue
		}
		t.stale = false
		if m := t.make(); m != nil {
			s.predictor.page.Send(m)
		}
		t.after = start.Add(max(t.every, (1+restShare)*time.Since(start)))
		break
	}
	s.setTimer()
}

// setTimer sets the timer for the first of the stale tasks.
func (s *inspector) setTimer() {
	wait := time.Duration(math.MaxInt64)
	for _, t := range s.tasks {
		if t.stale {
			wait = min(wait, max(yieldTime, time.Until(t.after)))
		}
	}
	if wait < math.MaxInt64 {
		s.timer.Reset(wait)
	}
}

// drawing returns what the network reads without a change, nil if there is
// nothing to read, or nothing to read it with.
func (s *inspector) drawing() *data.Image {
	p := s.predictor
	if p.asked == nil || p.asked.none != nil || p.weights == nil {
		return nil
	}
	return p.asked.image()
}

// image returns the picture that the page looks at, nil if there is none.
func (s *inspector) image() *data.Image {
	drawing := s.drawing()
	if drawing == nil {
		return nil
	}
	changed := changeOf(s.change).Apply(*drawing)
	return &changed
}

func changeOf(c worker.Change) data.Change {
	return data.Change{
		ShiftX:    c[worker.ShiftX],
		ShiftY:    c[worker.ShiftY],
		Turn:      c[worker.Turn],
		Scale:     c[worker.Scale],
		Thickness: c[worker.Thickness],
	}
}
