//go:build !js

package worker

import (
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"digitlab/data/failure"
)

// Memory is memory that goroutines share as workers of a browser do: addressed
// in bytes, all zero at first. Add, Get and Set order what several do at a time.
type Memory struct {
	words   []int32
	mu      sync.Mutex
	waiting chan struct{} // closed by the next Notify
}

// maxMemory bounds a Memory, in bytes, as browsers do too.
const maxMemory = 1 << 30

// CanShare reports whether memory can be shared: goroutines always can.
func CanShare() bool { return true }

// NewMemory returns zeroed memory of size bytes, rounded up to whole integers.
func NewMemory(size int) (*Memory, error) {
	if size > maxMemory {
		return nil, failure.New("worker: there is not enough memory for workers to share")
	}
	return &Memory{words: make([]int32, (size+3)/4), waiting: make(chan struct{})}, nil
}

// bytes returns the memory itself.
func (m *Memory) bytes() []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(m.words))), m.Size())
}

// Size returns the number of bytes.
func (m *Memory) Size() int { return 4 * len(m.words) }

// Write copies b into the memory, from byte at on.
func (m *Memory) Write(at int, b []byte) { copy(m.bytes()[at:at+len(b)], b) }

// Read fills b from the memory, from byte at on.
func (m *Memory) Read(b []byte, at int) { copy(b, m.bytes()[at:at+len(b)]) }

// Add adds delta to the 32-bit integer at byte at, a multiple of four, and
// returns what it was before. No two goroutines get the same.
func (m *Memory) Add(at, delta int) int {
	return int(atomic.AddInt32(&m.words[at/4], int32(delta))) - delta
}

// Set sets the 32-bit integer at byte at, a multiple of four.
func (m *Memory) Set(at, value int) { atomic.StoreInt32(&m.words[at/4], int32(value)) }

// Get returns the 32-bit integer at byte at, a multiple of four.
func (m *Memory) Get(at int) int { return int(atomic.LoadInt32(&m.words[at/4])) }

// Notify ends the Wait of all who wait, at whichever byte.
func (m *Memory) Notify(int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	close(m.waiting)
	m.waiting = make(chan struct{})
}

// Wait waits until the 32-bit integer at byte at is another than value and Notify
// says so, and returns false if that takes too long.
func (m *Memory) Wait(at, value int, most time.Duration) bool {
	m.mu.Lock()
	waiting := m.waiting
	m.mu.Unlock()
	if m.Get(at) != value {
		return true
	}
	select {
	case <-waiting:
		return true
	case <-time.After(most):
		return false
	}
}
