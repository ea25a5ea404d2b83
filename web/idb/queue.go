package idb

import "sync"

// Queue writes records, one after another and beside everything else. At most
// one change of a name waits: a newer one takes its place. A nil Queue keeps
// nothing. The methods may be called from any goroutine, and do not wait.
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
	Put(name string, record []byte) error
	Delete(name string) error
}

// encoder makes a record; nil stands for none.
type encoder func() ([]byte, error)

// NewQueue returns a queue of writes to a store. The outcome of each, nil if all
// went well, is reported from the goroutine that writes.
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
		if len(q.names) == 0 {
			q.writing = false
			q.mu.Unlock()
			return
		}
		name := q.names[0]
		encode := q.changes[name]
		q.names = q.names[1:]
		delete(q.changes, name)
		q.mu.Unlock()

		q.report(q.write(name, encode))
	}
}

func (q *Queue) write(name string, encode encoder) error {
	if encode == nil {
		return q.store.Delete(name)
	}
	record, err := encode()
	if err != nil {
		return err
	}
	return q.store.Put(name, record)
}
