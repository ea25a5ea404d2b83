package web

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// turnTime is the least time between what one turn changes is rendered and the
// next turn, which the browser has for itself.
const turnTime = 4 * time.Millisecond

// patience is how long what nobody sees waits, for newer values to take its
// place meanwhile.
const patience = time.Second

// turns sets states one at a time. When much changes at once, the page then has
// many short tasks in place of a long one, and goes on answering the hand.
// What is in sight comes first.
type turns struct {
	waiting []turn // by when they came
	seen    map[string]bool
	running bool
}

// turn is a state that is to be set.
type turn struct {
	part  string // of the page, which shows it; wholePage goes first
	state string
	value any
	since time.Time
}

// add has a state wait for its turn. A newer value takes the place of one that
// waits.
func (t *turns) add(next turn) {
	for i := range t.waiting {
		if t.waiting[i].state == next.state {
			t.waiting[i].value = next.value
			return
		}
	}
	t.waiting = append(t.waiting, next)
}

// wholePage is the part that is always in sight.
const wholePage = ""

// drop takes away what waits for other parts than the whole page.
func (t *turns) drop() {
	t.waiting = slices.DeleteFunc(t.waiting, func(w turn) bool { return w.part != wholePage })
}

// take returns the turn that is due, and false if none is.
func (t *turns) take(now time.Time) (next turn, due bool) {
	at := slices.IndexFunc(t.waiting, func(w turn) bool { return w.part == wholePage })
	if at < 0 {
		at = slices.IndexFunc(t.waiting, func(w turn) bool { return t.seen[w.part] })
	}
	if at < 0 {
		at = slices.IndexFunc(t.waiting, func(w turn) bool { return now.Sub(w.since) >= patience })
	}
	if at < 0 {
		return turn{}, false
	}
	next = t.waiting[at]
	t.waiting = slices.Delete(t.waiting, at, at+1)
	return next, true
}

// see takes whether a part of the page is in sight.
func (t *turns) see(part string, seen bool) {
	if t.seen == nil {
		t.seen = make(map[string]bool)
	}
	t.seen[part] = seen
}

// setInTurn sets a state that a part of the page shows, when its turn comes.
func (l *lab) setInTurn(ctx app.Context, part, state string, value any) {
	l.turns.add(turn{part, state, value, time.Now()})
	if !l.turns.running {
		l.turns.running = true
		l.nextTurn(ctx)
	}
}

// nextTurn sets a state, and goes on until none waits.
func (l *lab) nextTurn(ctx app.Context) {
	if next, due := l.turns.take(time.Now()); due {
		ctx.SetState(next.state, next.value)
	}
	if len(l.turns.waiting) == 0 {
		l.turns.running = false
		return
	}
	// Several turns could come before go-app renders again.
	ctx.Defer(func(ctx app.Context) { dispatchAfter(ctx, turnTime, l.nextTurn) })
}
