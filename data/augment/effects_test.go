package augment

import (
	"fmt"
	"testing"
)

// Every effect can be set by its name up to its limit, and no further.
func TestEffects(t *testing.T) {
	for _, e := range Effects() {
		a, err := Parse(fmt.Sprintf("%s=%v", e.Name, e.Limit))
		if err != nil || a == (Settings{}) {
			t.Errorf("%s=%v gives %v, %v", e.Name, e.Limit, a, err)
		}
		if a, err := Parse(fmt.Sprintf("%s=%v", e.Name, e.Limit+0.001)); err == nil {
			t.Errorf("%s above its limit, %v, gives %v", e.Name, e.Limit, a)
		}
	}
}
