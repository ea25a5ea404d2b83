package worker

// Messages about how good weights are.
type (
	// Evaluate asks the trainer to evaluate the present weights on a split.
	// An Evaluation answers it, or a Failure of ScopeEvaluation; nothing does
	// if a Start, another Evaluate or a StopEvaluation comes before the end.
	Evaluate struct {
		message
		Split   string `json:"split"`   // "train", "valid" or "test"
		Workers int    `json:"workers"` // 0 = one a processor core
	}

	// StopEvaluation ends an evaluation that was asked for.
	StopEvaluation struct{ message }

	// EvaluationProgress reports one that was asked for; it comes at most ten
	// times a second.
	EvaluationProgress struct {
		message
		Split  string `json:"split"`
		Images int    `json:"images"` // evaluated so far
		Total  int    `json:"total"`
	}

	// Sample is how good a run is within an epoch, on some of the validation
	// images.
	Sample struct {
		Step     int     `json:"step"`
		Images   int     `json:"images"`
		Loss     float64 `json:"loss"`
		Accuracy float64 `json:"accuracy"` // 0 to 1
	}

	// Evaluation is the result on a whole split.
	Evaluation struct {
		message
		// Split is "valid" at the end of each epoch and of what a limit of steps leaves
		// of one, "test" at the end of the run.
		Split    string  `json:"split"`
		Asked    bool    `json:"asked"`  // by an Evaluate; otherwise it belongs to the run
		Source   string  `json:"source"` // of the weights
		Epoch    int     `json:"epoch"`
		Step     int     `json:"step"`
		Loss     float64 `json:"loss"`
		Accuracy float64 `json:"accuracy"` // 0 to 1
		// Trained is how many images the run had trained on until then, and
		// Seconds what that took, without pauses and evaluations.
		Trained int     `json:"trained"`
		Seconds float64 `json:"seconds"`
		// Confusion counts images by label (row) and prediction (column).
		Confusion [][]int `json:"confusion"`
		// Classes are those of the images.
		Classes Classes `json:"classes,omitempty"`
		// Scores has one for each class.
		Scores []Score `json:"scores"`
		// Calibration is nil for weights that give no probabilities.
		Calibration *Calibration `json:"calibration,omitempty"`
		// Mistakes holds the images that were read most wrongly, by their
		// loss: the worst of all, and the worst of each pair of digits.
		Mistakes []Mistake `json:"mistakes"`
		// Images holds 28x28 pixels for each of Mistakes, one byte a pixel,
		// row by row, 255 = ink.
		Images []byte `json:"-"`
	}

	// Score says how well a digit is read. A share of nothing is no number.
	Score struct {
		Precision Float `json:"precision"` // of the images read as the digit, how many are one
		Recall    Float `json:"recall"`    // of the images of the digit, how many were read as it
		F1        Float `json:"f1"`        // the harmonic mean of the two
	}

	// Calibration says how far the probabilities can be believed.
	Calibration struct {
		Error float64 `json:"error"` // the expected calibration error, 0 to 1
		// Temperature is what the logits were divided by, and ErrorBefore the
		// error without that.
		Temperature float64 `json:"temperature"`
		ErrorBefore float64 `json:"errorBefore"`
		// Bins cut the confidences from 0 to 1 into equal parts.
		Bins []CalibrationBin `json:"bins"`
	}

	// CalibrationBin holds the predictions of about the same confidence. A
	// mean of nothing is no number.
	CalibrationBin struct {
		Images     int   `json:"images"`
		Accuracy   Float `json:"accuracy"`
		Confidence Float `json:"confidence"` // mean
	}

	// Mistake is an image that was read wrongly.
	Mistake struct {
		Index      int `json:"index"` // in the split, from 0
		Label      int `json:"label"`
		Prediction int `json:"prediction"`
		// Confidence is the probability of the prediction, LabelProbability
		// that of the label; no numbers for weights that give none.
		Confidence       Float   `json:"confidence"`
		LabelProbability Float   `json:"label_probability"`
		Loss             float64 `json:"loss"`
	}
)

// ScopeEvaluation is the Failure.Scope of an Evaluate.
const ScopeEvaluation = "evaluation"

func (m *Evaluation) bytes() *[]byte { return &m.Images }
