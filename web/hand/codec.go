package hand

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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
//
// Drawings of other classes than the ten digits make version 2, which has the names
// of the classes before the samples, "classes": ["circle", "star"], and labels that
// count them from 0.
type file struct {
	Format   string            `json:"format"`
	Version  int               `json:"version"`
	Classes  []string          `json:"classes"`
	Drawings []json.RawMessage `json:"samples"` // a record each, for errors to say which
}

const (
	format       = "digitlab-hand"
	version      = 1
	versionNamed = 2

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

// Export returns a set of digits as a file, with a line for each drawing.
func Export(s Set) ([]byte, error) {
	return export(fmt.Appendf(nil, `{"format":%q,"version":%d,`, format, version), s)
}

// ExportNamed is Export for other classes, whose names are given in the order of the
// labels.
func ExportNamed(s Set, classes []string) ([]byte, error) {
	names, err := json.Marshal(classes)
	if err != nil {
		return nil, err
	}
	return export(fmt.Appendf(nil, `{"format":%q,"version":%d,"classes":%s,`, format, versionNamed, names), s)
}

// export appends the drawings to the beginning of a file.
func export(text []byte, s Set) ([]byte, error) {
	text = append(text, `"samples":[`...)
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

// Exported reports whether a file that begins with some text seems to be one that
// Export or ExportNamed has written.
func Exported(begin []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(begin), []byte{'{'}) && bytes.Contains(begin, []byte(strconv.Quote(format)))
}

// Import returns the set in a file, and the names of its classes, nil for the ten
// digits. An error says which drawing is wrong, and why.
func Import(text []byte) (s Set, classes []string, err error) {
	var f file
	if err := decode(text, &f); err != nil {
		return nil, nil, err
	}
	if f.Format != format {
		return nil, nil, errNoHand
	}
	count := Digits
	switch f.Version {
	case version:
		f.Classes = nil
	case versionNamed:
		if err := checkClasses(f.Classes); err != nil {
			return nil, nil, err
		}
		count = len(f.Classes)
	default:
		return nil, nil, failure.New("it has version %d, this program reads version %d", f.Version, versionNamed)
	}
	if len(f.Drawings) > Limit {
		return nil, nil, failure.New("%d drawings, want at most %d", len(f.Drawings), Limit)
	}
	for i, text := range f.Drawings {
		drawing, err := Decode(text)
		if err == nil && drawing.Label >= count {
			err = failure.New("label %d, want 0 to %d", drawing.Label, count-1)
		}
		if err != nil {
			return nil, nil, failure.New("drawing %d: %w", i, err)
		}
		s = append(s, drawing)
	}
	return s, f.Classes, nil
}

// MaxName limits the name of a class, in bytes.
const MaxName = 64

// checkClasses returns an error for names that classes cannot have.
func checkClasses(names []string) error {
	if len(names) < 2 || len(names) > Digits {
		return failure.New("%d classes, want 2 to %d", len(names), Digits)
	}
	for i, name := range names {
		if !IsName(name) {
			return failure.New("class %d has no name, or one that is too long or has odd characters", i)
		}
		if slices.Contains(names[:i], name) {
			return failure.New("the name %q is there twice", name)
		}
	}
	return nil
}

// IsName reports whether a class can have that name, here and in a dataset.
func IsName(name string) bool {
	return name != "" && len(name) <= MaxName && utf8.ValidString(name) && !strings.ContainsFunc(name, unicode.IsControl)
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
