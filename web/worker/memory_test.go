package worker

import (
	"bytes"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

func TestMemoryCrossesAPipe(t *testing.T) {
	a, b := Pipe()
	testSharing(t, a, b)
}

// testSharing holds that what is written to memory at one port is read at the
// other.
func testSharing(t *testing.T, from, to Port) {
	t.Helper()
	ours, err := NewMemory(30)
	if err != nil {
		t.Fatal(err)
	}
	if ours.Size() != 32 {
		t.Errorf("%d bytes, want 30 rounded up to whole integers", ours.Size())
	}
	if err := from.Send(&Board{Memory: ours}); err != nil {
		t.Fatal(err)
	}
	theirs := (<-to.Listen(t.Context())).(*Board).Memory

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
	if first, second := theirs.Add(4, 1), ours.Add(4, 1); first != 5 || second != 6 || theirs.Get(4) != 7 {
		t.Errorf("counting on from 5 gives %d, %d, and then %d", first, second, theirs.Get(4))
	}
}

// A wait ends when it is notified, when the value is another one, or when it takes
// too long.
func TestMemoryWaits(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("goroutines are on one thread, which would stand still")
	}
	m, err := NewMemory(8)
	if err != nil {
		t.Fatal(err)
	}
	if m.Wait(4, 0, time.Millisecond) {
		t.Error("it is notified of nothing")
	}
	if !m.Wait(4, 7, time.Hour) {
		t.Error("it waits although the value is another one")
	}
	ended := make(chan bool)
	go func() { ended <- m.Wait(4, 0, time.Hour) }()
	for m.Set(4, 1); ; m.Notify(4) { // before the wait, or after
		select {
		case ok := <-ended:
			if !ok {
				t.Error("notified, it reports that it has taken too long")
			}
			return
		default:
			runtime.Gosched()
		}
	}
}

// Goroutines that count in shared memory get each number once.
func TestMemoryCountsOnce(t *testing.T) {
	m, err := NewMemory(8)
	if err != nil {
		t.Fatal(err)
	}
	const goroutines, each = 4, 250
	var counted [goroutines][]int
	var group sync.WaitGroup
	for i := range counted {
		group.Go(func() {
			for range each {
				counted[i] = append(counted[i], m.Add(4, 1))
			}
		})
	}
	group.Wait()
	all := slices.Sorted(slices.Values(slices.Concat(counted[:]...)))
	for i, n := range all {
		if n != i {
			t.Fatalf("number %d of all that were counted is %d", i, n)
		}
	}
	if len(all) != goroutines*each {
		t.Errorf("%d numbers, want %d", len(all), goroutines*each)
	}
}

func TestMoreMemoryThanThereIs(t *testing.T) {
	if _, err := NewMemory(1 << 53); err == nil {
		t.Error("no error")
	}
}
