package worker

import (
	"time"

	"digitlab/data/failure"
)

// Message is what crosses between the page and its workers, and between the
// coordinator and its helpers: a pointer to one of the structs that embed
// message, each of which has its Kind. See Encode for the bytes.
type Message interface{ isMessage() }

type message struct{}

func (*message) isMessage() {}

// Messages from the page to the trainer.
type (
	// LoadDataset asks for a mnist.json.gz, or for the dataset in other files. URL
	// may be a blob: URL, so that a file the visitor chose and the one on the server
	// take the same way; and one of a dataset that is kept, see KeptURL.
	LoadDataset struct {
		message
		URL  string `json:"url"`
		Name string `json:"name"` // shown in messages, e.g. "mnist.json.gz"
		// Cache names the browser's cache that is to keep the file when all of
		// it has been read, "" for none.
		Cache string `json:"cache,omitempty"`
		// Files are those at the URL, one after the other, in any form that package
		// source reads; none for a mnist.json.gz alone.
		Files   []DatasetFile `json:"files,omitempty"`
		Prepare bool          `json:"prepare,omitempty"` // finds the digits in pictures
		Invert  bool          `json:"invert,omitempty"`  // takes them for dark on light
		Names   []string      `json:"names,omitempty"`   // of the classes, in place of their own
		// Keep keeps the dataset in the browser, in a form of the trainer's, once it is
		// in use.
		Keep bool `json:"keep,omitempty"`
		// Offer asks what the files hold, as a DatasetOffer. The dataset before stands
		// until UseOffer.
		Offer bool `json:"offer,omitempty"`
	}

	// LoadWeights hands over a safetensors file: its URL, or its bytes. One that
	// names no architecture is of the given one, if its weights fit, or SimpleNet's.
	LoadWeights struct {
		message
		URL          string `json:"url,omitempty"`
		Name         string `json:"name"`
		Architecture string `json:"architecture,omitempty"`
		File         []byte `json:"-"`
	}

	// UseWeights makes weights that the page has kept of a run the present ones,
	// which come back as a Weights message. No run may be under way.
	UseWeights struct {
		message
		Weights Weights `json:"weights"`
	}

	// SaveWeights asks for weights as a WeightsFile.
	SaveWeights struct {
		message
		Format string `json:"format,omitempty"` // pytorch, paddle or onnx; "" = pytorch
		// Weights are those of a trainer before this one, or of a run that the page
		// has kept; without parameters, the present ones are asked for.
		Weights Weights `json:"weights,omitzero"`
	}

	// Start begins a run, replacing one that stands.
	Start struct {
		message
		Settings Settings `json:"settings"`
		// GoOn trains the present weights further; otherwise the run starts
		// from fresh ones, initialised from the seed.
		GoOn bool `json:"go_on"`
		// Paused begins the run and pauses before its first batch.
		Paused bool `json:"paused"`
		// Run is the page's name for the run.
		Run string `json:"run"`
		// Trial brings back, at the end of the run, the weights from before.
		Trial bool `json:"trial"`
		// Changes are made when the run comes to their steps.
		Changes []SettingChange `json:"changes,omitempty"`
	}

	// Pause holds the run after the batch under way.
	Pause struct{ message }

	// Resume lets a paused run go on.
	Resume struct{ message }

	// Step trains one batch of a paused run, which stays paused.
	Step struct{ message }

	// Stop ends the run and keeps the weights of its last step.
	Stop struct{ message }

	// Reset ends the run and brings back the weights that were last loaded
	// from a file.
	Reset struct{ message }

	// SetWorkers changes the number of helper workers, also during a run.
	SetWorkers struct {
		message
		Workers int `json:"workers"`
	}

	// GiveWay asks the trainer to leave a processor core to the page for a
	// while, since somebody is using it.
	GiveWay struct {
		message
		Milliseconds float64 `json:"milliseconds"`
		// All asks for all of them: no batch is to begin. The next such message
		// takes the place of this one, so that 0 ms end it.
		All bool `json:"all,omitempty"`
	}
)

