package lessons

import (
	"testing"

	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// Runs of a lesson end where the images do.
func TestTooFewImagesForALesson(t *testing.T) {
	small := state.Dataset{Loaded: worker.DatasetReady{Train: 300}}
	whole := state.Dataset{Loaded: worker.DatasetReady{Train: 50000, Valid: 10000, Test: 10000}}
	for name, list := range map[string][]worker.Settings{
		"a taste": lesson.LossRuns(lesson.Shares[0], 1), "rate": lesson.ExerciseNamed("rate").Settings(1), "batch": lesson.ExerciseNamed("batch").Settings(1),
	} {
		if got := tooFew(list, small); got != 300 {
			t.Errorf("%s: tooFew = %d, want 300", name, got)
		}
		if got := tooFew(list, whole); got != 0 {
			t.Errorf("%s: tooFew = %d with MNIST, want 0", name, got)
		}
	}
	if got := tooFew(lesson.LossRuns(lesson.Shares[1], 1), small); got != 0 {
		t.Errorf("one epoch: tooFew = %d, want 0", got)
	}
	if got := estimate(lesson.LossRuns(lesson.Shares[0], 1), small, 100); got != 9 {
		t.Errorf("a taste of 300 images takes %v s, want three times 3", got)
	}
}

func TestEstimate(t *testing.T) {
	d := state.Dataset{Loaded: worker.DatasetReady{Train: 50000, Valid: 10000, Test: 10000}}
	taste := lesson.LossRuns(lesson.Shares[0], 1)
	// Three times 10,000 images to learn from and a third of 10,000 to be read.
	if got, want := estimate(taste, d, 1000), 3*(10_000+10_000./3)/1000; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("a taste takes %v s, want %v", got, want)
	}
	if got := estimate(taste, d, 0); got != 0 {
		t.Errorf("at a speed that nobody knows it takes %v s, want 0", got)
	}
}
