package worker

// Messages about the images of a dataset.
type (
	// Browse asks the trainer for images of a split. Images of the same ID
	// answers it, or a Failure of ScopeBrowse.
	Browse struct {
		message
		ID        int       `json:"id"`
		Selection Selection `json:"selection"`
		From      int       `json:"from"` // how many of the images to pass over
		Count     int       `json:"count"`
		// Renew has the newest weights read the images from now on; otherwise
		// the same ones go on, so that all that is shown is of a piece.
		Renew bool `json:"renew"`
	}

	// Selection says which images of a split, and in which order.
	Selection struct {
		Split string `json:"split"` // "train", "valid" or "test"
		// Label is the digit that the images show, and Prediction what they
		// are read as: AnyDigit or one of 0 to 9.
		Label      int    `json:"label"`
		Prediction int    `json:"prediction"`
		Mistakes   bool   `json:"mistakes"` // only those that are read wrongly
		Order      string `json:"order"`    // OrderFile, OrderUnsure or OrderWrong
	}

	// Images are some of a Selection. Each has an entry in every list, but for
	// those that say what was read while there are no weights.
	Images struct {
		message
		ID int `json:"id"`
		// NotEvaluated says that the selection depends on the predictions for the
		// whole split, which there are none of: Evaluate makes them. The rest is
		// empty then.
		NotEvaluated bool `json:"not_evaluated"`
		Total        int  `json:"total"` // images of the whole selection

		Source string `json:"source"` // of the weights that read them, "" if there are none
		Step   int    `json:"step"`

		Indices     []int   `json:"indices"`           // in the split, from 0
		Classes     Classes `json:"classes,omitempty"` // those of the dataset
		Labels      []int   `json:"labels"`
		Predictions []int   `json:"predictions"`
		// Probabilities holds those of the ten digits, and is empty for
		// weights that give none. Both are little-endian float32.
		Probabilities []byte `json:"probabilities"`
		// Numbers holds what such weights give instead: one number.
		Numbers []byte `json:"numbers"`
		// Images holds 28x28 pixels for each, one byte a pixel, row by row,
		// 255 = ink.
		Images []byte `json:"-"`
	}
)

// AnyDigit in a Selection leaves the digit open.
const AnyDigit = -1

// Values of Selection.Order.
const (
	OrderFile   = "file"
	OrderUnsure = "unsure" // the least probability of what was read first; by loss if there is none
	OrderWrong  = "wrong"  // the highest loss first
)

// ScopeBrowse is the Failure.Scope of a Browse.
const ScopeBrowse = "browse"

// NeedsEvaluation reports whether the selection depends on what the network
// predicts for the images of the split.
func (s Selection) NeedsEvaluation() bool {
	return s.Prediction != AnyDigit || s.Mistakes || s.Order != OrderFile
}

func (m *Images) bytes() *[]byte { return &m.Images }
