package worker

import (
	"syscall/js"
	"time"

	"digitlab/data/failure"
)

// Memory is memory that workers share: what one writes, the others can read
// without a message that carries it. It is a SharedArrayBuffer, addressed in
// bytes. Add, Get and Set order what happens in several workers at a time, and so
// do messages.
type Memory struct {
	buffer js.Value // SharedArrayBuffer
	bytes  js.Value // Uint8Array over all of it
	words  js.Value // Int32Array over all of it
	theirs bool     // another worker has made it
}

var atomics = js.Global().Get("Atomics")

// CanShare reports whether workers may share memory: browsers allow it to pages
// whose headers isolate them from other origins.
func CanShare() bool {
	return js.Global().Get("crossOriginIsolated").Truthy() &&
		js.Global().Get("SharedArrayBuffer").Type() == js.TypeFunction
}

// NewMemory returns zeroed memory of size bytes, rounded up to whole integers.
// CanShare must hold.
func NewMemory(size int) (m *Memory, err error) {
	defer func() {
		if recover() != nil { // a RangeError
			err = failure.New("worker: there is not enough memory for workers to share")
		}
	}()
	return memoryOver(js.Global().Get("SharedArrayBuffer").New((size + 3) &^ 3)), nil
}

func memoryOver(buffer js.Value) *Memory {
	return &Memory{
		buffer: buffer,
		bytes:  js.Global().Get("Uint8Array").New(buffer),
		words:  js.Global().Get("Int32Array").New(buffer),
	}
}

// Size returns the number of bytes.
func (m *Memory) Size() int { return m.bytes.Length() }

// Write copies b into the memory, from byte at on.
func (m *Memory) Write(at int, b []byte) {
	js.CopyBytesToJS(m.bytes.Call("subarray", at, at+len(b)), b)
}

// Read fills b from the memory, from byte at on.
func (m *Memory) Read(b []byte, at int) {
	js.CopyBytesToGo(b, m.bytes.Call("subarray", at, at+len(b)))
}

// Add adds delta to the 32-bit integer at byte at, a multiple of four, and
// returns what it was before. No two workers get the same.
func (m *Memory) Add(at, delta int) int {
	return atomics.Call("add", m.words, at/4, delta).Int()
}

// Set sets the 32-bit integer at byte at, a multiple of four.
func (m *Memory) Set(at, value int) {
	atomics.Call("store", m.words, at/4, value)
}

// Get returns the 32-bit integer at byte at, a multiple of four.
func (m *Memory) Get(at int) int {
	return atomics.Call("load", m.words, at/4).Int()
}

// Notify ends the Wait of all who wait at byte at.
func (m *Memory) Notify(at int) {
	atomics.Call("notify", m.words, at/4)
}

// Wait waits until the 32-bit integer at byte at is another than value and Notify
// says so, and returns false if that takes too long. Meanwhile this worker's thread
// stands still, with all its goroutines: at memory of its own, where one of them may
// be who is waited for, it does not wait.
func (m *Memory) Wait(at, value int, most time.Duration) bool {
	return m.theirs &&
		atomics.Call("wait", m.words, at/4, value, most.Milliseconds()).String() != "timed-out"
}
