package state

import (
	"digitlab/web/worker"
)

// ExportKey holds an Export.
const ExportKey Key[Export] = "elsewhere"

// UnfoldExport is the action of opening what is said of other programs; its
// value is a bool, false to close it.
const UnfoldExport Action[bool] = "/elsewhere/unfold"

// Export is what has to be known to use the present weights in other
// programs.
type Export struct {
	Open    bool
	Class   string // a name for the network
	Network worker.Description
	Files   map[string]string // what was saved of the network: names, by format
}

// File returns the name of the file that was saved in a format, or another.
func (e Export) File(format, other string) string {
	if name, ok := e.Files[format]; ok {
		return name
	}
	return other
}
