package runs

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"digitlab/data/jsondepth"
	"digitlab/web/worker"
)

// Weights are what a run has learned.
type Weights struct {
	Run string // its ID
	// Best are those after the epoch with the highest validation accuracy, and Last
	// those that it ended with, or has now. They may be the same ones; Best are nil
	// before the end of an epoch.
	Best, Last *worker.Weights
}

const (
	// MaxWeights is how many runs keep their weights.
	MaxWeights = 20
	// maxWeightsSize bounds what they take all together, in bytes. A run of SimpleNet
	// keeps twice 81,400, one of the largest network twice 8 MB.
	maxWeightsSize = 40 << 20
)

// Choose returns the best weights or the last ones.
func (w Weights) Choose(best bool) *worker.Weights {
	if best && w.Best != nil {
		return w.Best
	}
	return w.Last
}

// Both reports whether the best weights are others than the last ones.
func (w Weights) Both() bool { return w.Best != nil && w.Best != w.Last }

// size is what the weights take, in bytes.
func (w Weights) size() int {
	n := len(w.Last.Params)
	if w.Both() {
		n += len(w.Best.Params)
	}
	return n
}

// WithoutWeights returns the IDs of the runs that have to lose their weights: the
// oldest, while there are too many. Those of runs that are not in the list go first.
func (l List) WithoutWeights(kept map[string]Weights) (ids []string) {
	total := 0
	for id, w := range kept {
		total += w.size()
		if l.Index(id) < 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, r := range l {
		if _, has := kept[r.ID]; has {
			ids = append(ids, r.ID)
		}
	}
	count := len(kept)
	for i, id := range ids {
		if count <= MaxWeights && total <= maxWeightsSize || count == 1 {
			return ids[:i]
		}
		count--
		total -= kept[id].size()
	}
	return ids
}

// The weights of a run as bytes; numbers are little-endian:
//
//	offset  size  what
//	0       4     magic "DLp1": Digit Lab, the parameters of a run, version 1
//	4       4     n, length of the header
//	8       n     header: a weightsHeader as JSON
//	8+n     ...   parameters of the last weights, float32, then those of the best,
//	              unless they are the last ones or there are none
const weightsMagic = "DLp1"

// weightsHeader says what the parameters are.
type weightsHeader struct {
	Run  string       `json:"run"`
	Last partHeader   `json:"last"`
	Best []partHeader `json:"best,omitempty"` // one, or none
}

type partHeader struct {
	worker.Weights
	Bytes int `json:"bytes"` // of its parameters; 0 for the best if they are the last ones
}

// EncodeWeights returns the weights of a run as bytes.
func EncodeWeights(w Weights) ([]byte, error) {
	h := weightsHeader{Run: w.Run, Last: partHeader{*w.Last, len(w.Last.Params)}}
	params := w.Last.Params
	switch {
	case w.Both():
		h.Best = []partHeader{{*w.Best, len(w.Best.Params)}}
		params = append(slices.Clip(params), w.Best.Params...)
	case w.Best != nil:
		h.Best = []partHeader{{*w.Best, 0}}
	}
	head, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("runs: encode the weights of %s: %w", w.Run, err)
	}
	b := make([]byte, 0, len(weightsMagic)+4+len(head)+len(params))
	b = append(b, weightsMagic...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(head)))
	b = append(b, head...)
	return append(b, params...), nil
}

// DecodeWeights is the inverse of EncodeWeights.
func DecodeWeights(b []byte) (Weights, error) {
	rest, ok := bytes.CutPrefix(b, []byte(weightsMagic))
	if !ok {
		return Weights{}, errors.New("runs: no weights of this version")
	}
	head, rest, ok := cutCounted(rest, 1, len(rest))
	if !ok {
		return Weights{}, errors.New("runs: the header of the weights is cut short")
	}
	var h weightsHeader
	if err := jsondepth.Unmarshal(head, maxDepth, &h); err != nil {
		return Weights{}, fmt.Errorf("runs: header of the weights: %w", err)
	}
	w := Weights{Run: h.Run}
	if w.Last, rest, ok = h.Last.cut(rest); !ok || w.Run == "" || len(h.Best) > 1 {
		return Weights{}, errors.New("runs: the weights are incomplete")
	}
	if len(h.Best) == 1 {
		if w.Best = w.Last; h.Best[0].Bytes > 0 {
			w.Best, rest, ok = h.Best[0].cut(rest)
		}
	}
	if !ok || len(rest) > 0 {
		return Weights{}, errors.New("runs: the weights do not have their length")
	}
	return w, nil
}

// cut cuts the parameters off the bytes that begin with them.
func (p partHeader) cut(b []byte) (w *worker.Weights, rest []byte, ok bool) {
	if p.Bytes <= 0 || p.Bytes > len(b) || p.Bytes%4 != 0 {
		return nil, nil, false
	}
	w = &p.Weights
	w.Params = slices.Clip(b[:p.Bytes])
	return w, b[p.Bytes:], true
}
