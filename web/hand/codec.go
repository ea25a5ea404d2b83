package hand

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"digitlab/data/failure"
	"digitlab/data/jsondepth"
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
	Format   string            `json:"format"`
	Version  int               `json:"version"`
	Drawings []json.RawMessage `json:"samples"` // a record each, for errors to say which
}

const (
	format  = "digitlab-hand"
	version = 1

	// maxDepth leaves room for more than version 1 has, 5 levels.
	maxDepth = 20
)

// record is a drawing in a file, and what is kept of one.
type record struct {
	Label   int         `json:"label"`
	Kept    string      `json:"kept"` // a time as RFC 3339 writes it
	Test    bool        `json:"test"`
	Pixels  []byte      `json:"pixels"`
	Side    float64     `json:"side,omitempty"`
	Pen     float64     `json:"pen,omitempty"`
	Strokes [][]float64 `json:"strokes,omitempty"`
}

func recordOf(s Drawing) (record, error) {
	kept, err := s.Kept.MarshalText()
	return record{s.Label, string(kept), s.Test, s.Image, s.Strokes.Side, s.Strokes.Pen, s.Strokes.Lines}, err
}

// drawing returns the drawing of a record, or an error if there can be no such.
func (r record) drawing() (Drawing, error) {
	var kept time.Time
	if r.Kept != "" && kept.UnmarshalText([]byte(r.Kept)) != nil {
		return Drawing{}, failure.New("kept at %q, want a time such as 2026-01-31T09:30:00Z", r.Kept)
	}
	s := Drawing{r.Label, kept, r.Test, r.Pixels, Strokes{r.Side, r.Pen, r.Strokes}}
	return s, s.check()
}

// Encode returns a drawing as a record: what a file has for it.
func Encode(s Drawing) ([]byte, error) {
	r, err := recordOf(s)
	if err != nil {
		return nil, err
	}
	return json.Marshal(r)
}

// Decode is the inverse of Encode.
func Decode(text []byte) (Drawing, error) {
	var r record
	if err := decode(text, &r); err != nil {
		return Drawing{}, err
	}
	return r.drawing()
}

// Export returns a set as a file, with a line for each drawing.
func Export(s Set) ([]byte, error) {
	text := fmt.Appendf(nil, `{"format":%q,"version":%d,"samples":[`, format, version)
	separator := "\n"
	for _, drawing := range s {
		record, err := Encode(drawing)
		if err != nil {
			return nil, err
		}
		text = append(append(text, separator...), record...)
		separator = ",\n"
	}
	return append(text, "\n]}\n"...), nil
}

// Import returns the set in a file. An error says which drawing is wrong, and
// why.
func Import(text []byte) (Set, error) {
	var f file
	if err := decode(text, &f); err != nil {
		return nil, err
	}
	if f.Format != format {
		return nil, errNoHand
	}
	if f.Version != version {
		return nil, failure.New("it has version %d, this program reads version %d", f.Version, version)
	}
	if len(f.Drawings) > Limit {
		return nil, failure.New("%d drawings, want at most %d", len(f.Drawings), Limit)
	}
	var s Set
	for i, text := range f.Drawings {
		drawing, err := Decode(text)
		if err != nil {
			return nil, failure.New("drawing %d: %w", i, err)
		}
		s = append(s, drawing)
	}
	return s, nil
}

var errNoHand = failure.New("it is no handwriting that this page has exported")

// decode reads one JSON object and nothing behind it. Its errors are for
// somebody who has opened the wrong file, or changed one.
func decode(text []byte, v any) error {
	begin := bytes.TrimSpace(text)
	switch {
	case len(begin) == 0:
		return failure.New("the file is empty")
	case begin[0] != '{':
		return errNoHand
	}
	if err := jsondepth.Check(text, maxDepth); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	err := d.Decode(v)
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return failure.New("it is damaged: no JSON from byte %d on", syntax.Offset-1)
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if kind.Value == "string" && kind.Field == "pixels" {
			return failure.New("the pixels are not in base64")
		}
		return failure.New("%q is of the wrong kind: %s", kind.Field, kind.Value)
	}
	switch {
	case err == io.ErrUnexpectedEOF:
		return failure.New("it is cut short")
	case err != nil:
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return failure.New("there is more after its end, at byte %d", d.InputOffset())
	}
	return nil
}
