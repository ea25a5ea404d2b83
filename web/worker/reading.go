package worker

// Messages between the page and the predictor. The predictor answers Draw,
// Picture, Bitmap and DatasetImage with a Prediction of the same ID, and answers the
// last of them again whenever new Weights arrive.
type (
	// Draw asks for the digits in a drawing.
	Draw struct {
		message
		ID      int      `json:"id"`
		Strokes []Stroke `json:"strokes"`
		Side    float64  `json:"side"`  // of the square pad, in the unit of the points
		Width   float64  `json:"width"` // of the pen, in the same unit
		Plain   bool     `json:"plain"` // resize and invert only, as the tutorial does
	}

	// Picture asks for the digits in an image file.
	Picture struct {
		message
		ID    int    `json:"id"`
		Name  string `json:"name"`
		Plain bool   `json:"plain"`
		File  []byte `json:"-"`
	}

	// DatasetImage asks for the digit in an image of a dataset, which needs no
	// preparation.
	DatasetImage struct {
		message
		ID int `json:"id"`
		// Image is 28x28 pixels, one byte a pixel, row by row, 255 = ink.
		Image []byte `json:"-"`
	}

	// Forget ends the answers to the last drawing, picture or image.
	Forget struct{ message }

	// Choose makes another digit of the number that was read the one that answers
	// and what Inspect shows are about. It is answered by a Prediction with the ID
	// of the last question.
	Choose struct {
		message
		Index int `json:"index"` // in reading order; beyond the last, it is the last
	}

	// Compare has every answer say as well what other weights read, from now on;
	// without parameters, no longer. The last question is answered again.
	Compare struct {
		message
		Weights Weights `json:"weights,omitzero"`
	}

	// Prediction is the model's answer. All but Digits is about the chosen digit.
	Prediction struct {
		message
		ID    int  `json:"id"`
		Blank bool `json:"blank"` // nothing was drawn; the rest is empty
		Blot  bool `json:"blot"`  // only a dot or a blot was; the rest is empty
		// Digits are those that were read, lines from the top and each from left to
		// right; an image of a dataset has one.
		Digits []ReadDigit `json:"digits"`
		Chosen int         `json:"chosen"` // index in Digits
		Digit  int         `json:"digit"`
		// Unsure tells that it may be another digit, or none.
		Unsure bool `json:"unsure"`
		// None tells that it looks like no digit; Digit is the likeliest all the
		// same, and Unsure holds.
		None bool `json:"none"`
		// Classes are those of the weights that answered.
		Classes Classes `json:"classes,omitempty"`
		// Probabilities of the classes. A squarederror model has none: the
		// predicted digit gets 1.
		Probabilities []float64 `json:"probabilities"`
		// Outputs are what the model gives before any softmax: ten logits, or
		// the one number of a squarederror model.
		Outputs []float64 `json:"outputs"`
		Source  string    `json:"source"` // of the weights that answered
		Step    int       `json:"step"`
		// Second is what the weights of a Compare read, nil if there are none.
		Second *SecondReading `json:"second,omitempty"`
		// Milliseconds is what the predictor took, from question to answer.
		Milliseconds float64 `json:"milliseconds"`
		// Image is the 28x28 picture the network saw, one byte a pixel, row
		// by row, 255 = ink.
		Image []byte `json:"-"`
	}
)

// ReadDigit is one digit of a number that was read.
type ReadDigit struct {
	Digit       int     `json:"digit"`
	Probability float64 `json:"probability"`
	Unsure      bool    `json:"unsure"`
	None        bool    `json:"none"` // it looks like no digit
	// Box is left, top, right and bottom of its ink, as shares of the width and the
	// height of the pad or picture.
	Box [4]float64 `json:"box"`
}

// SecondReading is what other weights than the present ones read in the same
// drawing, picture or image.
type SecondReading struct {
	Source string `json:"source"` // of those weights
	Step   int    `json:"step"`
	// Rounded tells that their network gives one number, which is rounded and has no
	// probability.
	Rounded bool `json:"rounded,omitempty"`
	// Digits are in reading order, none if there is nothing to read.
	Digits []ReadDigit `json:"digits"`
}

// Stroke is a line drawn without lifting the pen: x, y, x, y, ...
type Stroke []float64

func (m *Picture) bytes() *[]byte      { return &m.File }
func (m *DatasetImage) bytes() *[]byte { return &m.Image }
func (m *Compare) bytes() *[]byte      { return &m.Weights.Params }
func (m *Prediction) bytes() *[]byte   { return &m.Image }
