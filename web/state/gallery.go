package state

import (
	"digitlab/data/failure"
	"digitlab/web/worker"
)

// GalleryKey holds a Gallery.
const GalleryKey Key[Gallery] = "gallery"

// Actions on the gallery.
const (
	OpenGallery   Signal                   = "/gallery/open" // it is there to be seen
	SelectImages  Action[worker.Selection] = "/gallery/select"
	ShowImages    Action[Span]             = "/gallery/show"    // what of it is in sight
	ChooseImage   Action[int]              = "/gallery/choose"  // the place in the selection
	WalkImages    Action[int]              = "/gallery/walk"    // with the keys, from one to the next
	InspectImage  Signal                   = "/gallery/inspect" // the chosen image goes to the pad
	ReadGallery   Signal                   = "/gallery/read"    // every image of the split
	RefreshImages Signal                   = "/gallery/refresh" // read by the newest weights
)

// Gallery is what the visitor looks at of the dataset.
type Gallery struct {
	Selection worker.Selection
	Pages     PageCache
	Chosen    int             // place of the image that is shown by itself
	Unread    bool            // every image of the split has to be read first
	Stale     bool            // there are newer weights than those that read
	Problem   failure.Message // why there are no images, in the trainer's words; zero if nothing is wrong
}

// NewGallery shows all test images.
func NewGallery() Gallery {
	return Gallery{
		Selection: worker.Selection{
			Split: SplitTest, Label: worker.AnyDigit, Prediction: worker.AnyDigit, Order: worker.OrderFile,
		},
	}
}
