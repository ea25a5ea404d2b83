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
	Pending bool // it is under way
	// RateCurve is the newest there is of it, or of the last one.
	worker.RateCurve
}
