package main

import (
	"math"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
)

// trend is where the training loss of a run goes.
type trend struct {
	first   float64                 // that of the first batch, before its step
	last    [train.LogEvery]float64 // those of the last batches, batch i at i modulo their number
	batches int
}

func (t *trend) add(loss float64) {
	if t.batches == 0 {
		t.first = loss
	}
	t.last[t.batches%len(t.last)] = loss
	t.batches++
}

// mean returns that of the last losses.
func (t *trend) mean() (mean float64) {
	known := t.last[:min(t.batches, len(t.last))]
	for _, loss := range known {
		mean += loss / float64(len(known))
	}
	return mean
}

// hasNotLearnt reports whether the losses have come to be no better than chance.
// A few have to have become worse, too: they may be but the beginning of a run.
func (t *trend) hasNotLearnt(chance float64) bool {
	mean := t.mean()
	return mean >= chance && (t.batches >= len(t.last) || mean > t.first)
}

// chance returns the loss of a network that has learnt nothing from the images,
// and gives all the same outputs: equal probabilities, or the mean of the labels.
func chance(loss nn.Loss, images *data.Images) float64 {
	if _, ok := loss.(nn.SquaredError); !ok {
		return math.Log(data.Classes)
	}
	var sum, squares float64
	for i := range images.Len() {
		label := float64(images.Label(i))
		sum += label
		squares += label * label
	}
	n := float64(images.Len())
	return squares/n - sum/n*sum/n
}
