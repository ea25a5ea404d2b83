package worker

import (
	"context"
	"path"
	"syscall/js"

	"digitlab/data/failure"
)

// Spawn starts a Web Worker from the script at url, which is worker.js, and
// returns the port to it. The role is trainer, helper or predictor, the kernel
// simd, relaxed, or "" for the browser's best. A predictor runs the program of the
// page that starts it. A worker that cannot be loaded, dies, or is silent beyond
// patience, delivers a Failure of ScopeWorker.
func Spawn(url, role, kernel string, patience *Patience) (port Port, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = failure.New("worker: cannot start %s: %v", url, r)
		}
	}()
	name := "role=" + role + "&kernel=" + kernel
	target := js.Global().Get("Worker").New(url, map[string]any{"name": name})
	if role == "predictor" {
		target.Call("postMessage", map[string]any{"program": js.Global().Get("program")})
	}
	return Watch(newPort(target, func() { target.Call("terminate") }), patience), nil
}

// Owner returns the port to whoever started this worker.
func Owner() Port {
	self := js.Global()
	p := newPort(self, func() { self.Call("close") })
	// worker.js keeps what arrives before the Go program listens.
	if early := self.Get("earlyMessages"); early.Truthy() {
		for i := range early.Length() {
			p.receive(early.Index(i))
		}
		early.Set("length", 0)
	}
	return p
}

// SpawnAnother starts a worker like this one, with the same kernel, in a role
// of its own.
func SpawnAnother(role string, patience *Patience) (Port, error) {
	return Spawn(js.Global().Get("location").Get("href").String(), role, spawnedAs("kernel"), patience)
}

// Role returns the role this worker was started in.
func Role() string { return spawnedAs("role") }

// spawnedAs returns a value that Spawn has put into this worker's name, "" if
// the name lacks it.
func spawnedAs(key string) string {
	value := js.Global().Get("URLSearchParams").New(js.Global().Get("name")).Call("get", key)
	if value.IsNull() {
		return ""
	}
	return value.String()
}

// jsPort speaks postMessage with target, which is a Worker or, inside a
// worker, its global scope.
type jsPort struct {
	target    js.Value
	in        *inbox
	onMessage js.Func
	onError   js.Func
	terminate func()
}

func newPort(target js.Value, terminate func()) *jsPort {
	p := &jsPort{target: target, in: newInbox(), terminate: terminate}
	p.onMessage = js.FuncOf(func(_ js.Value, args []js.Value) any {
		p.receive(args[0].Get("data"))
		return nil
	})
	p.onError = js.FuncOf(func(_ js.Value, args []js.Value) any {
		// Else it would go on to whoever started this worker, and look as if
		// this one had died.
		args[0].Call("preventDefault")
		said := failure.Say("a worker could not be started; if there is a newer page, reload")
		if message := args[0].Get("message"); message.Type() == js.TypeString {
			said = failure.Message{Text: message.String()}
		}
		p.in.put(&Failure{Scope: ScopeWorker, Message: said})
		return nil
	})
	target.Set("onmessage", p.onMessage)
	target.Set("onmessageerror", p.onError)
	if target.Get("terminate").Type() == js.TypeFunction { // a Worker, not the scope inside one
		target.Set("onerror", p.onError)
	}
	return p
}

// receive takes the data of a message event: a frame as a Uint8Array; or an
// object with frame and memory, a SharedArrayBuffer; or what worker.js says: a
// pong, or an object with a failure text, when its Go program could not start.
func (p *jsPort) receive(data js.Value) {
	if data.Type() == js.TypeString && data.String() == "pong" {
		p.in.put(&Pong{})
		return
	}
	if data.Type() == js.TypeObject && data.Get("failure").Type() == js.TypeString {
		said := failure.Message{Text: data.Get("failure").String()}
		if file := data.Get("file"); file.Type() == js.TypeString {
			said = failure.Say("%s did not arrive, or not as it is; load the page anew", path.Base(file.String()))
		}
		p.in.put(&Failure{Scope: ScopeWorker, Message: said})
		return
	}
	buffer := data.Get("memory")
	if buffer.Truthy() {
		data = data.Get("frame")
	}
	frame := make([]byte, data.Get("byteLength").Int())
	js.CopyBytesToGo(frame, data)
	m, err := Decode(frame)
	if err != nil {
		m = &Failure{Scope: ScopeWorker, Message: failure.Of(err)}
	}
	if s, ok := m.(sharer); ok && buffer.Truthy() {
		memory := memoryOver(buffer)
		memory.theirs = true
		*s.shared() = memory
	}
	p.in.put(m)
}

// Send implements Port. The frame's buffer is transferred, not copied again.
func (p *jsPort) Send(m Message) error {
	if _, ok := m.(*Ping); ok {
		p.target.Call("postMessage", "ping") // which worker.js answers
		return nil
	}
	frame, err := Encode(m)
	if err != nil {
		return err
	}
	array := js.Global().Get("Uint8Array").New(len(frame))
	js.CopyBytesToJS(array, frame)
	data := array
	if s, ok := m.(sharer); ok {
		data = js.ValueOf(map[string]any{"frame": array, "memory": (*s.shared()).buffer})
	}
	p.target.Call("postMessage", data, []any{array.Get("buffer")})
	return nil
}

// Listen implements Port.
func (p *jsPort) Listen(ctx context.Context) <-chan Message { return p.in.listen(ctx) }

// Close implements Port.
func (p *jsPort) Close() {
	for _, event := range []string{"onmessage", "onmessageerror", "onerror"} {
		p.target.Set(event, js.Null())
	}
	p.terminate()
	p.in.close()
	p.onMessage.Release()
	p.onError.Release()
}
