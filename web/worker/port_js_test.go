package worker

import (
	"bytes"
	"context"
	"reflect"
	"slices"
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

func TestMemoryIsShared(t *testing.T) {
	a, b := channel(t)
	pipeA, pipeB := Pipe()
	tests := []struct {
		name     string
		from, to Port
	}{
		{"browser", a, b},
		{"pipe", pipeA, pipeB},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ours, err := NewMemory(30)
			if err != nil {
				t.Fatal(err)
			}
			if ours.Size() != 32 {
				t.Errorf("%d bytes, want 30 rounded up to whole integers", ours.Size())
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			if err := test.from.Send(&Board{Memory: ours}); err != nil {
				t.Fatal(err)
			}
			theirs := (<-test.to.Listen(ctx)).(*Board).Memory

			ours.WriteFloats(8, []float32{1, -2.5})
			floats := make([]float32, 3)
			theirs.ReadFloats(floats, 8)
			if !slices.Equal(floats, []float32{1, -2.5, 0}) {
				t.Errorf("1, -2.5 and nothing are read as %v", floats)
			}
			theirs.Write(20, []byte{7, 8})
			got := make([]byte, 4)
			ours.Read(got, 19)
			if !bytes.Equal(got, []byte{0, 7, 8, 0}) {
				t.Errorf("7 and 8 between zeros are read as %v", got)
			}
			ours.Set(4, 5)
			if first, second := theirs.Add(4, 1), ours.Add(4, 1); first != 5 || second != 6 {
				t.Errorf("counting on from 5 gives %d, %d", first, second)
			}
		})
	}
}

func TestMoreMemoryThanThereIs(t *testing.T) {
	if _, err := NewMemory(1 << 53); err == nil {
		t.Error("no error")
	}
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
