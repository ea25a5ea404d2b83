package runs

import (
	"encoding/json"
	"time"

	"digitlab/web/worker"
)

// exported is a run in a JSON file.
type exported struct {
	Name     string          `json:"name"`
	Started  time.Time       `json:"started"`
	State    string          `json:"state"`
	Failure  string          `json:"failure,omitempty"`
	Further  bool            `json:"further"`
	Settings worker.Settings `json:"settings"`
	// Changes are those of the settings during the run.
	Changes []worker.SettingChange `json:"changes,omitempty"`
	// The curves: step i of Steps has index i of the others.
	Steps            []int     `json:"steps"`
	TrainingLoss     []float32 `json:"training_loss"`
	TrainingAccuracy []float32 `json:"training_accuracy"`
	BatchesPerEpoch  int       `json:"batches_per_epoch"`
	Clock            []Tick    `json:"clock"`
	Validation       []Result  `json:"validation"`
	// What some of the validation images gave within the epochs.
	Samples      []Result `json:"validation_samples,omitempty"`
	SampleImages int      `json:"validation_sample_images,omitempty"`
	Test         *Result  `json:"test"`
}

// ExportJSON returns a run, under a name, as a JSON object for other programs.
func ExportJSON(r *Run, name string) ([]byte, error) {
	h := &r.History
	return json.Marshal(exported{
		Name: name, Started: r.Started, State: r.State, Failure: r.Failure,
		Further: r.Further, Settings: r.Settings, Changes: r.Changes,
		Steps: h.steps(), TrainingLoss: h.Loss, TrainingAccuracy: h.Accuracy,
		BatchesPerEpoch: h.Batches, Clock: h.Clock, Validation: h.Valid, Test: r.Test,
		Samples: h.Samples, SampleImages: h.SampleImages,
	})
}
