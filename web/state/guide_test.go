package state

import "testing"

func TestNext(t *testing.T) {
	tests := []struct {
		visit Visit
		want  string
	}{
		{Visit{}, "draw"},
		{Visit{Drawn: true}, "train"},
		{Visit{Drawn: true, Training: true, Runs: 1}, "watch"},
		{Visit{Training: true, Runs: 3}, "watch"},
		{Visit{Drawn: true, Runs: 1}, "compare"},
		{Visit{Runs: 2}, "evaluate"},
	}
	for _, test := range tests {
		if got := Advices()[test.visit.Next()].Name; got != test.want {
			t.Errorf("for %+v the page proposes %q, want %q", test.visit, got, test.want)
		}
	}
}
