package lab

import (
	"strings"
	"testing"

	"digitlab/data/failure"
	"digitlab/web/worker"
)

// Of a trainer whose program does not come there is a word, until it answers or
// another takes its place.
func TestTrainerThatDoesNotCome(t *testing.T) {
	l, ctx := newTestLab(t)
	said := func() bool {
		for _, n := range l.notices {
			if n.Scope == worker.ScopeProgram && strings.HasPrefix(n.Text, "The program that trains has not arrived yet") {
				return true
			}
		}
		return false
	}
	for name, comes := range map[string]worker.Message{
		"when it has come":     &worker.RecipeList{},
		"of one that has died": &worker.Failure{Scope: worker.ScopeWorker, Message: failure.Message{Text: "panic: out of memory"}},
	} {
		if l.receiveFromTrainer(ctx, worker.NotArrived()); !said() {
			t.Fatalf("when it has not come, the notices are %+v", l.notices)
		}
		if l.receiveFromTrainer(ctx, comes); said() {
			t.Errorf("%s, the page says that it has not arrived", name)
		}
	}
}
