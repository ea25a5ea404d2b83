package worker

import "digitlab/data/failure"

// Messages between the page and the trainer about the last run, which the
// trainer saves in the browser so that it outlives the tab. Trials are not saved,
// and runs that learn a hand only when they are finished.
type (
	// SavedRun offers a run from before. It comes unasked. As long as nothing answers
	// it, it stays, and other runs are saved beside it; then the next is offered, if
	// there is one.
	SavedRun struct {
		message
		Run      string   `json:"run"` // the page's name for it
		Settings Settings `json:"settings"`
		Epoch    int      `json:"epoch"` // of the last step, 0-based
		Epochs   int      `json:"epochs"`
		Step     int      `json:"step"` // batches trained
		Steps    int      `json:"steps"`
		Finished bool     `json:"finished"` // there is nothing left to train
		Saved    int64    `json:"saved"`    // milliseconds since 1970
		// Accuracy is that of the last evaluation, 0 to 1; no number before
		// the first.
		Accuracy Float `json:"accuracy"`
		// Split is that which it was evaluated on, "" before.
		Split string `json:"split"`
		// Dataset is the fingerprint of what it was trained on, as KeptDataset.Key, and
		// DatasetName the name; "" where an earlier version of the page has not said.
		Dataset     string `json:"dataset,omitempty"`
		DatasetName string `json:"dataset_name,omitempty"`
		OwnDataset  bool   `json:"own_dataset,omitempty"` // that is the page's own
	}

	// ResumeSavedRun goes on with the run that was offered. A Restored and a
	// RunState answer it, or a Failure of ScopeSavedRun. It needs the images that
	// the run was begun with, unless it is finished.
	ResumeSavedRun struct {
		message
		Run    string `json:"run,omitempty"`    // the only one to go on with; "" = whichever is offered
		Paused bool   `json:"paused,omitempty"` // before the next batch
		// Changes are those that the run is to have made at its end, as far as the
		// page knows: some perhaps after it was saved. What is left of them is made.
		Changes []SettingChange `json:"changes,omitempty"`
	}

	// DiscardSavedRun discards the run that was offered.
	DiscardSavedRun struct {
		message
		// Keep leaves it where it is saved until the next run is, to be offered to
		// another tab.
		Keep bool `json:"keep,omitempty"`
	}

	// Restored tells again what the page was told of a run before.
	Restored struct {
		message
		Run      string   `json:"run"`
		Settings Settings `json:"settings"` // that it was begun with
		Hand     bool     `json:"hand"`     // it learned one
		// Changes are those made since, in order.
		Changes []SettingChange `json:"changes,omitempty"`
		// Progress is the newest; its losses and accuracies are those of the
		// last step.
		Progress Progress `json:"progress"`
		// Evaluations are those of the run, without what they say of single
		// digits and images.
		Evaluations []Evaluation `json:"evaluations"`
		Samples     []Sample     `json:"samples,omitempty"`
		Diagnosis   *Diagnosis   `json:"diagnosis,omitempty"` // the last, nil if there was none
		Log         []string     `json:"log"`                 // the last lines
		// Points holds the loss of every Stride-th step, then the accuracies
		// on the same batches, little-endian float32.
		Stride int    `json:"stride"`
		Points []byte `json:"-"`
	}

	// NotSaved says why the run is not saved, once; or, without a reason, that
	// runs are saved again.
	NotSaved struct {
		message
		Reason          string `json:"reason"` // one of the constants that begin with NotSaved
		failure.Message        // why it could not, if the Reason is that it failed
	}
)

// Values of NotSaved.Reason.
const (
	NotSavedOtherTab = "tab"    // another tab saves its runs
	NotSavedNoStore  = "none"   // the browser keeps nothing
	NotSavedFailed   = "failed" // it could not, as Text says
)

// ScopeSavedRun is the Failure.Scope of a ResumeSavedRun.
const ScopeSavedRun = "kept"

func (m *Restored) bytes() *[]byte { return &m.Points }
