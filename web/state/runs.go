package state

import (
	"strconv"

	"digitlab/web/plot"
	"digitlab/web/runs"
	"digitlab/web/runtable"
)

// RunRowsKey holds what the table of runs shows. It changes far less often than RunsKey.
const RunRowsKey Key[runtable.Rows] = "run-rows"

// Actions on runs; most have the ID of one as their value.
const (
	TickRun   Action[string]    = "/runs/tick" // on the chart, or off it
	OnlyRun   Action[string]    = "/runs/only" // on the chart; again, and all are
	RenameRun Action[RunNaming] = "/runs/rename"
	ReuseRun  Action[string]    = "/runs/reuse"  // fill in its settings
	RepeatRun Action[string]    = "/runs/repeat" // train with its settings
	ChooseRun Action[string]    = "/runs/choose" // to see what can be done with its weights; again, and none is
	DeleteRun Action[string]    = "/runs/delete"
	BringRun  Signal            = "/runs/bring" // undo the last deletion
)

// RunNaming is the value of RenameRun.
type RunNaming struct{ ID, Name string }

// MaxRunName is the length of a name in characters.
const MaxRunName = 80

// ExportRuns is the action of saving the ticked runs as a file; its value is
// one of the kinds below. The chart answers for pictures, the lab for the rest.
const ExportRuns Action[string] = "/runs/export"

// Kinds of files that runs can be saved as.
const (
	ExportCSV  = "csv"
	ExportJSON = "json"
	ExportPNG  = "png"
	ExportSVG  = "svg"
)

// RunsKey holds a RunList. It changes with every report of a run.
const RunsKey Key[RunList] = "runs"

// RunList is the runs there are, with what the page calls them.
type RunList struct {
	List    runs.List
	Names   map[string]string // by ID
	Changes map[string][]plot.Change
	Present string // ID of the run that the trainer has, "" if it has none
	// Pretrained is the run that made the weights of the page, nil if it is not known.
	Pretrained *runs.Run
}

// OnChart returns the runs that are ticked. Before there is one of the visitor's,
// it is that of the page's weights.
func (l RunList) OnChart() runs.List {
	if len(l.List) == 0 && l.Pretrained != nil {
		return runs.List{*l.Pretrained}
	}
	return l.List.Shown()
}

// PresentRun returns the run that the trainer has, nil if it has none.
func (l RunList) PresentRun() *runs.Run { return l.List.Find(l.Present) }

// OfLesson returns the runs of the newest round of a lesson.
func (l RunList) OfLesson(lesson string) runs.List {
	for i := len(l.List) - 1; i >= 0; i-- {
		if l.List[i].Lesson == lesson {
			return l.List.OfGroup(l.List[i].Group)
		}
	}
	return nil
}

// Named returns the names of runs.
func (l RunList) Named(list runs.List) []string {
	names := make([]string, len(list))
	for i := range list {
		names[i] = l.Names[list[i].ID]
	}
	return names
}

// ChangesOf returns what charts show of the changes of runs.
func (l RunList) ChangesOf(list runs.List) [][]plot.Change {
	changes := make([][]plot.Change, len(list))
	for i := range list {
		changes[i] = l.Changes[list[i].ID]
	}
	return changes
}

// RunElementID returns the ID of the row of the run with a number.
func RunElementID(number int) string { return "run-" + strconv.Itoa(number) }

// RunFocusKey holds the ID of the run that is pointed at in the list, "" for
// none. Charts let the others stand back.
const RunFocusKey Key[string] = "run-focus"
