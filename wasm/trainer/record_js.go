package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"digitlab/nn/train"
	"digitlab/web/worker"
)

// record is a run as it is kept. Its bytes, numbers little-endian:
//
//	offset  size  what
//	0       4     magic "DLk1": Digit Lab, kept run, version 1
//	4       4     n, length of the header
//	8       4     p, length of the points
//	12      n     header, the record as JSON
//	12+n    p     points, see worker.Restored
//	12+n+p  rest  checkpoint, see train.Checkpoint
type record struct {
	Saved      time.Time
	Finished   bool
	Source     string // of its weights
	Samples    int    // trained on; Told.Progress says how long that took
	Told       *worker.Restored
	checkpoint []byte
}

const recordMagic = "DLk1"

func (r *record) encode() ([]byte, error) {
	head, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("kept run: %w", err)
	}
	b := make([]byte, 0, len(recordMagic)+8+len(head)+len(r.Told.Points)+len(r.checkpoint))
	b = append(b, recordMagic...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(head)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.Told.Points)))
	b = append(b, head...)
	b = append(b, r.Told.Points...)
	return append(b, r.checkpoint...), nil
}

// decodeRecord is the inverse of encode. The checkpoint is a window into b, and
// checked when the run is taken up.
func decodeRecord(b []byte) (*record, error) {
	rest, ok := bytes.CutPrefix(b, []byte(recordMagic))
	if !ok || len(rest) < 8 {
		return nil, errors.New("kept run: it is of another version of this page")
	}
	head, points := uint64(binary.LittleEndian.Uint32(rest)), uint64(binary.LittleEndian.Uint32(rest[4:]))
	rest = rest[8:]
	if head+points > uint64(len(rest)) || points%8 != 0 {
		return nil, errors.New("kept run: it is cut short")
	}
	r := &record{checkpoint: rest[head+points:]}
	if err := json.Unmarshal(rest[:head], r); err != nil {
		return nil, fmt.Errorf("kept run: header: %w", err)
	}
	if r.Told == nil || r.Told.Stride < 1 {
		return nil, errors.New("kept run: header: it tells nothing")
	}
	r.Told.Points = rest[head : head+points]
	return r, nil
}

// offer returns what the page is told of the record.
func (r *record) offer() *worker.Kept {
	p := &r.Told.Progress
	m := &worker.Kept{
		Run:      r.Told.Run,
		Settings: r.Told.Settings,
		Epoch:    p.Epoch,
		Epochs:   p.Epochs,
		Step:     p.Step,
		Steps:    p.Steps,
		Finished: r.Finished,
		Saved:    r.Saved.UnixMilli(),
		Accuracy: worker.Float(math.NaN()),
	}
	if n := len(r.Told.Evaluations); n > 0 {
		last := &r.Told.Evaluations[n-1]
		m.Accuracy, m.Split = worker.Float(last.Accuracy), last.Split
	}
	return m
}

// decodeCheckpoint returns where the run stands.
func (r *record) decodeCheckpoint() (*train.Checkpoint, error) {
	c, err := train.DecodeCheckpoint(r.checkpoint)
	if err != nil {
		return nil, fmt.Errorf("kept run: %w", err)
	}
	return c, nil
}
