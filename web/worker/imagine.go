package worker

// What a network can be asked to imagine.
const (
	Dream    = "dream"    // the picture in which it finds a digit likeliest
	Disguise = "disguise" // a picture changed as little as possible to be read as a digit
)

// Imaginings are all of them.
var Imaginings = []string{Dream, Disguise}

// Messages between the page and the predictor about pictures that are made by
// gradients, step by step.
type (
	// Imagine begins a picture with the present weights, in place of the one of
	// its kind that is under way.
	Imagine struct {
		message
		ID    int    `json:"id"`
		Kind  string `json:"kind"` // Dream or Disguise
		Digit int    `json:"digit"`
		Seed  uint64 `json:"seed"`  // of the noise that a dream begins with
		Whole bool   `json:"whole"` // only the finished picture is sent, and no step before it
		Image []byte `json:"-"`     // that is to be disguised: 28x28 pixels, 255 = ink
	}

	// StopImagining ends the picture of a kind where it is.
	StopImagining struct {
		message
		Kind string `json:"kind"`
	}

	// Imagined is how far a picture is.
	Imagined struct {
		message
		ID     int    `json:"id"`
		Kind   string `json:"kind"`
		Digit  int    `json:"digit"`
		Source string `json:"source"` // of the weights, which it keeps to its end
		Step   int    `json:"step"`
		Steps  int    `json:"steps"` // of the gradient
		Over   bool   `json:"over"`  // it is finished, or goes no further
		// Unread reports that the weights give no numbers: nothing comes of it.
		Unread  bool           `json:"unread"`
		Rounded bool           `json:"rounded"` // the network gives one number
		Now     PictureReading `json:"now"`
		Before  PictureReading `json:"before"` // of what is disguised
		// Distance is the root of the sum of the squared changes of all pixels,
		// of which each is at most 1, and Largest the largest of them.
		Distance float64 `json:"distance"`
		Largest  Float   `json:"largest"`
		// Bytes holds the picture of 28x28 pixels, 255 = ink; then, of a disguise,
		// the original, and the change as a picture of numbers.
		Bytes []byte `json:"-"`
	}

	// PictureReading is what is read in a picture.
	PictureReading struct {
		Digit       int     `json:"digit"`
		Probability float64 `json:"probability"`
		Output      float64 `json:"output"` // the first, of which there may be one
		Unsure      bool    `json:"unsure"`
	}
)

// Picture returns the picture as it is now, nil before the first step.
func (m *Imagined) Picture() []byte { return m.picture(0) }

// Original returns what is disguised, nil of a dream.
func (m *Imagined) Original() []byte { return m.picture(1) }

// Change returns the picture of what has changed, nil of a dream.
func (m *Imagined) Change() []byte { return m.picture(2) }

func (m *Imagined) picture(i int) []byte {
	if len(m.Bytes) < (i+1)*ImagePixels {
		return nil
	}
	return m.Bytes[i*ImagePixels:][:ImagePixels]
}

func (m *Imagine) bytes() *[]byte  { return &m.Image }
func (m *Imagined) bytes() *[]byte { return &m.Bytes }
