package queue

import (
	"testing"
	"time"
)

func TestOrder(t *testing.T) {
	start := time.Now()
	waiting := New(nil)
	waiting.add(queued{"below", "a", 1, start})
	waiting.add(queued{"above", "b", 1, start})
	waiting.add(queued{"above", "c", 1, start})
	take := func(after time.Duration, state string, value any) {
		t.Helper()
		next, due := waiting.take(start.Add(after))
		if next.state != state || next.value != value || due != (state != "") {
			t.Errorf("after %v %q is set to %v (%t), want %q to %v", after, next.state, next.value, due, state, value)
		}
	}
	take(0, "", nil) // nothing is in sight
	waiting.See("above", true)
	take(0, "b", 1)
	waiting.add(queued{"below", "a", 2, start.Add(maxUnseenWait / 2)})
	take(0, "c", 1)
	take(maxUnseenWait/2, "", nil)
	waiting.add(queued{"below", "a", 3, start.Add(maxUnseenWait)})
	take(maxUnseenWait, "a", 3) // has waited since the first value
	waiting.add(queued{"below", "a", 4, start.Add(maxUnseenWait)})
	waiting.add(queued{"above", "b", 2, start.Add(maxUnseenWait)})
	waiting.See("below", true)
	take(maxUnseenWait, "a", 4)
	waiting.See("above", false)
	take(maxUnseenWait, "", nil)
	waiting.See("below", true)
	waiting.add(queued{"below", "a", 5, start.Add(maxUnseenWait)})
	waiting.add(queued{WholePage, "d", 1, start.Add(maxUnseenWait)})
	take(maxUnseenWait, "d", 1)
	take(maxUnseenWait, "a", 5)
	take(2*maxUnseenWait, "b", 2)
	take(2*maxUnseenWait, "", nil)
	waiting.add(queued{"below", "a", 6, start})
	waiting.add(queued{WholePage, "d", 2, start})
	waiting.Drop()
	take(0, "d", 2)
	take(0, "", nil)
}
