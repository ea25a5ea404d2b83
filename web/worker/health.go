package worker

// Messages between the page and the trainer about how the layers of a run fare.
type (
	// WatchHealth asks for a Health of the run under way, and of those to come, every
	// HealthEvery at most; or for no more of them.
	WatchHealth struct {
		message
		On bool `json:"on"`
	}

	// Health is how the layers with parameters fare after a step.
	Health struct {
		message
		Step   int           `json:"step"`
		Layers []LayerHealth `json:"layers"`
	}
)

// HealthEvery is the least time between two of Health: measuring takes as long as a few
// batches.
const HealthEvery = 5 * ReportEvery

// LayerHealth is the health of a layer.
type LayerHealth struct {
	Name     string  `json:"name"`
	Gradient float64 `json:"gradient"` // its length
	// Update is the size of the step over that of the weights; 1e-3 is healthy.
	Update float64 `json:"update"`
	// Dead is the share of units that the ReLU behind never lets anything of through;
	// no number without one.
	Dead        Float     `json:"dead"`
	Weights     Histogram `json:"weights"`
	Activations Histogram `json:"activations"` // before the ReLU
}

// Histogram counts values in bins of the same width from the lowest to the highest.
type Histogram struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Counts []int   `json:"counts"`
}
