package worker

// Messages between the page and the trainer about the last run, which the
// trainer keeps in the browser so that it outlives the tab. Trials are not kept,
// and runs that learn a hand only when they are finished.
type (
	// Kept offers a run from before. It comes unasked, and as long as nothing
	// answers it, no other run is kept.
	Kept struct {
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
	}

	// ResumeKept goes on with the run that was offered. A Restored and a
	// RunState answer it, or a Failure of ScopeKept. It needs the images that
	// the run was begun with, unless it is finished.
	ResumeKept struct{}

	// ForgetKept discards the run that was offered.
	ForgetKept struct{}

	// Restored tells again what the page was told of a run before.
	Restored struct {
		Run      string   `json:"run"`
		Settings Settings `json:"settings"`
		Hand     bool     `json:"hand"` // it learned one
		// Progress is the newest; its losses and accuracies are those of the
		// last step.
		Progress Progress `json:"progress"`
		// Evaluations are those of the run, without what they say of single
		// digits and images.
		Evaluations []Evaluation `json:"evaluations"`
		Log         []string     `json:"log"` // the last lines
		// Points holds the loss of every Stride-th step, then the accuracies
		// on the same batches, little-endian float32.
		Stride int    `json:"stride"`
		Points []byte `json:"-"`
	}

	// NotKept says why the run is not kept, once; or, without a reason, that
	// runs are kept again.
	NotKept struct {
		Reason string `json:"reason"` // one of the constants that begin with NotKept
		Text   string `json:"text"`   // what the browser says, if it says anything
	}
)

// Values of NotKept.Reason.
const (
	NotKeptHere   = "tab"    // another tab keeps its runs
	NotKeptAtAll  = "none"   // the browser keeps nothing
	NotKeptFailed = "failed" // it could not, as Text says
)

// ScopeKept is the Failure.Scope of a ResumeKept.
const ScopeKept = "kept"

// Kind implements Message.
func (*Kept) Kind() string { return "kept" }

// Kind implements Message.
func (*ResumeKept) Kind() string { return "resume-kept" }

// Kind implements Message.
func (*ForgetKept) Kind() string { return "forget-kept" }

// Kind implements Message.
func (*Restored) Kind() string { return "restored" }

// Kind implements Message.
func (*NotKept) Kind() string { return "not-kept" }

func (m *Restored) bytes() *[]byte { return &m.Points }
