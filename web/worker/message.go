package worker

// Message is what crosses between the page and its workers, and between the
// coordinator and its helpers. There is one struct for each kind; see Encode
// for the bytes.
type Message interface {
	// Kind names the message on the wire.
	Kind() string
}

// Messages from the page to the trainer.
type (
	// LoadDataset asks for a mnist.json.gz. URL may be a blob: URL, so that a
	// file the visitor chose and the one on the server take the same way.
	LoadDataset struct {
		URL  string `json:"url"`
		Name string `json:"name"` // shown in messages, e.g. "mnist.json.gz"
		// Cache names the browser's cache that is to keep the file when all of
		// it has been read, "" for none.
		Cache string `json:"cache,omitempty"`
	}

	// LoadWeights hands over a safetensors file: its URL, or its bytes.
	LoadWeights struct {
		URL  string `json:"url,omitempty"`
		Name string `json:"name"`
		File []byte `json:"-"`
	}

	// SaveWeights asks for the present weights as a WeightsFile.
	SaveWeights struct {
		Format string `json:"format,omitempty"` // pytorch, paddle or onnx; "" = pytorch
	}

	// Start begins a run, replacing one that stands.
	Start struct {
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
	}

	// Pause holds the run after the batch under way.
	Pause struct{}

	// Resume lets a paused run go on.
	Resume struct{}

	// Step trains one batch of a paused run, which stays paused.
	Step struct{}

	// Stop ends the run after the batch under way and keeps its weights.
	Stop struct{}

	// Reset ends the run and brings back the weights that were last loaded
	// from a file.
	Reset struct{}

	// SetWorkers changes the number of helper workers, also during a run.
	SetWorkers struct {
		Workers int `json:"workers"`
	}

	// GiveWay asks the trainer to leave a processor core to the page for a
	// while, since somebody's hand is on it.
	GiveWay struct {
		Milliseconds float64 `json:"milliseconds"`
	}
)

// Settings are the hyperparameters of a run.
type Settings struct {
	Loss         string  `json:"loss"` // crossentropy, doublesoftmax or squarederror
	LearningRate float64 `json:"learning_rate"`
	Momentum     float64 `json:"momentum"` // of sgd
	BatchSize    int     `json:"batch_size"`
	Epochs       int     `json:"epochs"`
	MaxSteps     int     `json:"max_steps"` // end after so many batches; 0 = no limit
	Seed         uint64  `json:"seed"`
	Workers      int     `json:"workers"` // 0 = one a processor core

	// Architecture is a preset's name or a list of layers, see Description;
	// "" = SimpleNet's, or that of the weights trained further.
	Architecture   string  `json:"architecture"`
	Optimizer      string  `json:"optimizer"`       // sgd, adam or adamw; "" = sgd
	Nesterov       bool    `json:"nesterov"`        // of sgd with momentum
	Beta1          float64 `json:"beta1"`           // of adam and adamw; 0 = 0.9
	Beta2          float64 `json:"beta2"`           // of adam and adamw; 0 = 0.999
	Epsilon        float64 `json:"epsilon"`         // of adam and adamw; 0 = 1e-8
	WeightDecay    float64 `json:"weight_decay"`    // 0 = none
	Schedule       string  `json:"schedule"`        // constant, step, cosine or onecycle; "" = constant
	Warmup         float64 `json:"warmup"`          // epochs; 0 = none
	StepEvery      float64 `json:"step_every"`      // of the schedule "step", epochs; 0 = 1
	StepFactor     float64 `json:"step_factor"`     // of the schedule "step"; 0 = 0.1
	LabelSmoothing float64 `json:"label_smoothing"` // with crossentropy; 0 = none
	EMA            float64 `json:"ema"`             // decay of the average of the weights; 0 = none
	Augment        string  `json:"augment"`         // as data.ParseAugmentation reads it; "" = none
}

