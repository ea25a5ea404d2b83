package state

// ViewKey holds the ID of the view that is shown.
const ViewKey Key[string] = "view"

// ShowView is the action that shows another view; its value is the ID.
const ShowView Action[string] = "/view/show"

// IDs of the views, in links and in elements' ids.
const (
	TrainView   = "train"
	InsideView  = "inside"
	ReportView  = "evaluate"
	GalleryView = "data"
	HandView    = "hand"
	LessonsView = "lessons"

	// FirstView is that which the page begins with.
	FirstView = TrainView
)

// Views are all of them, in the order of their tabs.
var Views = []string{TrainView, InsideView, ReportView, GalleryView, HandView, LessonsView}
