package worker

import "digitlab/data/failure"

// DatasetFile is one of the files in a LoadDataset.
type DatasetFile struct {
	Name string `json:"name"` // after the folder that it was chosen with, if any
	Size int64  `json:"size"` // in bytes
}

// DatasetOffer says what files hold that LoadDataset has asked to be offered.
type DatasetOffer struct {
	message
	Name  string `json:"name"`
	Train int    `json:"train"`
	Valid int    `json:"valid"`
	Test  int    `json:"test"`
	// Classes are their names, by their labels; none for the ten digits.
	Classes     Classes `json:"classes,omitempty"`
	Pictures    bool    `json:"pictures,omitempty"`      // which can be prepared
	DarkOnLight bool    `json:"dark_on_light,omitempty"` // they seem to be
	// Said is what the files were taken for, a sentence each.
	Said []failure.Message `json:"said"`
	// Labels are those of some training images, and Images their pixels,
	// ImagePixels each.
	Labels []int  `json:"labels"`
	Images []byte `json:"-"`
}

// UseOffer takes over the dataset that was offered last, which a DatasetReady
// answers.
type UseOffer struct {
	message
	Invert bool `json:"invert,omitempty"`
	// Names are given to its classes, unless there are none.
	Names []string `json:"names,omitempty"`
}

// DropOffer lets go of the dataset that was offered last, or of the files that are
// being read for one.
type DropOffer struct{ message }

func (m *DatasetOffer) bytes() *[]byte { return &m.Images }
