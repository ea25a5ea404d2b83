package hand

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// A file is a set as JSON:
//
//	{
//	  "format": "digitlab-hand",
//	  "version": 1,
//	  "samples": [
//	    {
//	      "label": 4,
//	      "kept": "2026-01-31T09:30:00Z",
//	      "test": false,
//	      "pixels": "AAAA...",
//	      "side": 280, "pen": 24,
//	      "strokes": [[96.5, 60, 92, 71.5, ...], ...]
//	    }
//	  ]
//	}
//
// The pixels are 784 bytes in base64: 28 rows of 28, 0 = paper and 255 = ink, as
// the network saw them. A stroke is x, y, x, y, ... from the upper left of a pad
// that is side wide and high; the pen is as wide as it says. Drawings that came
// as a picture have no strokes. What is a test is never learned from.
type file struct {
	Format  string   `json:"format"`
	Version int      `json:"version"`
	Samples []record `json:"samples"`
}

const (
	format  = "digitlab-hand"
	version = 1
)

// record is a sample in a file, and what is kept of one.
type record struct {
	Label   int         `json:"label"`
	Kept    time.Time   `json:"kept"`
	Test    bool        `json:"test"`
	Pixels  []byte      `json:"pixels"`
	Side    float64     `json:"side,omitempty"`
	Pen     float64     `json:"pen,omitempty"`
	Strokes [][]float64 `json:"strokes,omitempty"`
}

func recordOf(s Sample) record {
	return record{s.Label, s.Kept, s.Test, s.Image, s.Strokes.Side, s.Strokes.Pen, s.Strokes.Lines}
}

// sample returns the sample of a record, or an error if there can be no such.
func (r record) sample() (Sample, error) {
	s := Sample{r.Label, r.Kept, r.Test, r.Pixels, Strokes{r.Side, r.Pen, r.Strokes}}
	return s, s.check()
}

// Encode returns a sample as a record: what a file has for it.
func Encode(s Sample) ([]byte, error) { return json.Marshal(recordOf(s)) }

// Decode is the inverse of Encode.
func Decode(text []byte) (Sample, error) {
	var r record
	if err := decode(text, &r); err != nil {
		return Sample{}, err
	}
	return r.sample()
}

// Export returns a set as a file, with a line for each sample.
func Export(s Set) ([]byte, error) {
	text := fmt.Appendf(nil, `{"format":%q,"version":%d,"samples":[`, format, version)
	separator := "\n"
	for _, sample := range s {
		record, err := Encode(sample)
		if err != nil {
			return nil, err
		}
		text = append(append(text, separator...), record...)
		separator = ",\n"
	}
	return append(text, "\n]}\n"...), nil
}

// Import returns the set in a file. An error says which sample is wrong, and
// why.
func Import(text []byte) (Set, error) {
	var f file
	if err := decode(text, &f); err != nil {
		return nil, err
	}
	if f.Format != format || f.Version != version {
		return nil, fmt.Errorf("format %q, version %d: want %q, version %d", f.Format, f.Version, format, version)
	}
	if len(f.Samples) > Limit {
		return nil, fmt.Errorf("%d samples, want at most %d", len(f.Samples), Limit)
	}
	var s Set
	for i, r := range f.Samples {
		sample, err := r.sample()
		if err != nil {
			return nil, fmt.Errorf("sample %d: %w", i, err)
		}
		s = append(s, sample)
	}
	return s, nil
}

// decode reads one JSON value and nothing behind it.
func decode(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("JSON: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("JSON: more behind its end, at byte %d", d.InputOffset())
	}
	return nil
}
