package state

import "digitlab/web/worker"

// RateTestKey holds a RateTest.
const RateTestKey Key[RateTest] = "rate-test"

// Actions on the search for a learning rate; none has a value.
const (
	FindRate      Signal = "/rate-test/find"
	UseRate       Signal = "/rate-test/use"   // the suggestion
	CloseRateTest Signal = "/rate-test/close" // stops one under way, and else hides it
)

// RateTest is a search for a learning rate.
type RateTest struct {
	Pending bool            // it is under way
	Of      worker.Settings // what it was asked for with
	// RateCurve is the newest there is of it, or of the last one.
	worker.RateCurve
}

// Outdated reports whether another rate may be right for settings by now.
func (t RateTest) Outdated(now worker.Settings) bool { return decisive(t.Of) != decisive(now) }

// decisive returns what a rate depends on.
func decisive(s worker.Settings) worker.Settings {
	return worker.Settings{
		Loss: s.Loss, Architecture: s.Architecture, BatchSize: s.BatchSize, Augment: s.Augment, LabelSmoothing: s.LabelSmoothing,
		Optimizer: s.Optimizer, Momentum: s.Momentum, Nesterov: s.Nesterov, Beta1: s.Beta1, Beta2: s.Beta2,
		Alpha: s.Alpha, Epsilon: s.Epsilon, WeightDecay: s.WeightDecay,
	}
}
