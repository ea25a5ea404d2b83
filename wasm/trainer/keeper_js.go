package main

import (
	"errors"
	"fmt"
	"sync"

	"digitlab/web/idb"
	"digitlab/web/worker"
)

// keeper keeps the last run in a store that outlives the tab. One tab at a time
// keeps its runs, the one that was opened first; when it is closed, the next
// takes its place. Its methods may be called from any goroutine.
type keeper struct {
	page worker.Port

	mu      sync.Mutex
	store   store           // nil until this tab may write
	trouble *worker.NotKept // why it may not, nil if there is no reason
	told    bool            // the page knows of the trouble
	offered *record         // from before this tab, unanswered; nil if there is none
	newest  []byte          // the record that is in the store, or is to be; nil if none is

	// What is to be written next. What is older need not be.
	next    []byte // nil to delete
	waiting bool   // next has not been written
	writing bool
}

// store keeps bytes under names. Each change is made as a whole or not at all.
type store interface {
	All() (map[string][]byte, error)
	Put(name string, b []byte) error
	Delete(name string) error
}

// recordName is that of the last run in a store.
const recordName = "last"

// open begins to keep runs when no other tab does, and offers the page the one
// that is there. Both functions may take as long as they like: lock returns when
// this tab may write, and calls busy if it has to wait for that.
func (k *keeper) open(lock func(busy func()), open func() (store, error)) {
	lock(func() { k.setTrouble(&worker.NotKept{Reason: worker.NotKeptHere}) })
	s, err := open()
	if err != nil {
		k.setTrouble(troubleOf(err))
		return
	}
	all, err := s.All()
	if err != nil {
		k.setTrouble(troubleOf(err))
		return
	}
	var offered *record
	if b, ok := all[recordName]; ok {
		if offered, err = checkedRecord(b); err != nil {
			// It is of no use, and the next run takes its place.
			k.page.Send(&worker.Failure{Scope: worker.ScopeKept, Text: err.Error()})
		}
	}
	k.mu.Lock()
	k.store, k.offered, k.newest = s, offered, all[recordName]
	k.mu.Unlock()
	k.setTrouble(nil)
	if offered != nil {
		k.page.Send(offered.offer())
	}
}

// checkedRecord reads a record that can be gone on with.
func checkedRecord(b []byte) (*record, error) {
	r, err := decodeRecord(b)
	if err != nil {
		return nil, err
	}
	if _, err = r.decodeCheckpoint(); err != nil {
		return nil, err
	}
	return r, nil
}

func troubleOf(err error) *worker.NotKept {
	if errors.Is(err, idb.ErrNone) {
		return &worker.NotKept{Reason: worker.NotKeptAtAll}
	}
	return &worker.NotKept{Reason: worker.NotKeptFailed, Text: err.Error()}
}

// setTrouble says why runs are not kept, nil if they are. The page is told when
// there is a run to keep, and when there is nothing in the way any more.
func (k *keeper) setTrouble(trouble *worker.NotKept) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.trouble = trouble
	if trouble == nil && k.told {
		k.told = false
		k.page.Send(&worker.NotKept{})
	}
}

// takes tells whether a run can be kept now. If there is trouble, the page is
// told, once.
func (k *keeper) takes() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.trouble != nil && !k.told {
		k.told = true
		k.page.Send(k.trouble)
	}
	return k.store != nil && k.offered == nil
}

// keep writes a record in the place of the one before. It does not wait for
// that.
func (k *keeper) keep(r *record) error {
	b, err := r.encode()
	if err != nil {
		return err
	}
	k.write(b)
	return nil
}

// record returns the one that is kept, nil if there is none.
func (k *keeper) record() []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.newest
}

// forget deletes the record, unless it is one that the page has yet to answer.
func (k *keeper) forget() {
	k.mu.Lock()
	free := k.store != nil && k.offered == nil
	k.mu.Unlock()
	if free {
		k.write(nil)
	}
}

// offer returns the record that the page has yet to answer.
func (k *keeper) offer() (*record, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.offered == nil {
		return nil, errors.New("there is no run to go on with")
	}
	return k.offered, nil
}

// answered says that the page has chosen what is to become of the offer.
func (k *keeper) answered() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.offered = nil
}

func (k *keeper) write(b []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.next, k.newest, k.waiting = b, b, true
	if !k.writing {
		k.writing = true
		go k.writeAll()
	}
}

// writeAll writes until nothing is waiting.
func (k *keeper) writeAll() {
	for {
		k.mu.Lock()
		if !k.waiting {
			k.writing = false
			k.mu.Unlock()
			return
		}
		s, b := k.store, k.next
		k.next, k.waiting = nil, false
		k.mu.Unlock()

		var err error
		if b == nil {
			err = s.Delete(recordName)
		} else {
			err = s.Put(recordName, b)
		}
		if err != nil {
			// There may be room again later.
			k.setTrouble(troubleOf(fmt.Errorf("the last run: %w", err)))
			k.takes()
		} else {
			k.setTrouble(nil)
		}
	}
}
