package lab

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
)

const (
	// renderPause is the least time between the rendering of one state and the
	// setting of the next, which the browser has for itself.
	renderPause = 4 * time.Millisecond
	// maxUnseenWait is how long what nobody sees waits, for newer values to take
	// its place meanwhile.
	maxUnseenWait = time.Second
)

// renderQueue sets states one at a time. When much changes at once, the page then
// has many short tasks in place of a long one, and goes on answering the visitor.
// What is in sight comes first.
type renderQueue struct {
	waiting []queuedState // by when they came
	seen    map[string]bool
	running bool
}

// queuedState is a state that is to be set.
type queuedState struct {
	part  string // of the page, which shows it; wholePage goes first
	state string
	value any
	since time.Time
}

// add has a state wait to be set. A newer value takes the place of one that
// waits.
func (q *renderQueue) add(next queuedState) {
	for i := range q.waiting {
		if q.waiting[i].state == next.state {
			q.waiting[i].value = next.value
			return
		}
	}
	q.waiting = append(q.waiting, next)
}

// wholePage is the part that is always in sight.
const wholePage = ""

// drop takes away what waits for other parts than the whole page.
func (q *renderQueue) drop() {
	q.waiting = slices.DeleteFunc(q.waiting, func(w queuedState) bool { return w.part != wholePage })
}

// take returns the state that is to be set now, and false if none is.
func (q *renderQueue) take(now time.Time) (next queuedState, due bool) {
	at := slices.IndexFunc(q.waiting, func(w queuedState) bool { return w.part == wholePage })
	if at < 0 {
		at = slices.IndexFunc(q.waiting, func(w queuedState) bool { return q.seen[w.part] })
	}
	if at < 0 {
		at = slices.IndexFunc(q.waiting, func(w queuedState) bool { return now.Sub(w.since) >= maxUnseenWait })
	}
	if at < 0 {
		return queuedState{}, false
	}
	next = q.waiting[at]
	q.waiting = slices.Delete(q.waiting, at, at+1)
	return next, true
}

// see takes whether a part of the page is in sight.
func (q *renderQueue) see(part string, seen bool) {
	if q.seen == nil {
		q.seen = make(map[string]bool)
	}
	q.seen[part] = seen
}

// setQueued sets a state that a part of the page shows, after those that wait.
func setQueued[T any](ctx app.Context, l *Lab, part string, key state.Key[T], value T) {
	l.queue.add(queuedState{part, string(key), value, time.Now()})
	l.options.Waiting(len(l.queue.waiting))
	if !l.queue.running {
		l.queue.running = true
		l.setNext(ctx)
	}
}

// setNext sets a state, and goes on until none waits.
func (l *Lab) setNext(ctx app.Context) {
	if next, due := l.queue.take(time.Now()); due {
		ctx.SetState(next.state, next.value)
	}
	l.options.Waiting(len(l.queue.waiting))
	if len(l.queue.waiting) == 0 {
		l.queue.running = false
		return
	}
	// Several states could be set before go-app renders again.
	ctx.Defer(func(ctx app.Context) { dom.DispatchAfter(ctx, renderPause, l.setNext) })
}
