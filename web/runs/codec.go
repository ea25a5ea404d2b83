package runs

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"digitlab/data/jsondepth"
)

// KeptPoints is how many points of a curve are kept with a run.
const KeptPoints = 10_000

// A record is a run as bytes; numbers are little-endian:
//
//	offset  size  what
//	0       4     magic "DLr1": Digit Lab run, version 1
//	4       4     n, length of the header
//	8       n     header: the Run as JSON
//	8+n     4     number of points
//	12+n    ...   losses, float32, then accuracies, float32
const magic = "DLr1"

// maxPointsRead bounds what a record may claim to hold.
const maxPointsRead = 2 * KeptPoints

// maxDepth bounds how deep the header may be nested, with room for more than a
// Run has.
const maxDepth = 20

// Encode returns a run as a record, its curves with at most KeptPoints points.
func Encode(r Run) ([]byte, error) {
	r.History = r.History.Thinned(KeptPoints)
	head, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("runs: encode %s: %w", r.ID, err)
	}
	record := make([]byte, 0, len(magic)+8+len(head)+8*len(r.History.Loss))
	record = append(record, magic...)
	record = binary.LittleEndian.AppendUint32(record, uint32(len(head)))
	record = append(record, head...)
	record = binary.LittleEndian.AppendUint32(record, uint32(len(r.History.Loss)))
	for _, curve := range [][]float32{r.History.Loss, r.History.Accuracy} {
		for _, v := range curve {
			record = binary.LittleEndian.AppendUint32(record, math.Float32bits(v))
		}
	}
	return record, nil
}

// Decode returns the run in a record.
func Decode(record []byte) (Run, error) {
	rest, ok := bytes.CutPrefix(record, []byte(magic))
	if !ok {
		return Run{}, errors.New("runs: no run of this version")
	}
	head, rest, ok := cutCounted(rest, 1, len(rest))
	if !ok {
		return Run{}, errors.New("runs: the header is cut short")
	}
	var r Run
	if err := jsondepth.Unmarshal(head, maxDepth, &r); err != nil {
		return Run{}, fmt.Errorf("runs: header: %w", err)
	}
	curves, rest, ok := cutCounted(rest, 8, maxPointsRead)
	if !ok || len(rest) > 0 {
		return Run{}, errors.New("runs: the curves do not have their length")
	}
	half := len(curves) / 2
	r.History.Loss, r.History.Accuracy = floats(curves[:half]), floats(curves[half:])
	return r, r.check()
}

// check returns an error for what a record may hold but a run cannot.
func (r *Run) check() error {
	h := &r.History
	isNone := func(v float32) bool { return math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) }
	switch {
	case r.ID == "":
		return errors.New("runs: a run without an ID")
	case r.Slot < 0 || h.Stride < 1 || h.Step < 0 || h.Batches < 0:
		return errors.New("runs: a negative number")
	case len(h.Loss) > 0 && len(h.Loss) > h.Step/h.Stride:
		return errors.New("runs: more points than steps")
	case slices.ContainsFunc(h.Loss, isNone) || slices.ContainsFunc(h.Accuracy, isNone):
		return errors.New("runs: a point that is no number")
	case !slices.IsSortedFunc(h.Clock, func(a, b Tick) int { return a.Step - b.Step }):
		return errors.New("runs: the clock goes back")
	}
	return nil
}

// cutCounted cuts a number of items, at most so many, and the items of that
// size each.
func cutCounted(b []byte, size, most int) (items, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	count := uint64(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if count > uint64(most) || count*uint64(size) > uint64(len(b)) {
		return nil, nil, false
	}
	end := int(count) * size
	return b[:end], b[end:], true
}

func floats(b []byte) []float32 {
	v := make([]float32, 0, len(b)/4)
	for ; len(b) > 0; b = b[4:] {
		v = append(v, math.Float32frombits(binary.LittleEndian.Uint32(b)))
	}
	return v
}
