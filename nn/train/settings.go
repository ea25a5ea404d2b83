package train

import (
	"fmt"
	"math"

	"digitlab/data"
	"digitlab/nn"
)

// Settings are the hyperparameters of a run.
type Settings struct {
	Architecture nn.Architecture // of the model, for whoever makes it
	LearningRate float64         // the highest there is, see Schedule
	Optimizer    OptimizerSettings
	Schedule     ScheduleSettings
	// LabelSmoothing is nn.CrossEntropy's Smoothing while training; evaluations
	// go by the labels as they are.
	LabelSmoothing float64
	// EMA is the decay of an nn.EMA over the steps, which is what is evaluated
	// and kept in place of the parameters; 0 = none.
	EMA float64
	// Augment says how training images are varied, anew in each epoch.
	Augment   data.Augmentation
	BatchSize int
	Epochs    int
	MaxSteps  int  // end after that many batches; 0 = no limit
	Shuffle   bool // visit the training images in a new order each epoch
	Seed      uint64
}

// Defaults are the tutorial's settings.
func Defaults() Settings {
	return Settings{
		LearningRate: 0.01,
		Optimizer:    OptimizerSettings{Kind: "sgd"},
		Schedule:     ScheduleSettings{Kind: "constant"},
		BatchSize:    100,
		Epochs:       3,
		Shuffle:      true,
		Seed:         1,
	}
}

// Check returns an error that names the first setting out of its range.
func (s Settings) Check() error {
	switch {
	case !(s.LearningRate > 0) || math.IsInf(s.LearningRate, 0):
		return fmt.Errorf("learning rate %v: want a number above 0", s.LearningRate)
	case !(s.LabelSmoothing >= 0 && s.LabelSmoothing < 1):
		return fmt.Errorf("label smoothing %v: want at least 0 and below 1", s.LabelSmoothing)
	case !(s.EMA >= 0 && s.EMA < 1):
		return fmt.Errorf("decay %v of the average of the weights: want at least 0 and below 1", s.EMA)
	case s.BatchSize < 1:
		return fmt.Errorf("batch size %d: want at least 1", s.BatchSize)
	case s.Epochs < 0:
		return fmt.Errorf("epochs %d: want at least 0", s.Epochs)
	case s.MaxSteps < 0:
		return fmt.Errorf("steps %d: want at least 0", s.MaxSteps)
	}
	if err := s.Augment.Check(); err != nil {
		return err
	}
	if err := s.Optimizer.check(); err != nil {
		return err
	}
	return s.Schedule.check()
}
