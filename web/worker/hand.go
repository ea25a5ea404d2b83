package worker

// Messages between the page and the trainer about somebody's hand: images of
// one's own, to be learned beside the dataset's.
type (
	// Learn begins a run, in the place of one that stands, that trains the
	// present weights further on the hand and on training images of the dataset,
	// so that those are not forgotten. It reports like any other run, and with a
	// Learned before its first batch and after its last.
	Learn struct {
		message
		// Settings are those of a RecipeList's Hand, with any seed and number of
		// workers; the loss and the network are those of the weights.
		Settings Settings `json:"settings"`
		// Run is the page's name for the run.
		Run string `json:"run"`
		// Labels has one for each image.
		Labels []int `json:"labels"`
		// Tests tells which images are held back: they are not learned from,
		// only read before and after.
		Tests []bool `json:"tests"`
		// Images holds 784 bytes an image, 255 = ink.
		Images []byte `json:"-"`
	}

	// Learned says how well weights read the hand and the dataset.
	Learned struct {
		message
		After bool `json:"after"` // the run, or before it
		// Hand is about the images that are held back, or, if none is, about
		// those that are learned from.
		Hand     Count `json:"hand"`
		HeldBack bool  `json:"held_back"`
		Valid    Count `json:"valid"` // of the dataset's validation images
	}

	// Count is how many of some images are read rightly.
	Count struct {
		Right  int `json:"right"`
		Images int `json:"images"`
	}

	// Unlearn ends the last run, if that was begun by a Learn, and brings back
	// the weights from before it.
	Unlearn struct{ message }
)

// SourceHand is the source of the weights of a run that learns a hand.
const SourceHand = "my hand"

func (m *Learn) bytes() *[]byte { return &m.Images }