// ReportEvery is the least time between two reports of a worker to the page:
// often enough to look live, seldom enough not to keep it from its own work.
const ReportEvery = 100 * time.Millisecond

// Messages from the trainer to the page.
type (
	// DatasetProgress reports a download and its parsing.
	DatasetProgress struct {
		message
		Name   string `json:"name"`
		Bytes  int64  `json:"bytes"`       // compressed bytes read so far
		Total  int64  `json:"total_bytes"` // 0 when the size is not known
		Images int    `json:"images"`      // images parsed so far
		// Stalled says that nothing has come for a while. It is being tried
		// again.
		Stalled bool `json:"stalled,omitempty"`
		Offer   bool `json:"offer,omitempty"` // of files that are to be offered
	}

	// DatasetPart says that there is a first dataset to train on, although
	// its test images are still to come. A DatasetReady or a Failure of
	// ScopeDataset follows; after the latter, the part stands.
	DatasetPart struct {
		message
		Name  string `json:"name"`
		Train int    `json:"train"`
		Valid int    `json:"valid"`
	}

	// DatasetReady says that a dataset is loaded and how many images each
	// split has.
	DatasetReady struct {
		message
		Name  string `json:"name"`
		Train int    `json:"train"`
		Valid int    `json:"valid"`
		Test  int    `json:"test"`
		// Classes are their names, by their labels; none for the ten digits.
		Classes Classes `json:"classes,omitempty"`
	}

	// RunState says where the run stands.
	RunState struct {
		message
		State string `json:"state"` // StateIdle, StateRunning, StatePaused or StateDone
	}

	// Progress reports training; it comes at most ten times a second.
	Progress struct {
		message
		Epoch            int     `json:"epoch"` // 0-based
		Epochs           int     `json:"epochs"`
		Batch            int     `json:"batch"` // 0-based, within the epoch
		Batches          int     `json:"batches"`
		Step             int     `json:"step"`  // batches trained since the run began
		Steps            int     `json:"steps"` // batches in the whole run
		SamplesPerSecond float64 `json:"samples_per_second"`
		Workers          int     `json:"workers"` // helpers at work
		Kernel           string  `json:"kernel"`  // what multiplies: "simd", "relaxed simd", ...
		// Losses are the training losses of the batches since the last
		// report; the last of them is that of batch Step.
		Losses []float64 `json:"losses"`
		// Accuracies are how much of each of those batches was recognised,
		// before the step: 0 to 1.
		Accuracies []float64 `json:"accuracies"`
		// Seconds is what training took until then, without pauses and
		// evaluations.
		Seconds float64 `json:"seconds"`
		// Samples are those taken since the last report.
		Samples []Sample `json:"samples,omitempty"`
		// Log holds the tutorial's text log since the last report.
		Log []string `json:"log,omitempty"`
	}

	// WeightsFile answers SaveWeights.
	WeightsFile struct {
		message
		Name string `json:"name"`
		// Format, Architecture and Loss say what the file is, and of what.
		Format       string `json:"format"`
		Architecture string `json:"architecture"`
		Loss         string `json:"loss"`
		File         []byte `json:"-"`
	}

	// Failure says what went wrong, in words for the visitor. What stood
	// before still stands.
	Failure struct {
		message
		Scope string `json:"scope"` // one of the constants that begin with Scope
		failure.Message
	}
)

// Values of RunState.State.
const (
	StateIdle    = "idle"
	StateRunning = "running"
	StatePaused  = "paused"
	StateDone    = "done"
)

// Values of Failure.Scope.
const (
	ScopeDataset = "dataset"
	ScopeOffer   = "offer" // of a dataset
	ScopeWeights = "weights"
	ScopeRun     = "run"
	ScopePicture = "picture"
	ScopeWorker  = "worker"
	ScopeHelpers = "helpers" // of the trainer; it has paused the run
	ScopeProgram = "program" // the trainer's, which is still to come
)

