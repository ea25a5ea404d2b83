// Package savedrun saves the last run in the browser, and reads what an earlier
// tab has saved.
package savedrun

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"
	"time"

	"digitlab/data/failure"
	"digitlab/data/jsondepth"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// Record is a run as it is saved. Its bytes, numbers little-endian:
//
//	offset  size  what
//	0       4     magic "DLk1": Digit Lab, the k of a kept run, version 1
//	4       4     n, length of the header
//	8       4     p, length of the points
//	12      n     header, the record as JSON
//	12+n    p     points, see worker.Restored
//	12+n+p  rest  checkpoint, see train.Checkpoint
type Record struct {
	Saved      time.Time
	Finished   bool
	Source     string // of its weights
	Samples    int    // trained on; Told.Progress says how long that took
	Dataset    string `json:",omitempty"` // the fingerprint's key; earlier versions have not said that
	Origin     Origin `json:",omitzero"`
	Told       *worker.Restored
	Checkpoint []byte `json:"-"`
}

// Origin is where the dataset of a run has come from.
type Origin struct {
	Name string
	Own  bool `json:",omitempty"` // it is the page's own
}

const (
	recordMagic = "DLk1"
	maxDepth    = 20 // of the header, with room for more than it has
)

// Encode returns the bytes of a record.
func (r *Record) Encode() ([]byte, error) {
	head, err := json.Marshal(r)
	if err != nil {
		return nil, failure.New("saved run: %w", err)
	}
	b := make([]byte, 0, len(recordMagic)+8+len(head)+len(r.Told.Points)+len(r.Checkpoint))
	b = append(b, recordMagic...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(head)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.Told.Points)))
	b = append(b, head...)
	b = append(b, r.Told.Points...)
	return append(b, r.Checkpoint...), nil
}

// Decode is the inverse of Encode. The checkpoint is a window into b, and
// checked when the run is taken up.
func Decode(b []byte) (*Record, error) {
	rest, ok := bytes.CutPrefix(b, []byte(recordMagic))
	if !ok || len(rest) < 8 {
		return nil, failure.New("saved run: it is from another version of this page")
	}
	head, points := uint64(binary.LittleEndian.Uint32(rest)), uint64(binary.LittleEndian.Uint32(rest[4:]))
	rest = rest[8:]
	if head+points > uint64(len(rest)) || points%8 != 0 {
		return nil, failure.New("saved run: it is cut short")
	}
	r := &Record{Checkpoint: rest[head+points:]}
	if err := jsondepth.Unmarshal(rest[:head], maxDepth, r); err != nil {
		return nil, failure.New("saved run: header: %w", err)
	}
	if r.Told == nil || r.Told.Stride < 1 {
		return nil, failure.New("saved run: header: it is incomplete")
	}
	r.Told.Points = rest[head : head+points]
	return r, nil
}

// Offer returns what the page is told of the record.
func (r *Record) Offer() *worker.SavedRun {
	p := &r.Told.Progress
	m := &worker.SavedRun{
		Run:      r.Told.Run,
		Settings: r.Told.Settings,
		Epoch:    p.Epoch,
		Epochs:   p.Epochs,
		Step:     p.Step,
		Steps:    p.Steps,
		Finished: r.Finished,
		Saved:    r.Saved.UnixMilli(),
		Accuracy: worker.Float(math.NaN()),

		Dataset:     r.Dataset,
		DatasetName: r.Origin.Name,
		OwnDataset:  r.Origin.Own,
	}
	if n := len(r.Told.Evaluations); n > 0 {
		last := &r.Told.Evaluations[n-1]
		m.Accuracy, m.Split = worker.Float(last.Accuracy), last.Split
	}
	return m
}

// KeptStep returns how many batches the parameters to keep of the record's
// checkpoint have been trained on.
func (r *Record) KeptStep(c *train.Checkpoint) int {
	if c.Best.Params != nil {
		return c.Best.Epoch * r.Told.Progress.Batches
	}
	return c.Step
}

// DecodeCheckpoint returns where the run stands.
func (r *Record) DecodeCheckpoint() (*train.Checkpoint, error) {
	c, err := train.DecodeCheckpoint(r.Checkpoint)
	if err != nil {
		return nil, failure.New("saved run: %w", err)
	}
	return c, nil
}
