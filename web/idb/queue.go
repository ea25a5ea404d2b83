package idb

import (
	"cmp"
	"iter"
	"sync"
)

// Queue writes records beside everything else. What waits is written in one go: all of
// it or nothing, and of several changes of a name the newest. A nil Queue keeps nothing.
// The methods may be called from any goroutine, and do not wait.
type Queue struct {
	store  Writer
	report func(error)

	mu      sync.Mutex
	names   []string // of what waits, in order
	changes map[string]encoder
	writing bool
}

// Writer is what a Queue writes to, such as a Store.
type Writer interface {
	// Change keeps records in the place of those of the same names, and forgets those
	// whose record is nil: all of that is done, or nothing.
	Change(changes iter.Seq2[string, []byte]) error
}

// encoder makes a record; nil stands for none.
type encoder func() ([]byte, error)

// encode returns the record, nil for none.
func (e encoder) encode() ([]byte, error) {
	if e == nil {
		return nil, nil
	}
	return e()
}

// NewQueue returns a queue of writes to a store. The outcome of each time that it writes,
// nil if all went well, is reported from the goroutine that does.
func NewQueue(store Writer, report func(error)) *Queue {
	return &Queue{store: store, report: report, changes: map[string]encoder{}}
}

// Put puts a record in the place of that of the same name. It is encoded when
// its turn comes.
func (q *Queue) Put(name string, encode func() ([]byte, error)) { q.change(name, encode) }

// Delete deletes a record, if it is there.
func (q *Queue) Delete(name string) { q.change(name, nil) }

func (q *Queue) change(name string, encode encoder) {
	if q == nil {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, waits := q.changes[name]; !waits {
		q.names = append(q.names, name)
	}
	q.changes[name] = encode
	if !q.writing {
		q.writing = true
		go q.writeAll()
	}
}

// writeAll writes until nothing waits.
func (q *Queue) writeAll() {
	for {
		q.mu.Lock()
		names, changes := q.names, q.changes
		q.names, q.changes = nil, map[string]encoder{}
		q.writing = len(names) > 0
		q.mu.Unlock()
		if len(names) == 0 {
			return
		}
		q.report(q.write(names, changes))
	}
}

// write makes changes in one go. A record that cannot be encoded is left out, and is the
// error if nothing worse happens.
func (q *Queue) write(names []string, changes map[string]encoder) error {
	var unencoded error
	err := q.store.Change(func(yield func(string, []byte) bool) {
		for _, name := range names {
			record, err := changes[name].encode()
			if err != nil {
				unencoded = err
			} else if !yield(name, record) {
				return
			}
		}
	})
	return cmp.Or(err, unencoded)
}
