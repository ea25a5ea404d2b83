package state

import (
	"slices"

	"digitlab/web/ownset"
)

// OwnSetKey holds an OwnSet.
const OwnSetKey Key[OwnSet] = "own-set"

// Actions on the set of one's own.
const (
	OpenOwnSet   Action[bool]         = "/own-set/open" // or the digits, in "My handwriting"
	AddClass     Signal               = "/own-set/add"
	RenameClass  Action[RenamedClass] = "/own-set/rename"
	RemoveClass  Action[int]          = "/own-set/remove-class"
	KeepAs       Action[int]          = "/own-set/keep"   // the class that the drawing on the pad is
	RemoveOwn    Action[string]       = "/own-set/remove" // the ID of a drawing
	UndoOwnSet   Signal               = "/own-set/undo"
	ExportOwnSet Signal               = "/own-set/export"
	TrainOwnSet  Signal               = "/own-set/train"
	BackToDigits Signal               = "/own-set/digits"
)

// ClearPad is the action of taking everything off the pad.
const ClearPad Signal = "/drawing/clear"

// RenamedClass is another name for a class.
type RenamedClass struct {
	Class int // its index
	Name  string
}

// OwnSet is the visitor's own classes, and what has been drawn of them.
type OwnSet struct {
	Set ownset.Set
	// Open tells that the view shows it, and not the handwriting.
	Open bool
	// Keeps tells that it is in sight, so that what is on the pad can be kept for it.
	Keeps    bool
	Said     string // what was done last
	Kept     bool   // that was to keep a drawing
	Undoable bool   // it can be undone
}

// Answers reports whether weights know the classes that would be learned.
func (o OwnSet) Answers(w Weights) bool {
	return len(w.Classes) > 0 && slices.Equal(o.Set.Names(o.Set.Used()), w.Classes)
}
