package worker

import "digitlab/data/failure"

// Messages about what is the matter with a run.
type (
	// Diagnosis says what is the matter with the run, under way or at its end, and
	// what to begin it anew with; or, without a Kind, that nothing is any more.
	Diagnosis struct {
		message
		Kind string `json:"kind"` // as in nn/train/diagnosis
		// Nothing tells that the network reads no better than by chance.
		Nothing         bool           `json:"nothing"`
		failure.Message                // what is the matter, for the visitor
		Changes         []SettingValue `json:"changes"`
	}

	// SettingValue is a setting to begin anew with, by its key in the page's address.
	SettingValue struct {
		Setting string `json:"setting"`
		Value   string `json:"value"`
	}
)
