package worker

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// watchedWorker is the other end of a port that is watched: it answers pings
// after a while, as long as it lives.
type watchedWorker struct {
	port  Port
	while time.Duration // that an answer takes
}

// answer answers for so long.
func (w *watchedWorker) answer(t *testing.T, from <-chan Message, life time.Duration) {
	for start := time.Now(); time.Since(start) < life; {
		select {
		case <-from:
		case <-t.Context().Done():
			return
		}
		select {
		case <-time.After(w.while):
			w.port.Send(&Pong{})
		case <-t.Context().Done():
			return
		}
	}
}

// lifeOf lets a worker live for so long and returns when its owner heard that it
// does not answer, and what.
func lifeOf(t *testing.T, patience *Patience, answerTakes, life time.Duration) (heard time.Duration, f *Failure) {
	t.Helper()
	ours, theirs := Pipe()
	defer ours.Close()
	start := time.Now()
	w := &watchedWorker{theirs, answerTakes}
	if life > 0 {
		go w.answer(t, theirs.Listen(t.Context()), life)
	}
	m := <-Watch(ours, patience).Listen(t.Context())
	f, ok := m.(*Failure)
	if !ok {
		t.Fatalf("the owner hears %T, want a Failure", m)
	}
	return time.Since(start), f
}

func TestSilentWorkerIsNoticed(t *testing.T) {
	const second = time.Second
	tests := []struct {
		name                 string
		answerTakes, life    time.Duration
		earliest, latest     time.Duration // when that is noticed
		secondLife, ofSecond time.Duration // of a second worker, and how long after its death that is noticed
	}{
		{name: "one long before the next", life: second, earliest: 8 * second, latest: 10 * second, secondLife: 3 * time.Minute, ofSecond: 8 * second},
		{name: "one that never began", earliest: 30 * second, latest: 35 * second, secondLife: second, ofSecond: 16 * second},
		{name: "one that answered", life: 60 * second, earliest: 67 * second, latest: 70 * second, secondLife: 10 * second, ofSecond: 16 * second},
		{name: "one that was late", answerTakes: 3900 * time.Millisecond, life: 60 * second, earliest: 72 * second, latest: 82 * second, secondLife: 10 * second, ofSecond: 32 * second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				patience := new(Patience)
				at, f := lifeOf(t, patience, test.answerTakes, test.life)
				if at < test.earliest || at > test.latest {
					t.Errorf("dead after %v, it is noticed after %v, want %v to %v", test.life, at, test.earliest, test.latest)
				}
				if f.Scope != ScopeWorker || !strings.Contains(f.Text, "it has not answered for ") {
					t.Errorf("the owner hears %+v", f)
				}
				// There is more patience with the next one, which may be as slow.
				at, _ = lifeOf(t, patience, 0, test.secondLife)
				if silent := at - test.secondLife; silent < test.ofSecond-second || silent > test.ofSecond+second {
					t.Errorf("after one was given up, the next is for %v of silence, want %v", silent, test.ofSecond)
				}
			})
		})
	}
}

// An owner that stands still for a while, as with its machine, does not take that
// for the worker's silence.
func TestOwnerThatStoodStill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ours, theirs := Pipe()
		defer ours.Close()
		w := &watchedWorker{theirs, time.Second}
		go w.answer(t, theirs.Listen(t.Context()), time.Hour)
		heard := Watch(ours, new(Patience)).Listen(t.Context())
		theirs.Send(&JobDone{ID: 1})
		time.Sleep(10 * time.Minute) // with which nothing is taken from the port
		if m, ok := (<-heard).(*JobDone); !ok {
			t.Fatalf("the owner hears %T, want what the worker said", m)
		}
		select {
		case m := <-heard:
			t.Errorf("the owner hears %+v of a worker that answers", m)
		case <-time.After(time.Minute):
		}
	})
}
