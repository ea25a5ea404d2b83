// Package diagnosis judges a training run by what it reports: whether it goes
// nowhere, why, and what to change. It has no opinion of a run that does well, or
// that may only need more time.
package diagnosis

import (
	"math"
	"strconv"
	"strings"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/train"
)

// Kind is what is the matter with a run.
type Kind string

// What may be the matter, "" for nothing.
const (
	Diverged    Kind = "diverged"    // a loss or a weight is no number
	Exploded    Kind = "exploded"    // the loss shot up and stays at chance or above
	Dead        Kind = "dead"        // the outputs do not depend on the image
	Chance      Kind = "chance"      // the loss is no better than that of one answer for all
	Overfitting Kind = "overfitting" // the validation loss rises while the training loss falls
	Plateau     Kind = "plateau"     // neither loss falls any more
)

// LearntNothing reports whether the network reads no better than by chance.
func (k Kind) LearntNothing() bool {
	return k == Diverged || k == Exploded || k == Dead || k == Chance
}

// Finding is what is the matter with a run, and what to begin it anew with.
type Finding struct {
	Kind    Kind
	Text    failure.Message
	Changes []Change
}

// Change is a setting to change, named as the command's flag for it and the key
// in the page's address.
type Change struct {
	Setting string `json:"setting"`
	Value   string `json:"value"`
}

// window is over how many batches losses are averaged: enough for the mean of a
// run that stands still to vary by less than 1 %.
const window = train.LogEvery

// Judge follows a run. It is told of its steps, samples and epochs in their order.
type Judge struct {
	settings train.Settings
	model    *nn.Model
	chance   float64 // loss of one answer for all images
	blank    float64 // that of outputs of 0, with which networks begin, more or less

	first   float64         // loss of the first batch
	highest float64         // mean of any group of batches, see groupImages
	peak    int             // the last step of that
	group   float64         // sum of the losses since the last group
	last    [window]float64 // those of the last batches, that of batch i at i modulo window
	steps   int
	alike   int // samples in turn by which all images had the same outputs

	epochs []epoch
	sum    float64 // of the losses since the last epoch
	count  int
}

// epoch is what one has ended with.
type epoch struct {
	training float64 // mean loss of its batches
	valid    float64 // loss on the validation images
	accuracy float64
}

// New returns a judge of a run of a model that has not begun. The images are those
// to train on.
func New(s train.Settings, m *nn.Model, images *data.Images) *Judge {
	j := &Judge{settings: s, model: m}
	j.chance, j.blank = unlearned(m.Loss, images)
	return j
}

// groupImages is how many images make a group of batches, one or more: the losses
// of batches of a few images differ too much to tell of anything.
const groupImages = 100

// Step takes in the loss of a batch.
func (j *Judge) Step(loss float64) {
	if j.steps == 0 {
		j.first = loss
	}
	j.last[j.steps%window] = loss
	j.steps++
	j.group += loss
	if batches := max(groupImages/j.settings.BatchSize, 1); j.steps%batches == 0 {
		if mean := j.group / float64(batches); mean > j.highest {
			j.highest, j.peak = mean, j.steps
		}
		j.group = 0
	}
	j.sum += loss
	j.count++
}

// Sample takes in one.
func (j *Judge) Sample(s train.Sample) {
	if s.Constant {
		j.alike++
	} else {
		j.alike = 0
	}
}

// WasDead takes in that the run was found to be dead before.
func (j *Judge) WasDead() { j.alike = certain }

// Epoch takes in loss and accuracy on the validation images at the end of an epoch.
func (j *Judge) Epoch(loss, accuracy float64) {
	j.epochs = append(j.epochs, epoch{j.sum / float64(max(j.count, 1)), loss, accuracy})
	j.sum, j.count = 0, 0
}

// mean returns that of the last losses.
func (j *Judge) mean() (mean float64) {
	known := j.last[:min(j.steps, window)]
	for _, loss := range known {
		mean += loss / float64(len(known))
	}
	return mean
}

// unlearned returns the losses of networks that have learnt nothing from the
// images: of one that gives all the same outputs, which are equal probabilities or
// the mean of the labels, and of one whose outputs are 0.
func unlearned(loss nn.Loss, images *data.Images) (chance, blank float64) {
	if _, ok := loss.(nn.SquaredError); !ok {
		alike := math.Log(float64(loss.ClassCount()))
		return alike, alike
	}
	var sum, squares float64
	for i := range images.Len() {
		label := float64(images.Label(i))
		sum += label
		squares += label * label
	}
	n := float64(images.Len())
	return squares/n - sum/n*sum/n, squares / n
}

// Failed returns what is the matter with a run that has ended with an error, nil
// if nothing is.
func (j *Judge) Failed() *Finding {
	return j.lowerRate(Diverged, func(rate string) failure.Message {
		return failure.Say("the loss is no longer a number: the learning rate is too high, try %s", rate)
	})
}

// factorOfRate is by what a learning rate that goes nowhere is changed: those that
// train differ by less.
const factorOfRate = 10

// lowerRate returns the finding of a learning rate that is too high.
func (j *Judge) lowerRate(kind Kind, say func(rate string) failure.Message) *Finding {
	return j.withRate(kind, j.settings.LearningRate/factorOfRate, say)
}

func (j *Judge) withRate(kind Kind, rate float64, say func(rate string) failure.Message) *Finding {
	text := strconv.FormatFloat(rate, 'g', 3, 64)
	return &Finding{Kind: kind, Text: say(text), Changes: []Change{{"lr", text}}}
}

// hasReLU reports whether the network can have dead ReLUs.
func (j *Judge) hasReLU() bool {
	return strings.Contains(j.model.Architecture().String(), "relu")
}
