package state

import (
	"digitlab/web/worker"
)

// SecondsLeft is how long the series that is under way still takes, by how fast
// it goes.
func SecondsLeft(b Lessons, l RunList, d Dataset) float64 {
	speed := l.List.Speed()
	left := Estimate(b.Series.Runs[b.Series.Begun:], d, speed)
	run := l.PresentRun()
	if speed <= 0 || run == nil || run.Group != b.Series.Group {
		return left
	}
	trained := float64(run.History.Step * run.Settings.BatchSize)
	return left + max(imagesOf(run.Settings, d)-trained, 0)/speed
}

// Estimate returns how many seconds a list of runs takes at a speed in images a
// second, 0 if that is not known.
func Estimate(list []worker.Settings, d Dataset, speed float64) float64 {
	if speed <= 0 {
		return 0
	}
	images := 0.
	for _, s := range list {
		images += imagesOf(s, d)
	}
	return images / speed
}

// evaluationShare is what reading an image costs of what learning from it does:
// the way there, without the way back and the gradients.
const evaluationShare = 1. / 3

// TooFew returns the number of training images if one of the runs ends with them
// before it has taken its steps, or else 0.
func TooFew(list []worker.Settings, d Dataset) int {
	images := d.Size(SplitTrain)
	for _, s := range list {
		batches := (images + s.BatchSize - 1) / s.BatchSize
		if s.Epochs*batches < s.MaxSteps {
			return images
		}
	}
	return 0
}

// imagesOf returns the images that a run learns from, with those that it is
// evaluated on as what they cost.
func imagesOf(s worker.Settings, d Dataset) float64 {
	if s.MaxSteps > 0 {
		return float64(min(s.MaxSteps*s.BatchSize, s.Epochs*d.Loaded.Train)) + evaluationShare*float64(d.Loaded.Test)
	}
	epochs := float64(s.Epochs)
	return epochs*(float64(d.Loaded.Train)+evaluationShare*float64(d.Loaded.Valid)) + evaluationShare*float64(d.Loaded.Test)
}
