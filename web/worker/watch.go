package worker

import (
	"context"
	"sync/atomic"
	"time"

	"digitlab/data/failure"
)

// Ping asks whoever listens whether they are there. worker.js answers with a Pong
// as soon as the thread is free, also while its Go program is still on its way.
type Ping struct{ message }

// Pong answers a Ping.
type Pong struct{ message }

const (
	// pingEvery is how often a worker is asked. Silence is counted in pings, not
	// read off a clock: while the asking thread itself stands still, because the
	// machine sleeps, a debugger holds it or its tab is frozen, none are sent, and
	// in a hidden tab, whose timers are slow, fewer.
	pingEvery = 500 * time.Millisecond
	// firstLimit is how many pings in a row may have no answer at first, 8 s.
	firstLimit = 16
	// lastLimit bounds what late answers make of that, to two minutes.
	lastLimit = 240
	// startFactor is how many times longer a worker may take for its first answer:
	// its script comes from the network.
	startFactor = 4
	// lateFactor is how many times longer than the latest answer so far one may
	// take: a step of a large network may follow one of a small.
	lateFactor = 4
	// promptLimit is after how many pings that were answered at once, two minutes
	// of them, there is half the patience again.
	promptLimit = 240
)

// Patience is how long workers of one kind may be silent. It grows with the
// answers that come late, and twofold with each worker that was given up, since
// that may have been a machine too slow; while all is well it shrinks again. The
// zero value is that of a beginning.
type Patience struct{ pings atomic.Int32 }

// limit returns how many pings in a row may have no answer.
func (p *Patience) limit() int { return max(int(p.pings.Load()), firstLimit) }

// allow lets so many pings be without an answer.
func (p *Patience) allow(pings int) { p.pings.Store(int32(min(max(pings, p.limit()), lastLimit))) }

// shrink is what a while without late answers does.
func (p *Patience) shrink() { p.pings.Store(int32(p.limit() / 2)) }

// Watch returns a port to a worker that says so when the worker is silent for
// too long: Listen delivers a Failure of ScopeWorker, and nothing after it. Browsers
// tell nobody that a worker has closed itself, was killed for its memory or is in
// a loop without end.
func Watch(p Port, patience *Patience) Port { return &watched{p, patience} }

type watched struct {
	Port
	patience *Patience
}

// Listen implements Port. The worker is watched until ctx ends or the port is
// closed.
func (w *watched) Listen(ctx context.Context) <-chan Message {
	in, out := w.Port.Listen(ctx), make(chan Message)
	go func() {
		defer close(out)
		w.pass(ctx, in, out)
	}()
	return out
}

// pass hands on what the worker says.
func (w *watched) pass(ctx context.Context, in <-chan Message, out chan<- Message) {
	clock := time.NewTicker(pingEvery)
	defer clock.Stop()
	silence := 0 // pings since the last message
	prompt := 0  // pings that were answered at once, one after the other
	factor := startFactor
	for {
		var m Message
		var ok bool
		select {
		case m, ok = <-in:
			if !ok {
				return
			}
			if silence > 1 {
				prompt = 0
			}
			if factor == 1 {
				w.patience.allow(lateFactor * silence)
			}
			silence, factor = 0, 1
			if _, pong := m.(*Pong); pong {
				continue
			}
		case <-clock.C:
			if silence < factor*w.patience.limit() {
				silence++
				if prompt++; prompt == promptLimit {
					prompt = 0
					w.patience.shrink()
				}
				w.Port.Send(&Ping{})
				continue
			}
			m = w.giveUp(silence)
		}
		select {
		case out <- m:
		case <-ctx.Done():
			return
		}
		if silence > 0 {
			return // the worker was given up
		}
	}
}

// giveUp returns what is said of a worker that has been silent for so many pings.
func (w *watched) giveUp(pings int) *Failure {
	w.patience.allow(2 * w.patience.limit())
	said := failure.Say("it has not answered for %d seconds", int((time.Duration(pings) * pingEvery).Seconds()))
	return &Failure{Scope: ScopeWorker, Message: said}
}

// NotArrived is what is said of a trainer whose program is long in coming.
func NotArrived() *Failure {
	said := failure.Say("the program that trains has not arrived yet: the connection is very slow, or gone; it is still waited for")
	return &Failure{Scope: ScopeProgram, Message: said}
}