// Weights carries a model from the trainer to the page, and from there to the
// predictor; and from the coordinator to its helpers. The page sends a trainer
// what the one before it had: first the weights that a Reset brings back, then
// those that answer.
type Weights struct {
	message
	Architecture string `json:"architecture"` // its layers; "" = SimpleNet's
	Loss         string `json:"loss"`         // decides the head and how outputs are read
	Source       string `json:"source"`
	// Run is the page's name for the run that they are of, "" if they are of none.
	Run  string `json:"run,omitempty"`
	Step int    `json:"step"` // steps of that run behind these weights
	// Temperature is what logits are divided by where they become
	// probabilities.
	Temperature float64 `json:"temperature"`
	ClassCount  int     `json:"class_count,omitempty"` // 0 = 10
	Classes     Classes `json:"classes,omitempty"`     // those that the network tells apart
	// Params is the flat parameter slice, little-endian float32.
	Params []byte `json:"-"`
}

// Messages between the coordinator and its helpers where they share no memory;
// Weights go before the shards.
type (
	// Shard asks a helper for the gradient of a part of a batch, or, without
	// Gradient, only for its loss and outputs.
	Shard struct {
		message
		ID       int  `json:"id"`
		Count    int  `json:"count"`    // images
		Batch    int  `json:"batch"`    // images in the whole batch, the mean's divisor
		Gradient bool `json:"gradient"` // forward and backward, or forward alone
		// Smoothing is that of the labels, in the loss.
		Smoothing float32 `json:"smoothing"`
		// Seed is that of the dropout masks.
		Seed uint64 `json:"seed"`
		// Augment says how the images are varied, and Seeds decide how each is.
		Augment string   `json:"augment,omitempty"`
		Seeds   []uint64 `json:"seeds,omitempty"`
		// Samples holds Count images of 784 bytes, then Count labels.
		Samples []byte `json:"-"`
	}

	// ShardResult is a helper's answer to a Shard.
	ShardResult struct {
		message
		ID int `json:"id"`
		// Loss is this shard's part of the batch's mean; when training
		// diverges, it is no longer a number.
		Loss Float `json:"loss"`
		// Outputs are the model's for each image, little-endian float32.
		Outputs []byte `json:"outputs"`
		// Grads is the flat gradient slice, little-endian float32.
		Grads []byte `json:"-"`
	}
)

// Messages between the coordinator and its helpers where they share memory.
type (
	// Board hands a helper the memory that holds the batches to come, and the
	// network that they are for. There it takes shards until it is Idle.
	Board struct {
		message
		Index        int     `json:"index"` // of the helper, from 0
		Architecture string  `json:"architecture"`
		Loss         string  `json:"loss"`
		ClassCount   int     `json:"class_count"`
		Memory       *Memory `json:"-"`
	}

	// Job asks an idle helper to take shards off the board again.
	Job struct{ message }

	// JobDone says that all shards of a batch have their results on the board.
	JobDone struct {
		message
		ID int `json:"id"`
	}

	// Idle says that a helper waits for messages, since there has been no batch
	// for a while after the one with that ID.
	Idle struct {
		message
		ID int `json:"id"`
	}
)

func (m *LoadWeights) bytes() *[]byte { return &m.File }
func (m *UseWeights) bytes() *[]byte  { return &m.Weights.Params }
func (m *SaveWeights) bytes() *[]byte { return &m.Weights.Params }
func (m *WeightsFile) bytes() *[]byte { return &m.File }
func (m *Weights) bytes() *[]byte     { return &m.Params }
func (m *Shard) bytes() *[]byte       { return &m.Samples }
func (m *ShardResult) bytes() *[]byte { return &m.Grads }

func (m *Board) shared() **Memory { return &m.Memory }
