package datasets

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"digitlab/data/packed"
	"digitlab/web/worker"
)

// Database holds bytes under names. Each change is made as a whole or not at all.
type Database interface {
	Names() ([]string, error)
	Get(name string) ([]byte, error)
	// Change keeps records, and deletes those that are nil.
	Change(changes changes) error
}

// shelf is what a database holds: the kept datasets, the one used last first, and
// behind them what cannot be read. The head of a dataset is the record with its key as
// the name; the parts of its body are numbered behind that.
type shelf []kept

// kept is a dataset in a database, or what is left of one.
type kept struct {
	key     string
	names   []string // of its records
	head    packed.Head
	damaged bool
}

// partName is the name of a part of a body, from 0.
func partName(key string, part int) string { return key + "/" + strconv.Itoa(part) }

// readShelf looks at what a database holds. Of the bodies it only sees whether all
// parts are there.
func readShelf(d Database) (shelf, error) {
	names, err := d.Names()
	if err != nil {
		return nil, err
	}
	records := map[string][]string{}
	for _, name := range names {
		key, _, _ := strings.Cut(name, "/")
		records[key] = append(records[key], name)
	}
	var s shelf
	for key, names := range records {
		k := kept{key: key, names: names}
		b, err := d.Get(key)
		if err != nil {
			return nil, err
		}
		k.head, err = packed.DecodeHead(b)
		k.damaged = err != nil || k.head.Key() != key || !k.complete()
		s = append(s, k)
	}
	slices.SortFunc(s, func(a, b kept) int {
		return cmp.Or(cmp.Compare(b.head.Used, a.head.Used), cmp.Compare(a.key, b.key))
	})
	return s, nil
}

// complete reports whether all records of a dataset are there.
func (k kept) complete() bool {
	for part := range k.head.Parts() {
		if !slices.Contains(k.names, partName(k.key, part)) {
			return false
		}
	}
	return true
}

// name is what the visitor knows it by.
func (k kept) name() string { return cmp.Or(k.head.Name, k.key) }

// find returns the one with a key, nil if there is none.
func (s shelf) find(key string) *kept {
	if i := slices.IndexFunc(s, func(k kept) bool { return k.key == key }); i >= 0 {
		return &s[i]
	}
	return nil
}

const (
	// maxSets is how many datasets are kept at most, and maxSize how many bytes they
	// take together.
	maxSets = 5
	maxSize = 500e6
)

// surplus returns those that have to go, the ones longest not used, for another one of a
// size. What cannot be read stays until the visitor deletes it.
func (s shelf) surplus(key string, size int64) (gone []kept) {
	count := 1
	for _, k := range s {
		if k.damaged || k.key == key {
			continue
		}
		count, size = count+1, size+k.head.Size
		if count > maxSets || size > maxSize {
			gone = append(gone, k)
		}
	}
	return gone
}

// list returns what the page is told of them.
func (s shelf) list() []worker.KeptDataset {
	list := make([]worker.KeptDataset, len(s))
	for i, k := range s {
		list[i] = worker.KeptDataset{Key: k.key, Name: k.name(), Damaged: k.damaged,
			Train: k.head.Train, Valid: k.head.Valid, Test: k.head.Test, Classes: k.head.Classes, Size: k.head.Size}
	}
	return list
}
