package savedrun

import (
	"slices"
	"strings"
)

const (
	// earlierName begins the names of runs that were the last ones once, before that
	// of the run.
	earlierName = "earlier-"
	// maxOffers is how many of them are kept.
	maxOffers = 3
)

// offer is a run from before the tab was opened.
type offer struct {
	name   string // in the database
	record *Record
	bytes  []byte // the record, encoded
}

// offers are such runs, the newest first.
type offers []offer

// newOffers returns the runs among the records of a database, and why some cannot be
// continued, by their names.
func newOffers(all map[string][]byte) (list offers, broken map[string]error) {
	broken = map[string]error{}
	for name, b := range all {
		if name != RecordName && !strings.HasPrefix(name, earlierName) {
			continue
		}
		if r, err := checkedRecord(b); err != nil {
			broken[name] = err
		} else {
			list = append(list, offer{name, r, b})
		}
	}
	slices.SortFunc(list, func(a, b offer) int { return b.record.Saved.Compare(a.record.Saved) })
	return list, broken
}

// checkedRecord reads a record that can be continued.
func checkedRecord(b []byte) (*Record, error) {
	r, err := Decode(b)
	if err != nil {
		return nil, err
	}
	if _, err = r.DecodeCheckpoint(); err != nil {
		return nil, err
	}
	return r, nil
}

// index returns the place of the record with a name, -1 if it is not there.
func (o offers) index(name string) int {
	return slices.IndexFunc(o, func(o offer) bool { return o.name == name })
}

func (o offers) indexOf(r *Record) int {
	return slices.IndexFunc(o, func(o offer) bool { return o.record == r })
}
