package web

import (
	"testing"
	"time"
)

func TestTurns(t *testing.T) {
	start := time.Now()
	var waiting turns
	waiting.add(turn{"below", "a", 1, start})
	waiting.add(turn{"above", "b", 1, start})
	waiting.add(turn{"above", "c", 1, start})
	take := func(after time.Duration, state string, value any) {
		t.Helper()
		next, due := waiting.take(start.Add(after))
		if next.state != state || next.value != value || due != (state != "") {
			t.Errorf("after %v it is the turn of %q with %v (%t), want %q with %v", after, next.state, next.value, due, state, value)
		}
	}
	take(0, "", nil) // nothing is in sight
	waiting.see("above", true)
	take(0, "b", 1)
	waiting.add(turn{"below", "a", 2, start.Add(patience / 2)})
	take(0, "c", 1)
	take(patience/2, "", nil)
	waiting.add(turn{"below", "a", 3, start.Add(patience)})
	take(patience, "a", 3) // has waited since the first value
	waiting.add(turn{"below", "a", 4, start.Add(patience)})
	waiting.add(turn{"above", "b", 2, start.Add(patience)})
	waiting.see("below", true)
	take(patience, "a", 4)
	waiting.see("above", false)
	take(patience, "", nil)
	waiting.see("below", true)
	waiting.add(turn{"below", "a", 5, start.Add(patience)})
	waiting.add(turn{wholePage, "d", 1, start.Add(patience)})
	take(patience, "d", 1)
	take(patience, "a", 5)
	take(2*patience, "b", 2)
	take(2*patience, "", nil)
	waiting.add(turn{"below", "a", 6, start})
	waiting.add(turn{wholePage, "d", 2, start})
	waiting.drop()
	take(0, "d", 2)
	take(0, "", nil)
}
