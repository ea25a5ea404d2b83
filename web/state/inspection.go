package state

import (
	"strconv"
	"strings"

	"digitlab/web/worker"
)

// States of what happens inside the network, each of which holds the newest
// message, an empty one if there is none.
const (
	PreparedKey   Key[worker.Prepared]   = "prepared"
	OcclusionKey  Key[worker.Occlusion]  = "mattered"
	NeighboursKey Key[worker.Neighbours] = "neighbours"

	ConnectionsKey Key[worker.Connections] = "connections"
	ExplanationKey Key[worker.Explanation] = "explanation"
)

// PointKey holds the value of the network that the page points at; its Layer is empty
// if there is none.
const PointKey Key[worker.Point] = "point"

// Parts of the view of the inside, each of which is told in turn.
const (
	PartIntro       = "intro"
	PartPreparation = "preparation"
	PartNetwork     = "network"
	PartSpace       = "space"
	PartSum         = "sum"
	PartFilters     = "filters"
	PartMaps        = "maps"
	PartOcclusion   = "mattered"
	PartLogits      = "logits"
	PartWhatIf      = "whatif"
	PartNearest     = "nearest"
	PartImagine     = "imagine"
	PartDisguise    = "disguise"
	PartMap         = "map"
)

// PartBeside is the picture of the network beside the curves of a run.
const PartBeside = "beside"

// InspectedParts are those that show a worker.Inside.
var InspectedParts = []string{PartIntro, PartNetwork, PartSpace, PartSum, PartFilters, PartMaps, PartOcclusion, PartLogits, PartWhatIf, PartImagine, PartDisguise}

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
	PointAt       Action[worker.Point]  = "/inside/point"
	ChangePicture Action[worker.Change] = "/inside/change"
	FindNearest   Signal                = "/inside/nearest" // there may be a dataset to look in
	SeePart       Action[PartSight]     = "/inside/see"
)

// LastLayer returns the name of the last layer, which gives the outputs and has no maps:
// linear layers are numbered if there are several.
func LastLayer(m *worker.Inside) string {
	count := 1
	for i := range m.Maps {
		if strings.HasPrefix(m.Maps[i].Text, "linear") {
			count++
		}
	}
	if count == 1 {
		return "fc"
	}
	return "fc" + strconv.Itoa(count)
}

// FoldKey names the state that holds whether a part is as the visitor has left it:
// PartOpen or PartFolded, "" if they have not touched it. It is kept under that name.
func FoldKey(part string) Key[string] { return Key[string]("inside-" + part + "-fold") }

const (
	PartOpen   = "open"
	PartFolded = "folded"
)

// FoldPart is the action of opening a part, or folding it.
const FoldPart Action[PartFold] = "/inside/fold"

// PartFold is the value of FoldPart.
type PartFold struct {
	Part string
	Open bool
}

// FoldingParts are those that fold.
var FoldingParts = []string{PartPreparation, PartNetwork, PartSpace, PartSum, PartOcclusion, PartLogits, PartWhatIf, PartNearest, PartMap, PartImagine, PartDisguise, PartFilters, PartMaps}

// PartSight reports whether a part of the view is in sight.
type PartSight struct {
	Part string
	Seen bool
}
