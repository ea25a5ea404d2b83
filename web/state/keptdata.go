package state

import (
	"slices"

	"digitlab/web/worker"
)

// KeptDatasetsKey holds a KeptDatasets.
const KeptDatasetsKey Key[KeptDatasets] = "kept-datasets"

// Actions on the datasets that are kept in the browser; most have the key of one as
// their value.
const (
	UseDataset    Action[string] = "/datasets/use"
	DeleteDataset Action[string] = "/datasets/delete"
	BringDataset  Signal         = "/datasets/bring" // undo the last deletion
)

// DatasetPreference is the name under which the key of the dataset to go on with on the next
// visit is kept.
const DatasetPreference = "digitlab-dataset"

// KeptDatasets are the datasets that are kept in the browser.
type KeptDatasets struct {
	Sets    []worker.KeptDataset // the one that was used last first
	InUse   string               // key of the one in use, "" if that is not kept
	Deleted string               // name of the one that can be brought back, "" for none
	Trouble string               // why datasets are not kept, "" if they are
}

// Find returns the one with a key, nil if there is none.
func (k KeptDatasets) Find(key string) *worker.KeptDataset {
	i := slices.IndexFunc(k.Sets, func(s worker.KeptDataset) bool { return s.Key == key })
	if i < 0 {
		return nil
	}
	return &k.Sets[i]
}

// Size is what they take together, in bytes.
func (k KeptDatasets) Size() (size int64) {
	for _, s := range k.Sets {
		size += s.Size
	}
	return size
}
