package ownset

import (
	"encoding/json"
	"slices"

	"digitlab/data/failure"
	"digitlab/web/hand"
)

// ClassesRecord is the name of the record of the classes in a store. Each drawing has
// a record of its own, under its ID.
const ClassesRecord = "classes"

// classesRecord is what is kept of the classes.
type classesRecord struct {
	Version int     `json:"version"`
	Classes []class `json:"classes"`
}

type class struct {
	Key  int    `json:"key"`
	Name string `json:"name"`
}

const recordVersion = 1

// EncodeClasses returns the record of classes.
func EncodeClasses(classes []Class) ([]byte, error) {
	record := classesRecord{Version: recordVersion, Classes: []class{}}
	for _, c := range classes {
		record.Classes = append(record.Classes, class(c))
	}
	return json.Marshal(record)
}

// Kept is what a record holds: the classes or a drawing.
type Kept struct {
	Classes []Class // nil for that of a drawing
	Drawing hand.Drawing
}

// DecodeRecord returns what a record holds, whichever it is.
func DecodeRecord(text []byte) (Kept, error) {
	var record classesRecord
	if err := json.Unmarshal(text, &record); err != nil || record.Classes == nil {
		d, err := hand.Decode(text)
		return Kept{Drawing: d}, err
	}
	if record.Version != recordVersion {
		return Kept{}, failure.New("it has version %d, this program reads version %d", record.Version, recordVersion)
	}
	kept := Kept{Classes: []Class{}}
	for _, c := range record.Classes {
		if c.Key < 0 || c.Key >= MaxClasses || (Set{Classes: kept.Classes}).index(c.Key) >= 0 {
			return Kept{}, failure.New("label %d, want 0 to %d", c.Key, MaxClasses-1)
		}
		kept.Classes = append(kept.Classes, Class(c))
	}
	return kept, nil
}

// Restore returns the set in records, in any order. Drawings of a class that is in
// none, for its record cannot be read, have one without a name. It is false if there
// are neither classes nor drawings.
func Restore(records []Kept) (s Set, ok bool) {
	for _, kept := range records {
		if kept.Classes != nil {
			s.Classes = kept.Classes
			ok = true
			continue
		}
		s.Drawings = append(s.Drawings, kept.Drawing)
		ok = true
	}
	s.Drawings.Sort()
	for i := range s.Drawings {
		if key := s.Drawings[i].Label; s.index(key) < 0 {
			s.Classes = append(slices.Clip(s.Classes), Class{Key: key})
		}
	}
	return s, ok
}
