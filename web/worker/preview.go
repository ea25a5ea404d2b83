package worker

// Messages between the page and the trainer about what augmentation does.
type (
	// Preview asks for PreviewImages: Count training images, each of which is
	// another, as an epoch of a run with that seed varies them.
	Preview struct {
		message
		Augment string `json:"augment"` // as in Settings
		Seed    uint64 `json:"seed"`
		Count   int    `json:"count"`
	}

	// PreviewImages answers Preview. It has fewer images than were asked for
	// if the dataset has. A Failure of ScopePreview comes in its place.
	PreviewImages struct {
		message
		Augment string `json:"augment"` // as asked
		Labels  []int  `json:"labels"`
		// Images holds 784 bytes an image, 255 = ink.
		Images []byte `json:"-"`
	}
)

// ScopePreview is the Failure.Scope of a Preview.
const ScopePreview = "preview"

func (m *PreviewImages) bytes() *[]byte { return &m.Images }
