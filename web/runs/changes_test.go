package runs

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/web/worker"
)

// changesIn reads words such as "600:a".
func changesIn(t *testing.T, text string) (list []worker.SettingChange) {
	t.Helper()
	for _, word := range strings.Fields(text) {
		step, to, _ := strings.Cut(word, ":")
		at, err := strconv.Atoi(step)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, worker.SettingChange{Step: at, Setting: "lr", To: to})
	}
	return list
}

func TestReplay(t *testing.T) {
	changes := func(text string) []worker.SettingChange { return changesIn(t, text) }
	for _, test := range []struct{ planned, made, want string }{
		{"", "", ""},
		{"", "1:a 2:b", "1:a 2:b"},
		{"1:a 9:b", "", "1:a 9:b"},
		{"1:a 9:b", "1:a 3:c", "1:a 3:c 9:b"},
		{"5:a 9:b", "1:c 5:a", "1:c 5:a 9:b"},
		// What said nothing new was not told, and what came after it counts.
		{"6:a", "5:a 6:b", "5:a 6:a 6:b"},
		// To and fro at one step, and away before the end of that.
		{"6:a 6:b 6:a", "6:a 6:b", "6:a 6:b 6:a"},
	} {
		if got := Replay(changes(test.planned), changes(test.made)); !slices.Equal(got, changes(test.want)) {
			t.Errorf("planned %q and made %q: %v, want %q", test.planned, test.made, got, test.want)
		}
	}
}

func TestRest(t *testing.T) {
	for _, test := range []struct {
		changes, made string
		step          int
		want          string
	}{
		{"", "", 3, ""},
		{"1:a 3:b 9:c", "1:a", 3, "3:b 9:c"},
		{"1:a 3:b 9:c", "1:a 3:b", 3, "9:c"},
		{"1:a 3:b 9:c", "1:a 3:b", 4, "9:c"},
		{"1:a 3:b 9:c", "1:a 3:b 9:c", 9, ""},
		// What said nothing new came before what did.
		{"3:a 3:b 3:c", "3:b", 3, "3:c"},
		{"3:a 3:b 3:a 3:d", "3:a 3:b 3:a", 3, "3:d"},
	} {
		if got := Rest(changesIn(t, test.changes), changesIn(t, test.made), test.step); !slices.Equal(got, changesIn(t, test.want)) {
			t.Errorf("of %q, made %q, at step %d: %v are left, want %q", test.changes, test.made, test.step, got, test.want)
		}
	}
}
