package worker

// Messages about the map of images: where what the network's last hidden layer makes of
// them lies in two dimensions.
type (
	// PickImages asks the trainer for images to be mapped: Count test images, all if
	// there are fewer, or those of another split if there are none. Which follows from
	// the seed. PickedImages answer, or a Failure of ScopeMap.
	PickImages struct {
		message
		Count int    `json:"count"`
		Seed  uint64 `json:"seed"`
	}

	// PickedImages answer PickImages, in the order of the file.
	PickedImages struct {
		message
		Classes Classes `json:"classes,omitempty"` // those of the dataset
		Split   string  `json:"split"`
		Indices []int   `json:"indices"` // in the split, from 0
		Labels  []int   `json:"labels"`
		// Images holds 28x28 pixels for each.
		Images []byte `json:"-"`
	}

	// MapImages asks the predictor for an ImageMap, and for others whenever there are
	// other weights; or, if it is not On, for no more of them. It answers with a
	// MapPlace, too, whenever what is drawn changes.
	MapImages struct {
		message
		On     bool   `json:"on"`
		ID     int    `json:"id"`     // of the question
		Method string `json:"method"` // MapPCA or MapLDA
		// Rest is how many times as long as a map took the next one waits at least.
		Rest float64 `json:"rest"`
		// Labels are those of the first images, whose values decide on the axes. The
		// others are but placed.
		Labels []int `json:"labels"`
		// Images holds 28x28 pixels for each.
		Images []byte `json:"-"`
	}

	// ImageMap says where images lie by some weights. The root mean square distance of
	// those with labels from (0, 0) is 1. Each map is turned to be like that before.
	ImageMap struct {
		message
		ID     int    `json:"id"`
		Method string `json:"method"`
		Source string `json:"source"` // of the weights
		Step   int    `json:"step"`
		// Classes are those that the weights tell apart.
		Classes Classes `json:"classes,omitempty"`
		// Layer gives the values, "" if that is the picture: so many, of which some
		// decide if there are very many.
		Layer       string `json:"layer"`
		Values      int    `json:"values"`
		Used        int    `json:"used"`
		Predictions []int  `json:"predictions"` // a label for each image
		// Broken says that the network's outputs are not numbers, and nothing follows.
		Broken bool `json:"broken"`
		// Positions holds x and y of each image, little-endian float32.
		Positions []byte `json:"-"`
	}

	// MapPlace says where the drawing lies in the last ImageMap, by the weights of that.
	MapPlace struct {
		message
		ID    int     `json:"id"`    // of the question that the map answers
		Shown bool    `json:"shown"` // there is a drawing
		Digit int     `json:"digit"` // that is read in it
		X     float64 `json:"x"`
		Y     float64 `json:"y"`
	}
)

// Values of MapImages.Method.
const (
	MapPCA = "pca" // principal components
	MapLDA = "lda" // linear discriminants
)

// ScopeMap is the Failure.Scope of PickImages and MapImages.
const ScopeMap = "map"

func (m *PickedImages) bytes() *[]byte { return &m.Images }
func (m *MapImages) bytes() *[]byte    { return &m.Images }
func (m *ImageMap) bytes() *[]byte     { return &m.Positions }
