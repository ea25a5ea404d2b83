// Package lesson holds the lessons: their questions, the settings of the runs that
// some of them train, and what the runs tell.
package lesson

import (
	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/worker"
)

// Exists reports whether a link can open a lesson of that name.
func Exists(name string) bool { return name == LossLesson || ExerciseNamed(name) != nil }

// Names lists the lessons in a sentence.
func Names() string {
	names := LossLesson
	for i := range Exercises {
		names += ", " + Exercises[i].Name
	}
	return names
}

// TutorialSettings are those of the tutorial. Lessons have them, and so the same
// seed for everyone: what one sees there others see as well.
func TutorialSettings(workers int) worker.Settings { return form.Default(workers).Settings() }

// score is how much a run recognises of what it was not trained on, or, where
// that was not looked at, of its last batches.
func score(r *runs.Run) float64 {
	if last := r.Last(); last != nil {
		return last.Accuracy
	}
	return meanOfLast(r.History.Accuracy)
}

// testLoss is a run's loss on images it was not trained on, or, where that was
// not looked at, on its last batches.
func testLoss(r *runs.Run) float64 {
	if last := r.Last(); last != nil {
		return last.Loss
	}
	return finalLoss(r)
}

// finalLoss is the mean loss of a run's last batches.
func finalLoss(r *runs.Run) float64 { return meanOfLast(r.History.Loss) }

func meanOfLast(v []float32) float64 {
	const batches = 10
	v = v[max(0, len(v)-batches):]
	if len(v) == 0 {
		return 0
	}
	sum := 0.
	for _, x := range v {
		sum += float64(x)
	}
	return sum / float64(len(v))
}
