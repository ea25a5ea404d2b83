package state

import (
	"digitlab/web/worker"
)

// States of what happens inside the network, each of which holds the newest
// message, an empty one if there is none.
const (
	PreparedKey   Key[worker.Prepared]   = "prepared"
	OcclusionKey  Key[worker.Occlusion]  = "mattered"
	NeighboursKey Key[worker.Neighbours] = "neighbours"
)

// Parts of the view of the inside, each of which is told in turn.
const (
	PartIntro       = "intro"
	PartPreparation = "preparation"
	PartFilters     = "filters"
	PartMaps        = "maps"
	PartOcclusion   = "mattered"
	PartLogits      = "logits"
	PartWhatIf      = "whatif"
	PartNearest     = "nearest"
)

// InspectedParts are those that show a worker.Inside.
var InspectedParts = []string{PartIntro, PartFilters, PartMaps, PartOcclusion, PartLogits, PartWhatIf}

// InsideKey names the state that holds what a part shows of the newest
// worker.Inside.
func InsideKey(part string) Key[worker.Inside] { return Key[worker.Inside]("inside-" + part) }

// SweepKey names the state that holds the newest worker.Sweep of a change: one
// for each, since they come one by one.
func SweepKey(of int) Key[worker.Sweep] {
	return Key[worker.Sweep]("sweep-" + worker.Changes[of].Name)
}

// Actions of the view of it.
const (
	OpenInside    Signal                = "/inside/open"  // the view is there
	CloseInside   Signal                = "/inside/close" // it is gone
	ChangePicture Action[worker.Change] = "/inside/change"
	FindNearest   Signal                = "/inside/nearest" // there may be a dataset to look in
	SeePart       Action[PartSight]     = "/inside/see"
)

// PartSight reports whether a part of the view is in sight.
type PartSight struct {
	Part string
	Seen bool
}
