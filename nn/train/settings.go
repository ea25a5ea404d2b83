package train

import (
	"fmt"
	"math"
)

// Settings are the hyperparameters of a run.
type Settings struct {
	LearningRate float64
	Momentum     float64
	WeightDecay  float64
	BatchSize    int
	Epochs       int
	MaxSteps     int  // end after that many batches; 0 = no limit
	Shuffle      bool // visit the training images in a new order each epoch
	Seed         uint64
}

// Defaults are the tutorial's settings.
func Defaults() Settings {
	return Settings{LearningRate: 0.01, BatchSize: 100, Epochs: 3, Shuffle: true, Seed: 1}
}

// Check returns an error that names the first setting out of its range.
func (s Settings) Check() error {
	switch {
	case !(s.LearningRate > 0) || math.IsInf(s.LearningRate, 0):
		return fmt.Errorf("learning rate %v: want a number above 0", s.LearningRate)
	case !(s.Momentum >= 0 && s.Momentum < 1):
		return fmt.Errorf("momentum %v: want at least 0 and below 1", s.Momentum)
	case !(s.WeightDecay >= 0) || math.IsInf(s.WeightDecay, 0):
		return fmt.Errorf("weight decay %v: want a number of at least 0", s.WeightDecay)
	case s.BatchSize < 1:
		return fmt.Errorf("batch size %d: want at least 1", s.BatchSize)
	case s.Epochs < 0:
		return fmt.Errorf("epochs %d: want at least 0", s.Epochs)
	case s.MaxSteps < 0:
		return fmt.Errorf("steps %d: want at least 0", s.MaxSteps)
	}
	return nil
}
