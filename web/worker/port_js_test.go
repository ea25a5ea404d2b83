package worker

import (
	"context"
	"reflect"
	"syscall/js"
	"testing"
)

// channel returns two ports at the ends of a MessageChannel, which copies and
// shares what is posted as it is between workers.
func channel(t *testing.T) (a, b *jsPort) {
	t.Helper()
	c := js.Global().Get("MessageChannel").New()
	ends := make([]*jsPort, 2)
	for i, name := range []string{"port1", "port2"} {
		end := c.Get(name)
		ends[i] = newPort(end, func() { end.Call("close") })
		t.Cleanup(ends[i].Close)
	}
	return ends[0], ends[1]
}

func TestMessagesCrossWhole(t *testing.T) {
	a, b := channel(t)
	arrived := b.Listen(context.Background())
	for _, want := range samples {
		if err := a.Send(want); err != nil {
			t.Fatal(err)
		}
		if got := <-arrived; !reflect.DeepEqual(got, want) {
			t.Errorf("%+v arrives as %+v", want, got)
		}
	}
}

func TestMemoryCrossesInABrowser(t *testing.T) {
	a, b := channel(t)
	testSharing(t, a, b)
}

// A worker that dies is the matter of who started it, and of nobody above.
func TestErrorOfAWorkerEndsHere(t *testing.T) {
	target := js.Global().Get("EventTarget").New()
	target.Set("terminate", js.Global().Get("Function").New())
	p := newPort(target, func() {})
	defer p.Close()
	event := js.Global().Get("Event").New("error", map[string]any{"cancelable": true})
	event.Set("message", "out of memory")
	// As a Worker does with its onerror.
	target.Call("addEventListener", "error", target.Get("onerror"))
	target.Call("dispatchEvent", event)
	if !event.Get("defaultPrevented").Bool() {
		t.Error("the error goes on to whoever started this worker")
	}
	m := <-p.Listen(context.Background())
	if f, ok := m.(*Failure); !ok || f.Scope != ScopeWorker || f.Text != "out of memory" {
		t.Errorf("the owner hears %+v", m)
	}
}
