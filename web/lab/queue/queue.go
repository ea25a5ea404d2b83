// Package queue sets the states that a page shows one at a time.
package queue

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
)

const (
	// pause is the least time between the rendering of one state and the setting of
	// the next, which the browser has for itself.
	pause = 4 * time.Millisecond
	// maxUnseenWait is how long what nobody sees waits, for newer values to take
	// its place meanwhile.
	maxUnseenWait = time.Second
)

// Queue sets states one at a time. When much changes at once, the page then has many
// short tasks in place of a long one, and goes on answering the visitor. What is in
// sight comes first. It belongs to the UI goroutine.
type Queue struct {
	waiting []queued // by when they came
	seen    map[string]bool
	running bool
	told    func(states int)
}

// queued is a state that is to be set.
type queued struct {
	part  string // of the page, which shows it; WholePage goes first
	state string
	value any
	since time.Time
}

// WholePage is the part that is always in sight.
const WholePage = ""

// New returns an empty queue, which tells how many states wait whenever that changes.
func New(told func(states int)) *Queue { return &Queue{seen: map[string]bool{}, told: told} }

// Set sets a state that a part of the page shows, after those that wait in the queue.
func Set[T any](ctx app.Context, q *Queue, part string, key state.Key[T], value T) {
	q.add(queued{part, string(key), value, time.Now()})
	q.told(len(q.waiting))
	if !q.running {
		q.running = true
		q.setNext(ctx)
	}
}

// Drop takes away what waits for other parts than the whole page.
func (q *Queue) Drop() {
	q.waiting = slices.DeleteFunc(q.waiting, func(w queued) bool { return w.part != WholePage })
}

// See takes whether a part of the page is in sight.
func (q *Queue) See(part string, seen bool) { q.seen[part] = seen }

// add has a state wait to be set. A newer value takes the place of one that
// waits.
func (q *Queue) add(next queued) {
	for i := range q.waiting {
		if q.waiting[i].state == next.state {
			q.waiting[i].value = next.value
			return
		}
	}
	q.waiting = append(q.waiting, next)
}

// take returns the state that is to be set now, and false if none is.
func (q *Queue) take(now time.Time) (next queued, due bool) {
	at := slices.IndexFunc(q.waiting, func(w queued) bool { return w.part == WholePage })
	if at < 0 {
		at = slices.IndexFunc(q.waiting, func(w queued) bool { return q.seen[w.part] })
	}
	if at < 0 {
		at = slices.IndexFunc(q.waiting, func(w queued) bool { return now.Sub(w.since) >= maxUnseenWait })
	}
	if at < 0 {
		return queued{}, false
	}
	next = q.waiting[at]
	q.waiting = slices.Delete(q.waiting, at, at+1)
	return next, true
}

// setNext sets a state, and goes on until none waits.
func (q *Queue) setNext(ctx app.Context) {
	if next, due := q.take(time.Now()); due {
		ctx.SetState(next.state, next.value)
	}
	q.told(len(q.waiting))
	if len(q.waiting) == 0 {
		q.running = false
		return
	}
	// Several states could be set before go-app renders again.
	ctx.Defer(func(ctx app.Context) { dom.DispatchAfter(ctx, pause, q.setNext) })
}
