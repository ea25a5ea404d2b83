package worker

// Messages about the training images that a picture is like.
type (
	// Nearest asks the trainer for the training images that are most like one.
	// Neighbours of the same ID answer it, or a Failure of ScopeNearest; nothing
	// does if another Nearest comes before the end.
	Nearest struct {
		message
		ID    int `json:"id"`
		Count int `json:"count"`
		// Image is 28x28 pixels, one byte a pixel, row by row, 255 = ink.
		Image []byte `json:"-"`
	}

	// Neighbours answer Nearest, the nearest first.
	Neighbours struct {
		message
		ID        int       `json:"id"`
		Indices   []int     `json:"indices"` // among the training images, from 0
		Labels    []int     `json:"labels"`
		Distances []float64 `json:"distances"` // as data.Finder measures
		// Images holds 28x28 pixels for each.
		Images []byte `json:"-"`
	}
)

// ScopeNearest is the Failure.Scope of a Nearest.
const ScopeNearest = "nearest"

func (m *Nearest) bytes() *[]byte    { return &m.Image }
func (m *Neighbours) bytes() *[]byte { return &m.Images }
