package lesson

import (
	"strings"
	"testing"

	"digitlab/web/form"
	"digitlab/web/runs"
	"digitlab/web/worker"
)

// The story goes as far as there is evidence, and says nothing that the numbers
// do not.
func TestLossStory(t *testing.T) {
	run := func(loss string, steps int, first, last float64) runs.Run {
		r := runs.Run{Settings: worker.Settings{Loss: loss}, State: runs.Running, History: runs.NewHistory()}
		for step := 1; step <= steps; step++ {
			now := last
			if step == 1 {
				now = first
			}
			r.History.Add(&worker.Progress{Step: step, Steps: 100, Losses: []float64{now}, Accuracies: []float64{.1}})
		}
		return r
	}
	ended := func(r runs.Run, accuracy, loss float64) runs.Run {
		r.State = runs.Finished
		r.Test = &runs.Result{Step: 100, Accuracy: accuracy, Loss: loss}
		return r
	}
	squared := ended(run(form.SquaredError, 100, 30.72, 7.5), .325, 1.69)
	alike := runs.List{squared, ended(run(form.DoubleSoftmax, 3, 2.304, 2.302), .107, 2.3), ended(run(form.CrossEntropy, 3, 2.32, 2.3), .107, 2.3)}
	tests := []struct {
		name      string
		list      runs.List
		count     int
		say, hide []string
	}{
		{"nothing yet", nil, 0, nil, nil},
		{"the first step", runs.List{run(form.SquaredError, 1, 30.72, 0)}, 1, []string{"starts at 30.7"}, []string{"8.25"}},
		{"less than the middle is known", runs.List{run(form.SquaredError, 50, 30.72, 9)}, 2, []string{"to 9.00 by now. That looks like learning"}, nil},
		{"more is known", runs.List{run(form.SquaredError, 50, 30.72, 7.5)}, 2, []string{"to 7.50 by now. Always answering 4.5"}, []string{"In the end"}},
		{"the end of the first", runs.List{squared}, 3, []string{"the loss is 1.69, so the output is off by about 1.3", "right for 32.5 %"}, nil},
		{"double softmax has learned nothing", runs.List{squared, ended(run(form.DoubleSoftmax, 100, 2.304, 2.302), .1, 2.3)}, 6,
			[]string{"hardly more than guessing"}, []string{"It does learn:"}},
		{"double softmax has learned", runs.List{squared, ended(run(form.DoubleSoftmax, 100, 2.304, 1.9), .68, 1.88)}, 6,
			[]string{"68.0 % of the images. It does learn:"}, []string{"hardly more than guessing"}},
		{"all of them", runs.List{squared, ended(run(form.DoubleSoftmax, 100, 2.304, 2.3), .1, 2.3), ended(run(form.CrossEntropy, 100, 2.32, .32), .9, .3)}, 8,
			[]string{"In 100 steps it fell by 2.000; in as many, double softmax fell by 0.004", "90.0 % with cross-entropy", "This is it: softmax twice."}, nil},
		{"nothing between the last two", alike, 5, []string{"10.7 % with cross-entropy", "these runs do not show"}, []string{"This is it"}},
		{"a start that is none of MNIST's", runs.List{run(form.SquaredError, 50, 4.1, 2)}, 2, []string{"Squared error starts at 4.1"}, []string{"28.5"}},
		{"no fall", runs.List{run(form.SquaredError, 50, 30.72, 30.9)}, 2, []string{"It has not fallen: by now it is at 30.90."}, []string{"quickly"}},
		{"double softmax was deleted", runs.List{ended(run(form.CrossEntropy, 100, 2.32, .3), .9, .3)}, 1, []string{"went from 2.3200 to 0.3000 in 100 steps"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			story := LossStory(test.list, true, nil)
			all := strings.Join(story, "\n")
			if len(story) != test.count {
				t.Errorf("%d paragraphs, want %d:\n%s", len(story), test.count, all)
			}
			for _, want := range test.say {
				if !strings.Contains(all, want) {
					t.Errorf("the story does not say %q:\n%s", want, all)
				}
			}
			for _, not := range test.hide {
				if strings.Contains(all, not) {
					t.Errorf("the story says %q:\n%s", not, all)
				}
			}
		})
	}
}

// With other classes the figures are those of as many, and the names are theirs.
func TestLossStoryOfOtherClasses(t *testing.T) {
	ended := func(loss string, first, last float64) runs.Run {
		r := runs.Run{Settings: worker.Settings{Loss: loss}, State: runs.Finished, History: runs.NewHistory()}
		for step := 1; step <= 40; step++ {
			r.History.Add(&worker.Progress{Step: step, Steps: 100, Losses: []float64{first + (last-first)*float64(step-1)/39}, Accuracies: []float64{.1}})
		}
		r.Test = &runs.Result{Step: 40, Accuracy: .5, Loss: last}
		return r
	}
	story := strings.Join(LossStory(runs.List{ended(form.SquaredError, 1.7, .6), ended(form.DoubleSoftmax, 1.1, .9)}, false, worker.Classes{"ant", "bee", "cow"}), "\n")
	for _, want := range []string{"about ln 3: 3 answers", "never fall below 0.5514", "no more than 58 % from it", "about 0.3 at the start: it learns 3 times as slowly",
		"ant taken for cow is 4 times as wrong as ant taken for bee"} {
		if !strings.Contains(story, want) {
			t.Errorf("the story does not say %q:\n%s", want, story)
		}
	}
	if strings.Contains(story, "digit") {
		t.Errorf("the story speaks of digits:\n%s", story)
	}
}

