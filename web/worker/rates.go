package worker

// Messages between the page and the trainer about learning rates.
type (
	// PlanRates asks for the LearningRates of a run with these settings, at
	// Count steps spread evenly over it.
	PlanRates struct {
		message
		Settings Settings `json:"settings"`
		Count    int      `json:"count"`
	}

	// LearningRates answers PlanRates. There are none for settings that cannot
	// be trained with.
	LearningRates struct {
		message
		Rates []float64 `json:"rates"`
	}
)