// Messages from the trainer to the page.
type (
	// DatasetProgress reports a download and its parsing.
	DatasetProgress struct {
		Name   string `json:"name"`
		Bytes  int64  `json:"bytes"`       // compressed bytes read so far
		Total  int64  `json:"total_bytes"` // 0 when the size is not known
		Images int    `json:"images"`      // images parsed so far
	}

	// DatasetPart says that there is a first dataset to train on, although
	// its test images are still to come. A DatasetReady or a Failure of
	// ScopeDataset follows; after the latter, the part stands.
	DatasetPart struct {
		Name  string `json:"name"`
		Train int    `json:"train"`
		Valid int    `json:"valid"`
	}

	// DatasetReady says that a dataset is loaded and how many images each
	// split has.
	DatasetReady struct {
		Name  string `json:"name"`
		Train int    `json:"train"`
		Valid int    `json:"valid"`
		Test  int    `json:"test"`
	}

	// RunState says where the run stands.
	RunState struct {
		State string `json:"state"` // StateIdle, StateRunning, StatePaused or StateDone
	}

	// Progress reports training; it comes at most ten times a second.
	Progress struct {
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
		// Log holds the tutorial's text log since the last report.
		Log []string `json:"log,omitempty"`
	}

	// WeightsFile answers SaveWeights.
	WeightsFile struct {
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
		Scope string `json:"scope"` // one of the constants that begin with Scope
		Text  string `json:"text"`
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
	ScopeWeights = "weights"
	ScopeRun     = "run"
	ScopePicture = "picture"
	ScopeWorker  = "worker"
)

// Weights carries a model from the trainer to the page, and from there to the
// predictor; and from the coordinator to its helpers.
type Weights struct {
	Architecture string `json:"architecture"` // its layers; "" = SimpleNet's
	Loss         string `json:"loss"`         // decides the head and how outputs are read
	Source       string `json:"source"`
	Step         int    `json:"step"` // steps of the present run behind these weights
	// Params is the flat parameter slice, little-endian float32.
	Params []byte `json:"-"`
}

// Messages between the page and the predictor. The predictor answers Draw,
// Picture and Sample with a Prediction of the same ID, and answers the last of
// them again whenever new Weights arrive.
type (
	// Draw asks for the digit in a drawing.
	Draw struct {
		ID      int      `json:"id"`
		Strokes []Stroke `json:"strokes"`
		Side    float64  `json:"side"`  // of the square pad, in the unit of the points
		Width   float64  `json:"width"` // of the pen, in the same unit
		Plain   bool     `json:"plain"` // resize and invert only, as the tutorial does
	}

	// Picture asks for the digit in an image file.
	Picture struct {
		ID    int    `json:"id"`
		Name  string `json:"name"`
		Plain bool   `json:"plain"`
		File  []byte `json:"-"`
	}

	// Sample asks for the digit in an image of a dataset, which needs no
	// preparation.
	Sample struct {
		ID int `json:"id"`
		// Image is 28x28 pixels, one byte a pixel, row by row, 255 = ink.
		Image []byte `json:"-"`
	}

	// Forget ends the answers to the last drawing, picture or sample.
	Forget struct{}

	// Prediction is the model's answer.
	Prediction struct {
		ID    int  `json:"id"`
		Blank bool `json:"blank"` // nothing was drawn; the rest is empty
		Blot  bool `json:"blot"`  // only a dot or a blot was; the rest is empty
		Digit int  `json:"digit"`
		// Unsure tells that it may be another digit, or none.
		Unsure bool `json:"unsure"`
		// Probabilities of the ten digits. A squarederror model has none: the
		// predicted digit gets 1.
		Probabilities []float64 `json:"probabilities"`
		// Outputs are what the model gives before any softmax: ten logits, or
		// the one number of a squarederror model.
		Outputs []float64 `json:"outputs"`
		Source  string    `json:"source"` // of the weights that answered
		Step    int       `json:"step"`
		// Milliseconds is what the predictor took, from question to answer.
		Milliseconds float64 `json:"milliseconds"`
		// Image is the 28x28 picture the network saw, one byte a pixel, row
		// by row, 255 = ink.
		Image []byte `json:"-"`
	}
)

// Stroke is a line drawn without lifting the pen: x, y, x, y, ...
type Stroke []float64

// Messages between the coordinator and its helpers where they share no memory;
// Weights go before the shards.
type (
	// Shard asks a helper for the gradient of a part of a batch, or, without
	// Gradient, only for its loss and outputs.
	Shard struct {
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
	// Board hands a helper the memory that holds the jobs to come.
	Board struct {
		Memory *Memory `json:"-"`
	}

	// Job asks a helper to take shards off the board until none is left.
	Job struct {
		ID           int    `json:"id"`
		Architecture string `json:"architecture"`
		Loss         string `json:"loss"`
		Params       int    `json:"params"` // parameters on the board
		Shards       int    `json:"shards"`
		Gradient     bool   `json:"gradient"` // results have room for gradients
	}

	// JobDone says that a helper writes nothing more for a Job.
	JobDone struct {
		ID int `json:"id"`
	}
)