func TestJudges(t *testing.T) {
	run := func(s worker.Settings, accuracy, loss float64) runs.Run {
		return runs.Run{State: runs.Finished, Settings: s, History: runs.NewHistory(), Test: &runs.Result{Accuracy: accuracy, Loss: loss}}
	}
	list := func(name string, results ...[2]float64) runs.List {
		var l runs.List
		for i, s := range ExerciseNamed(name).Settings(1) {
			l = append(l, run(s, results[i][0], results[i][1]))
		}
		return l
	}
	tests := []struct {
		name, exercise string
		list           runs.List
		right          int
		say            string
	}{
		// As measured natively with these settings.
		{"1 and 3 are too much", "rate", list("rate", [2]float64{.45}, [2]float64{.9}, [2]float64{.93}, [2]float64{.11}, [2]float64{.1}), 2, "with 0.3 it read 93.0 %"},
		{"all learn", "rate", list("rate", [2]float64{.45}, [2]float64{.9}, [2]float64{.93}, [2]float64{.5}, [2]float64{.4}), 4, ""},
		{"small batches", "batch", list("batch", [2]float64{.96}, [2]float64{.92}, [2]float64{.56}, [2]float64{.19}), 0, "batches of 10 took"},
		{"large batches", "batch", list("batch", [2]float64{.8}, [2]float64{.82}, [2]float64{.84}, [2]float64{.9}), 1, ""},
		{"one in between", "batch", list("batch", [2]float64{.8}, [2]float64{.92}, [2]float64{.84}, [2]float64{.9}), 2, ""},
		{"all alike", "batch", list("batch", [2]float64{.9}, [2]float64{.91}, [2]float64{.9}, [2]float64{.9}), 3, ""},
		{"some momentum", "momentum", list("momentum", [2]float64{.75, 1.24}, [2]float64{.86, .49}, [2]float64{.94, .19}, [2]float64{.94, .33}), 1, "with 0.9 it ended at 0.190, and with 0.99 at 0.330"},
		{"the more the better", "momentum", list("momentum", [2]float64{0, 1}, [2]float64{0, .9}, [2]float64{0, .8}, [2]float64{0, .5}), 0, ""},
		{"none is best", "momentum", list("momentum", [2]float64{0, 1}, [2]float64{0, 1.1}, [2]float64{0, 1.2}, [2]float64{0, 2}), 2, ""},
		{"no matter", "momentum", list("momentum", [2]float64{0, 1}, [2]float64{0, .98}, [2]float64{0, .97}, [2]float64{0, 1}), 3, ""},
		{"much chance", "chance", list("chance", [2]float64{.89}, [2]float64{.77}, [2]float64{.88}, [2]float64{.83}, [2]float64{.86}), 2, "seed 1 read 89.0 % in the end, and seed 2 read 77.0 %"},
		{"little chance", "chance", list("chance", [2]float64{.89}, [2]float64{.885}, [2]float64{.89}, [2]float64{.89}, [2]float64{.89}), 0, ""},
	}
	for _, test := range tests {
		t.Run(test.exercise+", "+test.name, func(t *testing.T) {
			e := ExerciseNamed(test.exercise)
			if !e.Answered(test.list) {
				t.Error("the runs do not answer the exercise")
			}
			right, because := e.Judge(test.list)
			if right != test.right || !strings.Contains(because, test.say) {
				t.Errorf("%q: %s; want %q, with %q", e.Guesses[right], because, e.Guesses[test.right], test.say)
			}
		})
	}
}

func TestExercisesAreWhole(t *testing.T) {
	for i := range Exercises {
		e := &Exercises[i]
		if e.Part == "" && len(e.Values) < 3 || e.Part != "" && (len(e.Values) > 0 || e.Look == "") || len(e.Guesses) < 3 || len(e.Lessons) == 0 {
			t.Errorf("%s has %d runs, %d guesses and %d lessons", e.Name, len(e.Values), len(e.Guesses), len(e.Lessons))
		}
		for j, s := range e.Settings(2) {
			if form.Of(s).Check() != nil || s.MaxSteps < 1 || s.MaxSteps > 1000 || s.Workers != 2 {
				t.Errorf("%s, run %d has settings that nobody could choose: %+v", e.Name, j, s)
			}
		}
	}
}
