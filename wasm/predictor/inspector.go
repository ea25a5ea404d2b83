package predictor

import (
	"math"
	"time"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/web/worker"
)

// inspector sends what happens inside the network, while the page looks at it.
// The predictor has it work between two messages, so that answers never wait for
// more than one of its tasks.
type inspector struct {
	predictor *predictor
	on        bool
	brief     bool // only the tasks that are brief are done
	change    worker.Change
	point     worker.Point
	tasks     []*task     // the most urgent first
	timer     *time.Timer // when one of them is due
	awaited   int         // tasks to be done until the visitor has seen the last stroke
	after     time.Time   // all rest until then

	imaginings   map[string]*imagining // by their kind, those under way and the last ones
	imagineTasks map[string]*task
}

// task makes a message anew when what it shows has changed.
type task struct {
	shows news
	every time.Duration // at most
	brief bool          // the page asks for it also when it wants little
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
	newPoint
)

// How many times as long as a task took all of them rest: while someone draws or
// moves a slider, and while only training goes on, which shares the cores.
const awaitedRest, calmRest = 1, 10

// briefRest is how many times as long a task rests in training of which the page wants
// to see little.
const briefRest = 5

// pointEvery is the least time between two explanations, and between two pictures of
// the network while someone draws: a pointer is followed as fast as screens show it.
const pointEvery = 30 * time.Millisecond

// yieldTime lets the browser deliver messages between two tasks.
const yieldTime = time.Millisecond

func newInspector(p *predictor) *inspector {
	s := &inspector{predictor: p, timer: time.NewTimer(time.Hour), imaginings: map[string]*imagining{}, imagineTasks: map[string]*task{}}
	s.timer.Stop()
	s.tasks = []*task{
		{shows: newDrawing, every: worker.ReportEvery, make: s.prepared},
		{shows: newDrawing | newWeights | newChange, every: worker.ReportEvery, brief: true, make: s.inside},
		{shows: newDrawing | newWeights | newChange | newPoint, every: pointEvery, make: s.explanation},
		{shows: newDrawing | newWeights | newChange, every: worker.ReportEvery, brief: true, make: s.connections},
		{shows: newDrawing | newWeights | newChange, every: 2 * worker.ReportEvery, make: s.occlusion},
	}
	for of := range worker.Changes {
		s.tasks = append(s.tasks, &task{
			shows: newDrawing | newWeights | newChange,
			every: 4 * worker.ReportEvery,
			make:  func() worker.Message { return s.sweep(of) },
		})
	}
	for _, kind := range worker.Imaginings {
		s.tasks = append(s.tasks, s.imagineTask(kind))
	}
	return s
}

// inspect begins or ends, or changes the picture.
func (s *inspector) inspect(m *worker.Inspect) {
	what := newChange
	if !s.on || s.brief != m.Brief {
		what = newDrawing // so that everything is
	}
	if s.on, s.brief, s.change = m.On, m.Brief, m.Change; !s.on {
		s.point = worker.Point{}
		clear(s.imaginings)
	}
	s.renew(what)
}

// pointAt explains another value from now on.
func (s *inspector) pointAt(m *worker.Point) {
	s.point = *m
	s.renew(newPoint)
}

// renew has the tasks done again that show what is new.
func (s *inspector) renew(what news) {
	if !s.on {
		s.timer.Stop()
		return
	}
	for _, t := range s.tasks {
		t.stale = (t.stale || t.shows&what != 0) && (t.brief || !s.brief)
	}
	if what != newWeights {
		s.awaited, s.after = s.drawingTasks(), time.Time{}
	}
	s.setTimer()
}

// drawingTasks counts the tasks that follow the drawing.
func (s *inspector) drawingTasks() (count int) {
	for _, t := range s.tasks {
		if t.shows&newDrawing != 0 && (t.brief || !s.brief) {
			count++
		}
	}
	return count
}

// work does the task that is due for the longest; while someone draws, the pictures of
// the network go first.
func (s *inspector) work() {
	start := time.Now()
	var next *task
	for _, t := range s.tasks {
		if t.stale && !start.Before(t.after) && (next == nil || s.goesBefore(t, next)) {
			next = t
		}
	}
	if next != nil {
		next.stale = false
		if m := next.make(); m != nil {
			s.predictor.page.Send(m)
		}
		next.after = start.Add(s.pace(next))
		s.rest(time.Since(start))
	}
	s.setTimer()
}

func (s *inspector) goesBefore(a, b *task) bool {
	if s.awaited > 0 && a.brief != b.brief {
		return a.brief
	}
	return a.after.Before(b.after)
}

// pace returns the least time from now to when a task is done again.
func (s *inspector) pace(t *task) time.Duration {
	switch {
	case t.brief && s.awaited > 0:
		return pointEvery
	case s.brief:
		return briefRest * t.every
	}
	return t.every
}

// rest leaves the cores to others after a task.
func (s *inspector) rest(took time.Duration) {
	if s.awaited > 0 {
		s.awaited--
		s.after = time.Now().Add(awaitedRest * took)
		return
	}
	s.after = time.Now().Add(calmRest * took)
}

// setTimer sets the timer for the first of the stale tasks.
func (s *inspector) setTimer() {
	wait := time.Duration(math.MaxInt64)
	for _, t := range s.tasks {
		if t.stale {
			wait = min(wait, max(yieldTime, time.Until(t.after), time.Until(s.after)))
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
	if p.asked == nil || p.weights == nil {
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

func changeOf(c worker.Change) augment.Change {
	return augment.Change{
		ShiftX:    c[worker.ShiftX],
		ShiftY:    c[worker.ShiftY],
		Turn:      c[worker.Turn],
		Scale:     c[worker.Scale],
		Thickness: c[worker.Thickness],
	}
}
