package state

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// DatasetKey holds a Dataset.
const DatasetKey Key[Dataset] = "dataset"

// Actions on the dataset.
const (
	OpenDataset  Action[app.Value] = "/dataset/open" // a File of JavaScript
	RetryDataset Signal            = "/dataset/retry"
	OwnDataset   Signal            = "/dataset/own" // goes back to the page's
)

// Dataset says what the trainer has to train on.
type Dataset struct {
	Phase    string // DatasetHeld, DatasetLoading, DatasetTrainable, DatasetReady or DatasetError
	Progress worker.DatasetProgress
	Loaded   worker.DatasetReady // the one in use; zero until the first is loaded
	Part     worker.DatasetPart  // what of it is there before that
	Lost     bool                // the trainer is gone
	MNIST    bool                // the one in use is the page's own
	Asked    string              // name of the one that was asked for last
}

// Values of dataset.Phase, and of data-dataset.
const (
	DatasetHeld      = "held" // not to be downloaded until it is wanted
	DatasetLoading   = "loading"
	DatasetTrainable = "trainable" // the test images are still to come
	DatasetReady     = "ready"
	DatasetError     = "error"
)

// ImageCount returns the number of images in use.
func (d Dataset) ImageCount() int {
	if d.Whole() {
		return d.Loaded.Train + d.Loaded.Valid + d.Loaded.Test
	}
	return d.Part.Train + d.Part.Valid
}

// Size returns the number of images of a split that can be looked at.
func (d Dataset) Size(split string) int {
	switch {
	case split == SplitTest:
		return d.Loaded.Test
	case split == SplitValid && d.Whole():
		return d.Loaded.Valid
	case split == SplitValid:
		return d.Part.Valid
	case d.Whole():
		return d.Loaded.Train
	}
	return d.Part.Train
}

// Whole reports whether a dataset has been loaded to its end.
func (d Dataset) Whole() bool { return d.Loaded.Train > 0 }

// Startable reports whether a run can be asked for: the images come by themselves then.
func (d Dataset) Startable() bool { return d.Trainable() || d.Phase == DatasetHeld }

// Trainable reports whether a run can start: also on a part whose rest could not
// be loaded, but not while another file is on its way.
func (d Dataset) Trainable() bool {
	switch d.Phase {
	case DatasetTrainable, DatasetReady:
		return true
	case DatasetError:
		return !d.Lost && d.Part.Train > 0
	}
	return false
}
