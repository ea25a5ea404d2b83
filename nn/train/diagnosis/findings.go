package diagnosis

import (
	"digitlab/data/failure"
	"digitlab/nn"
)

// UnderWay returns what is the matter so far, nil if nothing is.
func (j *Judge) UnderWay() *Finding { return j.finding(false) }

// AtEnd returns what is the matter with a run that is over, nil if nothing is.
func (j *Judge) AtEnd() *Finding { return j.finding(true) }

func (j *Judge) finding(over bool) *Finding {
	if j.steps == 0 {
		return nil
	}
	for _, look := range []func(over bool) *Finding{j.dead, j.exploded, j.atChance, j.overfitting, j.plateau} {
		if f := look(over); f != nil {
			return f
		}
	}
	return nil
}

const (
	// margin is how far below chance a mean loss has to be to tell of learning: the
	// labels alone, which are not quite even, are worth 0.1 %.
	margin = 0.01
	// certain is how many samples in turn have to be alike: dead ReLUs do not come
	// back, while a network may pass through such a state early.
	certain = 2
	// shotUp is how many times what networks begin with a loss that explodes comes
	// to. Steps that are only too long for a while stay below.
	shotUp = 3
	// tooLong is the same of steps that are too long and throw the loss about, where
	// those that are too short leave it where it was.
	tooLong = 1.5
	// slowStart is how many batches a run under way is left to begin to learn in:
	// double softmax at the tutorial's learning rate needs some hundreds.
	slowStart = 1000
)

// isAtChance reports whether the losses are no better than chance, over a whole
// window after a step.
func (j *Judge) isAtChance(after int) bool {
	return j.steps >= after+window && j.mean() >= j.chance*(1-margin)
}

// dead finds outputs that do not depend on the image.
func (j *Judge) dead(over bool) *Finding {
	if j.alike < certain && !(over && j.alike > 0) || !j.isAtChance(0) {
		return nil
	}
	return j.lowerRate(Dead, func(rate string) failure.Message {
		if j.hasReLU() {
			return failure.Say("every image gets the same answer, because the ReLUs give 0 for all of them (they are dead): the learning rate is too high, try %s", rate)
		}
		return failure.Say("every image gets the same answer, because nothing of it gets through the network: the learning rate is too high, try %s", rate)
	})
}

// exploded finds a loss that shot up and has not come down below chance.
func (j *Judge) exploded(bool) *Finding {
	if j.highest < shotUp*j.blank || !j.isAtChance(j.peak) {
		return nil
	}
	return j.lowerRate(Exploded, func(rate string) failure.Message {
		return failure.Say("the loss shot up to %.3g and does not come down again: the learning rate is too high, try %s", j.highest, rate)
	})
}

// atChance finds a loss that has not fallen, whatever the reason. At its end, a run
// of a few batches is judged too if they have made it far worse.
func (j *Judge) atChance(over bool) *Finding {
	mean := j.mean()
	switch {
	case !over && !j.isAtChance(slowStart-window):
		return nil
	case over && j.steps < window && !(mean >= j.chance && mean > tooLong*j.first):
		return nil
	case over && j.steps >= window && !j.isAtChance(0):
		return nil
	}
	rate := j.settings.LearningRate * factorOfRate
	if j.highest > tooLong*j.blank || mean > tooLong*j.first {
		rate = j.settings.LearningRate / factorOfRate
	}
	return j.withRate(Chance, rate, func(rate string) failure.Message {
		return failure.Say("the network has not learnt: the loss of the last batches, %.4f, is hardly better than the %.4f of one answer for all images; try a learning rate of %s", mean, j.chance, rate)
	})
}

const (
	// lately is over how many epochs losses are compared: one alone may be chance.
	lately = 3
	// rise is by what share the validation loss has risen, on average of those
	// epochs, when a network overfits. In runs that go well it varies by less.
	rise = 0.1
	// fall is by what share the training loss has fallen since then.
	fall = 0.1
)

// overfitting finds a validation loss that rises while the training loss falls.
func (j *Judge) overfitting(bool) *Finding {
	best := 0
	for i, e := range j.epochs {
		if e.valid < j.epochs[best].valid {
			best = i
		}
	}
	if len(j.epochs)-1-best < lately {
		return nil
	}
	now, then := average(j.epochs[len(j.epochs)-lately:]), j.epochs[best]
	if now.valid < then.valid*(1+rise) || now.training > then.training*(1-fall) {
		return nil
	}
	if j.settings.Augment.String() == "none" {
		return &Finding{Overfitting,
			failure.Say("since epoch %d the validation loss has risen from %.4f to %.4f while the training loss fell: the network learns the training images by heart (it overfits); try to vary them", best+1, then.valid, now.valid),
			[]Change{{"augment", "light"}}}
	}
	return &Finding{Overfitting,
		failure.Say("since epoch %d the validation loss has risen from %.4f to %.4f while the training loss fell: the network learns the training images by heart (it overfits); try to stop early and keep the best weights", best+1, then.valid, now.valid),
		[]Change{{"keep", "best"}, {"earlystop", "3"}}}
}

// average returns the means of epochs.
func average(epochs []epoch) (mean epoch) {
	n := float64(len(epochs))
	for _, e := range epochs {
		mean.training += e.training / n
		mean.valid += e.valid / n
		mean.accuracy = max(mean.accuracy, e.accuracy)
	}
	return mean
}

const (
	// progress is by what share a loss falls at least, from some epochs to the next
	// as many, in a run that gets anywhere.
	progress = 0.01
	// good is the accuracy above which a loss that no longer falls is the end of a
	// run that went well.
	good = 0.97
)

// plateau finds losses that no longer fall although much is read wrongly. With a
// schedule they stand still at the end as they should.
func (j *Judge) plateau(bool) *Finding {
	_, double := j.model.Loss.(nn.DoubleSoftmax)
	scheduled := j.settings.Schedule.Kind != "" && j.settings.Schedule.Kind != "constant"
	batches := j.steps / max(len(j.epochs), 1) // in an epoch
	if len(j.epochs) < 2*lately || lately*batches < window || scheduled && !double {
		return nil
	}
	from := len(j.epochs) - 2*lately
	before, now := average(j.epochs[from:from+lately]), average(j.epochs[from+lately:])
	if now.accuracy >= good || now.training >= j.chance*(1-margin) || now.training < before.training*(1-progress) || now.valid < before.valid*(1-progress) {
		return nil
	}
	if double {
		return &Finding{Plateau,
			failure.Say("for %d epochs neither the training loss nor the validation loss has fallen: double softmax hardly corrects what is wrong for sure; try cross-entropy", lately),
			[]Change{{"loss", nn.CrossEntropy{}.Name()}}}
	}
	return &Finding{Plateau,
		failure.Say("for %d epochs neither the training loss nor the validation loss has fallen: the steps may be too long to come closer, or the network too small; try a learning rate that falls", lately),
		[]Change{{"schedule", "cosine"}}}
}
