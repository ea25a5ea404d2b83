package worker

import "digitlab/data/failure"

// KeptURL begins the URL of a dataset that the trainer has kept in the browser, for a
// LoadDataset; its key follows.
const KeptURL = "kept:"

// Messages about the datasets that the trainer keeps, see LoadDataset.Keep.
type (
	// KeptDatasets says which there are, when the trainer starts and whenever that
	// changes.
	KeptDatasets struct {
		message
		Sets []KeptDataset `json:"sets"` // the one that was used last first
		// Key is that of the dataset at URL, which has just been kept; both are "" in
		// other cases.
		Key string `json:"key,omitempty"`
		URL string `json:"url,omitempty"`
		// Deleted is the name of the one that BringDataset brings back, "" for none.
		Deleted string `json:"deleted,omitempty"`
		// Trouble says why the last was not kept, or they cannot be listed; no text if
		// nothing is wrong.
		Trouble failure.Message `json:"trouble,omitzero"`
	}

	// DeleteDataset deletes the one with a key.
	DeleteDataset struct {
		message
		Key string `json:"key"`
	}

	// BringDataset brings back the one that was deleted last.
	BringDataset struct{ message }
)

// KeptDataset is a dataset that is kept.
type KeptDataset struct {
	Key     string  `json:"key"` // its fingerprint
	Name    string  `json:"name"`
	Train   int     `json:"train"`
	Valid   int     `json:"valid"`
	Test    int     `json:"test"`
	Classes Classes `json:"classes,omitempty"`
	Size    int64   `json:"size"` // in bytes, as it is kept
	// Damaged says that it cannot be read.
	Damaged bool `json:"damaged,omitempty"`
}
