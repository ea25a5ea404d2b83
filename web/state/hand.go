package state

import (
	"bytes"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
)

// Kept is what was last kept from the pad.
type Kept struct {
	Image []byte // as the network saw it; nil if nothing was kept
	Label int
}

// Is reports whether what was kept is what r is about.
func (k Kept) Is(r Reading) bool { return k.Image != nil && bytes.Equal(k.Image, r.Image) }

// HandKey holds a Hand.
const HandKey Key[Hand] = "hand"

// Actions on the hand.
const (
	KeepDrawing  Action[int]       = "/hand/keep" // the digit that the drawing on the pad is
	UndoKeep     Signal            = "/hand/unkeep"
	OpenKept     Action[string]    = "/hand/open"   // the ID of a drawing, "" for none
	LabelKept    Action[int]       = "/hand/label"  // the digit that the opened drawing is
	DeleteKept   Signal            = "/hand/delete" // the opened drawing
	DeleteHand   Signal            = "/hand/clear"
	UndoDeleting Signal            = "/hand/undelete"
	ExportHand   Signal            = "/hand/export"
	ImportHand   Action[app.Value] = "/hand/import" // a File of JavaScript
	LearnHand    Signal            = "/hand/learn"
	UnlearnHand  Signal            = "/hand/unlearn"
)

// ScopeHand is that of notices about the hand.
const ScopeHand = "hand"

// Hand is what the visitor has kept, to teach the network.
type Hand struct {
	Set     hand.Set
	Kept    Kept
	Opened  string   // ID of the drawing that is looked at, "" for none
	Deleted hand.Set // by the last deletion, to be undone; nil if there is nothing
	Added   int      // by the last import, -1 if nothing was imported since
}
