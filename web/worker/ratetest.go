package worker

// ScopeRateTest is that of the failures of a FindRate.
const ScopeRateTest = "rate-test"

// Messages between the page and the trainer about the search for a learning rate.
type (
	// FindRate asks for a learning rate to train with; neither the present weights
	// nor the run change. RateCurves answer it, or a Failure of ScopeRateTest.
	FindRate struct {
		message
		Settings Settings `json:"settings"`
		GoOn     bool     `json:"go_on"` // from the present weights, as Start's
	}

	// StopFindRate ends the search.
	StopFindRate struct{ message }

	// RateCurve is what the search has found so far; it comes at most ten times a
	// second, and once Over. A Start, an Evaluate and a StopFindRate end it too.
	RateCurve struct {
		message
		Rates    []float64 `json:"rates"`    // the learning rate of each batch
		Losses   []float64 `json:"losses"`   // its loss
		Smoothed []float64 `json:"smoothed"` // and the average of the last losses
		Steps    int       `json:"steps"`    // batches that there are at most
		Exploded bool      `json:"exploded"` // the loss has grown too large to go on
		Over     bool      `json:"over"`
		// Suggestion is a rate to train with, 0 if there is none.
		Suggestion float64 `json:"suggestion"`
	}
)
