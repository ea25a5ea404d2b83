package worker

// Messages between the page and the trainer about learning rates.
type (
	// PlanRates asks for the LearningRates of a run with these settings, at
	// Count steps spread evenly over it.
	PlanRates struct {
		Settings Settings `json:"settings"`
		Count    int      `json:"count"`
	}

	// LearningRates answers PlanRates. There are none for settings that cannot
	// be trained with.
	LearningRates struct {
		Rates []float64 `json:"rates"`
	}
)

// Kind implements Message.
func (*PlanRates) Kind() string { return "plan-rates" }

// Kind implements Message.
func (*LearningRates) Kind() string { return "learning-rates" }
