package lesson

import (
	"math"

	"digitlab/web/form"
	"digitlab/web/number"
	"digitlab/web/plot"
	"digitlab/web/runs"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// LossLesson is the name of the lesson about the three losses.
const LossLesson = "losses"

// Share is how much of the tutorial's training the lesson does.
type Share struct {
	Title  string
	Epochs int
	Steps  int // at most; 0 for all
}

// Shares are how much of it there is to choose from.
var Shares = []Share{
	// The first in which double softmax is left behind by more than chance.
	{"One epoch each: a minute or so", 1, 0},
	{"Three epochs each, as in the tutorial", 3, 0},
	{"A taste: 100 batches each, too few to tell them apart", 1, 100},
}

// LossRuns returns the settings of the lesson's runs. Cross-entropy comes last,
// as in the tutorial, which ends with it.
func LossRuns(s Share, workers int) []worker.Settings {
	var list []worker.Settings
	for _, loss := range []string{form.SquaredError, form.DoubleSoftmax, form.CrossEntropy} {
		settings := TutorialSettings(workers)
		settings.Loss, settings.Epochs, settings.MaxSteps = loss, s.Epochs, s.Steps
		list = append(list, settings)
	}
	return list
}

// TutorialNotes are the figures that the tutorial prints for squared error.
func TutorialNotes() []plot.Note {
	return []plot.Note{
		{Loss: form.SquaredError, Low: 29, High: 29, Text: text.T("the tutorial at its start: 29.0")},
		{Loss: form.SquaredError, Low: 1, High: 2, Text: text.T("the tutorial at its end: 1 to 2")},
	}
}

// middleLoss is what squared error costs an answer that is always 4.5, the
// middle of the labels: the mean of (0-4.5)², (1-4.5)² ... (9-4.5)².
const middleLoss = 8.25

// labelSquares is the mean of the squares of the labels 0 to 9, as many of each:
// what squared error costs a network that answers 0 to all. A first batch of the
// tutorial's size is off by less than startsNear: three standard deviations of
// 2.7, and something for answers that are not quite 0.
const (
	labelSquares = 28.5
	startsNear   = 9
)

// clearlyBetter is by how much of the images one run has to be better than
// another for the lesson to draw a conclusion: chance alone makes a point or two.
const clearlyBetter = .05

// LossStory says what the runs of the lesson show so far, in words with their
// numbers. Figures that hold for MNIST alone it gives where mnist is what there is
// to train on. The classes are those of what there is.
func LossStory(list runs.List, mnist bool, of worker.Classes) (paragraphs []string) {
	say := func(words string) { paragraphs = append(paragraphs, words) }
	run := func(loss string) *runs.Run {
		for i := range list {
			if list[i].Settings.Loss == loss && len(list[i].History.Loss) > 0 {
				return &list[i]
			}
		}
		return nil
	}
	squared, double, cross := run(form.SquaredError), run(form.DoubleSoftmax), run(form.CrossEntropy)
	if squared != nil {
		tellSquaredError(squared, mnist, of, say)
	}
	if double != nil {
		tellDoubleSoftmax(double, of.Count(), say)
	}
	if cross != nil {
		tellCrossEntropy(cross, double, say)
	}
	if squared != nil && double != nil && cross != nil && hasEnded(cross) {
		tellAll(squared, double, cross, say)
	}
	return paragraphs
}

func hasEnded(r *runs.Run) bool { return r.State != runs.Running }

// enoughSteps is when a curve begins to show something.
const enoughSteps = 30

func tellSquaredError(r *runs.Run, mnist bool, of worker.Classes, say func(string)) {
	h := &r.History
	first := float64(h.Loss[0])
	if mnist && math.Abs(first-labelSquares) < startsNear {
		say(text.F("Squared error starts at %s. The network has one output, and at first it is near 0 for every image. "+
			"The labels are 0 to 9, and the mean of their squares is 28.5: that is where the 29.0 of the tutorial comes from, not from anything the network knows.",
			number.Decimals(first, 1)))
	} else {
		say(text.F("Squared error starts at %s. The network has one output, and at first it is near 0 for every image: "+
			"the loss begins with the squares of the labels, not with anything the network knows.", number.Decimals(first, 1)))
	}
	if len(h.Loss) < enoughSteps {
		return
	}
	switch now := finalLoss(r); {
	case !(now < first):
		say(text.F("It has not fallen: by now it is at %s.", number.Decimals(now, 2)))
	case !mnist:
		say(text.F("It has fallen to %s by now. Some of that is not knowledge of the images: "+
			"always answering the middle of the labels costs less than always answering 0.", number.Decimals(now, 2)))
	case now > middleLoss:
		say(text.F("It falls quickly, to %s by now. That looks like learning, but most of it is not: "+
			"always answering 4.5, the middle of the labels, already costs only 8.25.", number.Decimals(now, 2)))
	default:
		say(text.F("It falls quickly, to %s by now. Always answering 4.5, the middle of the labels, would cost 8.25: "+
			"only what is below that is knowledge of digits.", number.Decimals(now, 2)))
	}
	if !hasEnded(r) {
		return
	}
	tellRounding(r, of, say)
}

// tellRounding says what the numbers that squared error gives are worth as answers.
func tellRounding(r *runs.Run, of worker.Classes, say func(string)) {
	final := testLoss(r)
	if last := of.Count() - 1; !of.AreDigits() {
		say(text.F("In the end the loss is %s, so the output is off by about %s. Rounded to the number of a class, it is right for %s of the images.",
			number.Decimals(final, 2), number.Decimals(math.Sqrt(final), 1), number.Percent(score(r), 1)))
		if last > 1 {
			say(text.F("The classes are numbered from 0, and this loss takes the numbers for amounts: to it, %s taken for %s is %d times as wrong as %s taken for %s. But both are simply wrong.",
				of.Name(0), of.Name(last), last*last, of.Name(0), of.Name(1)))
		}
		return
	}
	say(text.F("In the end the loss is %s, so the output is off by about %s, and the tutorial ends at 1 to 2. "+
		"Rounded to a digit, it is right for %s of the images. To this loss an 8 taken for a 9 is nearly right, "+
		"and a 0 taken for a 9 is 81 times as wrong. But digits are names, not amounts: both are simply wrong.",
		number.Decimals(final, 2), number.Decimals(math.Sqrt(final), 1), number.Percent(score(r), 1)))
}

// tellDoubleSoftmax is about a network of so many outputs.
func tellDoubleSoftmax(r *runs.Run, outputs int, say func(string)) {
	h := &r.History
	say(text.F("Double softmax starts at %s, which is about ln %d: %d answers, equally likely. "+
		"The network ends in softmax, and then the loss takes the softmax of that once more.", number.Decimals(float64(h.Loss[0]), 4), outputs, outputs))
	if len(h.Loss) < enoughSteps {
		return
	}
	most := math.E / (math.E + float64(outputs-1))
	say(text.F("After %s steps it is at %s. It can never fall below %s: the second softmax sees only numbers from 0 to 1, "+
		"and even a network that is certain and right gets no more than %s from it. "+
		"And each gradient is multiplied by the slope of the first softmax, which is about %s at the start: it learns %d times as slowly.",
		number.Grouped(h.Step), number.Decimals(finalLoss(r), 4), number.Decimals(-math.Log(most), 4), number.Percent(most, 0),
		number.Decimals(1/float64(outputs), 1), outputs))
	switch {
	case !hasEnded(r):
	case score(r) < learned:
		say(text.F("In the end it reads %s of the images, hardly more than guessing would. Train it longer, and it does learn, only much later.",
			number.Percent(score(r), 1)))
	default:
		say(text.F("In the end it reads %s of the images. It does learn: a high loss does not mean that the answers are bad, "+
			"only that this loss has another zero.", number.Percent(score(r), 1)))
	}
}

func tellCrossEntropy(r, double *runs.Run, say func(string)) {
	h := &r.History
	if len(h.Loss) < enoughSteps {
		return
	}
	if double == nil {
		say(text.F("Cross-entropy, with a single softmax, went from %s to %s in %s steps.",
			number.Decimals(float64(h.Loss[0]), 4), number.Decimals(finalLoss(r), 4), number.Grouped(h.Step)))
		return
	}
	say(text.F("Cross-entropy takes softmax once, and began with the same weights. In %s steps it fell by %s; "+
		"in as many, double softmax fell by %s.",
		number.Grouped(h.Step), number.Decimals(fall(r, h.Step), 3), number.Decimals(fall(double, h.Step), 3)))
}

// fall is how far the loss fell in so many steps.
func fall(r *runs.Run, steps int) float64 {
	until := *r
	until.History.Loss = r.History.Loss[:r.History.Index(float64(steps))+1]
	return float64(r.History.Loss[0]) - finalLoss(&until)
}

func tellAll(squared, double, cross *runs.Run, say func(string)) {
	why := text.T("The tutorial saw its loss hardly move after the change to cross-entropy, and leaves the reason open. This is it: softmax twice.")
	if score(cross)-score(double) < clearlyBetter {
		why = text.T("The tutorial saw its loss hardly move after the change to cross-entropy, and leaves the reason open. It took softmax twice; " +
			"but these runs do not show what that costs, as cross-entropy is not clearly better in them. With more images or more epochs it will be.")
	}
	say(text.F("The three losses cannot be compared with each other: each has a unit of its own. What can be compared is how many images are read correctly: "+
		"%s with squared error, %s with double softmax, %s with cross-entropy.",
		number.Percent(score(squared), 1), number.Percent(score(double), 1), number.Percent(score(cross), 1)) + " " + why)
}
