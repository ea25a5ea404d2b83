package lesson

import (
	"digitlab/web/number"
	"digitlab/web/plot"
	"digitlab/web/runs"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// Exercise is a small lesson: something to guess, and short runs that tell, or a part
// of the view of the inside that shows it. Its texts are put into the page's language
// where they are shown.
type Exercise struct {
	Name    string // in the address, as in #lesson=rate
	Title   string
	Ask     string
	Guesses []string
	// Values has one for each run, and Change makes the tutorial's settings
	// that run's.
	Values  []float64
	Change  func(s *worker.Settings, value float64)
	X       plot.XUnit
	LogLoss bool
	// Judge says which guess holds, and why, by the runs.
	Judge   func(list runs.List) (right int, because string)
	Lessons []string // what to make of it
	// Part is where it is to be seen in the view of the inside, and Look says how, of
	// one without runs.
	Part, Look string
}

// Exercises are all of them.
var Exercises = append(training, looking...)

// training are the exercises that train runs.
var training = []Exercise{
	{
		Name:  "rate",
		Title: "Where does training diverge?",
		Ask: "The learning rate says how far the weights move at each step. If it is too small, nothing happens for a long time. " +
			"Five runs of 100 steps try 0.01, 0.1, 0.3, 1 and 3. From which rate on does the network learn nothing at all?",
		Guesses: []string{"From 0.1 on", "From 0.3 on", "From 1 on", "From 3 on", "It learns with all of them"},
		Values:  []float64{.01, .1, .3, 1, 3},
		Change: func(s *worker.Settings, rate float64) {
			s.LearningRate, s.MaxSteps = rate, 100
		},
		X: plot.Steps, LogLoss: true,
		Judge: judgeRates,
		Lessons: []string{
			"A step follows the slope at the place where the weights are. A step that is too long lands where the slope is another, " +
				"often higher up, and the next one is longer still. Soon the weights are so large that every image gets the same answer.",
			"The best rate is often not far below the one that breaks. Many people raise it until training diverges, and then take a third of that.",
		},
	},
	{
		Name:  "batch",
		Title: "Does a larger batch learn faster per image?",
		Ask: "Four runs see the same 10,000 images once, in batches of 10, 50, 250 and 1,000. The learning rate is 0.05 in all of them. " +
			"Which one knows most in the end?",
		Guesses: []string{"The smallest batches", "The largest batches", "One in between", "All know about the same"},
		Values:  []float64{10, 50, 250, 1000},
		Change: func(s *worker.Settings, batch float64) {
			s.BatchSize, s.MaxSteps, s.LearningRate = int(batch), 10_000/int(batch), .05
		},
		X:     plot.Epochs,
		Judge: judgeBatches,
		Lessons: []string{
			"A batch makes one step, however many images are in it. With 10 images a batch there are 1,000 steps, with 1,000 images only 10. " +
				"The slope of a small batch is a rougher guess, but a hundred rough steps go further than one exact step.",
			"Large batches are used all the same: they keep many processors busy, and they bear a larger learning rate. " +
				"Try a batch of 1,000 with a rate of 0.3 in the view “Train”.",
		},
	},
	{
		Name:  "momentum",
		Title: "What does momentum do?",
		Ask: "With momentum a part of the last move is added to the next one, like the swing of a ball that rolls downhill. " +
			"Four runs of 100 steps keep none of it, 0.5, 0.9 and 0.99. What will it change?",
		Guesses: []string{"More momentum always learns faster", "Some helps, and too much does harm", "It makes learning slower", "It changes next to nothing"},
		Values:  []float64{0, .5, .9, .99},
		Change: func(s *worker.Settings, momentum float64) {
			s.Momentum, s.MaxSteps, s.LearningRate = momentum, 100, .02
		},
		X:     plot.Steps,
		Judge: judgeMomentum,
		Lessons: []string{
			"Moves in one direction add up. With 0.9 a steady slope takes the weights ten times as far as without, and back and forth cancels out.",
			"With 0.99 it would be a hundred times as far, if the slope stayed as it is. But it does not: the ball rolls through the valley and up the other side.",
		},
	},
	{
		Name:  "chance",
		Title: "How much is chance?",
		Ask: "Five runs of 50 steps have exactly the same settings. Only the seed differs, and with it the first weights and the order of the images. " +
			"How far apart are the best and the worst in the end?",
		Guesses: []string{"By less than 1 point of accuracy", "By 1 to 5 points", "By more than 5 points"},
		Values:  []float64{1, 2, 3, 4, 5},
		Change: func(s *worker.Settings, seed float64) {
			s.Seed, s.MaxSteps, s.LearningRate = uint64(seed), 50, .1
		},
		X:     plot.Steps,
		Judge: judgeChance,
		Lessons: []string{
			"So one run against one other proves little. Whoever says that a setting is better should have tried several seeds of both, and give the spread.",
			"The differences are large here because the runs are short. Train longer, and they shrink, but they never vanish.",
		},
	},
}

// ExerciseNamed returns an exercise, nil if there is none of that name.
func ExerciseNamed(name string) *Exercise {
	for i := range Exercises {
		if Exercises[i].Name == name {
			return &Exercises[i]
		}
	}
	return nil
}

// Settings returns those of the runs.
func (e *Exercise) Settings(workers int) []worker.Settings {
	list := make([]worker.Settings, len(e.Values))
	for i, value := range e.Values {
		list[i] = TutorialSettings(workers)
		e.Change(&list[i], value)
	}
	return list
}

// Answered reports whether the runs of an exercise are all there and have ended.
func (e *Exercise) Answered(list runs.List) bool {
	for i := range list {
		if state := list[i].State; state != runs.Finished && state != runs.Failed {
			return false
		}
	}
	return len(list) == len(e.Values)
}

// learned is the accuracy above which a run has learned something: guessing
// reaches a tenth.
const learned = .2

// judgeRates looks for the first run that learned nothing, or failed.
func judgeRates(list runs.List) (right int, because string) {
	right = len(list) - 1
	for i := range list {
		if i > 0 && (list[i].State == runs.Failed || score(&list[i]) < learned) {
			right = i - 1
			break
		}
	}
	for i := range list {
		r := &list[i]
		rate := number.Plain(r.Settings.LearningRate)
		if i > 0 {
			because += text.T("; ")
		}
		if r.State == runs.Failed {
			because += text.F("with %s the loss was no longer a number after step %s", rate, number.Grouped(r.History.Step))
		} else {
			because += text.F("with %s it read %s in the end", rate, number.Percent(score(r), 1))
		}
	}
	return right, because
}

// judgeBatches looks for the batch size that learned most, by at least two
// points.
func judgeBatches(list runs.List) (right int, because string) {
	best, worst := extremeScores(list)
	switch {
	case score(&list[best])-score(&list[worst]) < .02:
		right = 3
	case best == 0:
		right = 0
	case best == len(list)-1:
		right = 1
	default:
		right = 2
	}
	return right, text.F("batches of %d took %s steps and read %s in the end, those of %d took %s and read %s",
		list[best].Settings.BatchSize, number.Grouped(list[best].History.Step), number.Percent(score(&list[best]), 1),
		list[worst].Settings.BatchSize, number.Grouped(list[worst].History.Step), number.Percent(score(&list[worst]), 1))
}

// judgeMomentum compares the final losses, which differ more than accuracies.
func judgeMomentum(list runs.List) (right int, because string) {
	final := func(i int) float64 { return testLoss(&list[i]) }
	best, last := 0, len(list)-1
	for i := range list {
		if final(i) < final(best) {
			best = i
		}
	}
	switch {
	case final(best) > .9*final(0) && final(last) < 1.1*final(0):
		right = 3
	case best == 0:
		right = 2
	case best == last:
		right = 0
	default:
		right = 1
	}
	return right, text.F("without momentum the loss ended at %s, with %s it ended at %s, and with %s at %s",
		number.Decimals(final(0), 3), number.Plain(list[best].Settings.Momentum), number.Decimals(final(best), 3),
		number.Plain(list[last].Settings.Momentum), number.Decimals(final(last), 3))
}

// judgeChance takes the distance between the best and the worst.
func judgeChance(list runs.List) (right int, because string) {
	best, worst := extremeScores(list)
	apart := score(&list[best]) - score(&list[worst])
	switch {
	case apart < .01:
		right = 0
	case apart <= .05:
		right = 1
	default:
		right = 2
	}
	return right, text.F("seed %d read %s in the end, and seed %d read %s",
		list[best].Settings.Seed, number.Percent(score(&list[best]), 1), list[worst].Settings.Seed, number.Percent(score(&list[worst]), 1))
}

func extremeScores(list runs.List) (best, worst int) {
	for i := range list {
		if score(&list[i]) > score(&list[best]) {
			best = i
		}
		if score(&list[i]) < score(&list[worst]) {
			worst = i
		}
	}
	return best, worst
}
