package train

import (
	"digitlab/data/augment"
	"digitlab/data/failure"
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
	// EMA is the decay of an optim.EMA over the steps, which is what is evaluated
	// and kept in place of the parameters; 0 = none.
	EMA float64
	// Augment says how training images are varied, anew in each epoch.
	Augment   augment.Settings
	BatchSize int
	Epochs    int
	MaxSteps  int  // end after that many batches; 0 = no limit
	Shuffle   bool // visit the training images in a new order each epoch
	Seed      uint64
	// KeepBest ends the run with the parameters of its Best epoch, and not with
	// the last.
	KeepBest bool `json:",omitempty"`
	// EarlyStop ends the run when so many epochs in turn have not been better than
	// the Best; 0 = it does not.
	EarlyStop int `json:",omitempty"`
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

// Bounds of settings, far beyond those that train well.
const (
	// Float32 has room for these, and for what comes of dividing by them.
	leastPositive = 1e-30
	maxRate       = 1e38

	maxAmount = 1e6 // of what trains well below 10

	maxBatch  = 300_000 // images, as many as a dataset's file may have
	maxEpochs = 1_000_000
	maxSteps  = 1_000_000_000
	// maxGradients is how many numbers the gradients of a batch's shards may
	// have together: 2 GiB of them.
	maxGradients = 1 << 29
)

// isShare reports whether v is at least 0 and below 1, also as a float32.
func isShare(v float64) bool { return v >= 0 && float32(v) < 1 }

// isAmount reports whether v is a number from 0 to maxAmount.
func isAmount(v float64) bool { return v >= 0 && v <= maxAmount }

// Check returns an error that names the first setting out of its range.
func (s Settings) Check() error {
	switch {
	case !(s.LearningRate >= leastPositive && s.LearningRate <= maxRate):
		return failure.New("learning rate %v: want a number from %v to %v", s.LearningRate, leastPositive, maxRate)
	case !isShare(s.LabelSmoothing):
		return failure.New("label smoothing %v: want at least 0 and below 1", s.LabelSmoothing)
	case !isShare(s.EMA):
		return failure.New("decay %v of the average of the weights: want at least 0 and below 1", s.EMA)
	case s.BatchSize < 1 || s.BatchSize > maxBatch:
		return failure.New("batch size %d: want 1 to %d", s.BatchSize, maxBatch)
	case s.Epochs < 0 || s.Epochs > maxEpochs:
		return failure.New("epochs %d: want 0 to %d", s.Epochs, maxEpochs)
	case s.MaxSteps < 0 || s.MaxSteps > maxSteps:
		return failure.New("steps %d: want 0 to %d", s.MaxSteps, maxSteps)
	case s.EarlyStop < 0 || s.EarlyStop > maxEpochs:
		return failure.New("early stop after %d epochs: want 0 to %d", s.EarlyStop, maxEpochs)
	}
	if err := s.Augment.Check(); err != nil {
		return err
	}
	if err := s.Optimizer.check(); err != nil {
		return err
	}
	return s.Schedule.check()
}
