package savedrun

import (
	"errors"
	"sync"
	"time"

	"digitlab/data/failure"
	"digitlab/web/idb"
	"digitlab/web/worker"
)

// Store saves the last run in a database that outlives the tab. One tab at a
// time saves its runs, the one that was opened first; when it is closed, the next
// takes its place. Its methods may be called from any goroutine.
type Store struct {
	page   worker.Port
	opened chan struct{} // closed when Open has tried

	mu      sync.Mutex
	queue   *idb.Queue       // nil until this tab may write
	trouble *worker.NotSaved // why it may not, nil if there is no reason
	told    bool             // the page knows of the trouble
	offered *Record          // from before this tab, unanswered; nil if there is none
	newest  []byte           // the record that is in the database, or is to be; nil if none is
}

// Database holds bytes under names. Each change is made as a whole or not at
// all.
type Database interface {
	idb.Writer
	All() (map[string][]byte, error)
}

// RecordName is that of the last run in a database.
const RecordName = "last"

// NewStore returns a store that saves nothing until Open.
func NewStore(page worker.Port) *Store { return &Store{page: page, opened: make(chan struct{})} }

// Open begins to save runs when no other tab does, and offers the page the one
// that is there. Both functions may take as long as they like: lock returns when
// this tab may write, and calls busy if it has to wait for that. A database that
// cannot be opened is tried again.
func (s *Store) Open(lock func(busy func()), open func() (Database, error)) {
	lock(func() { s.setTrouble(&worker.NotSaved{Reason: worker.NotSavedOtherTab}) })
	err := s.open(open)
	close(s.opened)
	for err != nil && !errors.Is(err, idb.ErrNone) {
		time.Sleep(openAgain)
		err = s.open(open)
	}
}

// openAgain is how long after a failure the database is opened again.
const openAgain = 30 * time.Second

func (s *Store) open(open func() (Database, error)) error {
	d, err := open()
	var all map[string][]byte
	if err == nil {
		all, err = d.All()
	}
	if err != nil {
		s.setTrouble(troubleOf(err))
		return err
	}
	var offered *Record
	if b, ok := all[RecordName]; ok {
		if offered, err = checkedRecord(b); err != nil {
			// It is of no use, and the next run takes its place.
			s.page.Send(&worker.Failure{Scope: worker.ScopeSavedRun, Message: failure.Of(err)})
		}
	}
	s.mu.Lock()
	s.queue, s.offered, s.newest = idb.NewQueue(d, s.written), offered, all[RecordName]
	s.mu.Unlock()
	s.setTrouble(nil)
	if offered != nil {
		s.page.Send(offered.Offer())
	}
	return nil
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

func troubleOf(err error) *worker.NotSaved {
	if errors.Is(err, idb.ErrNone) {
		return &worker.NotSaved{Reason: worker.NotSavedNoStore}
	}
	return &worker.NotSaved{Reason: worker.NotSavedFailed, Message: failure.Of(err)}
}

// setTrouble says why runs are not saved, nil if they are. The page is told when
// there is a run to save, and when there is nothing in the way any more.
func (s *Store) setTrouble(trouble *worker.NotSaved) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = trouble
	if trouble == nil && s.told {
		s.told = false
		s.page.Send(&worker.NotSaved{})
	}
}

// TellTrouble tells the page why runs are not saved, if that is so and it does
// not know. It is called when there is a run to save.
func (s *Store) TellTrouble() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.trouble != nil && !s.told {
		s.told = true
		s.page.Send(s.trouble)
	}
}

// Ready reports whether a run can be saved now.
func (s *Store) Ready() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue != nil && s.offered == nil
}

// Save writes a record in the place of the one before. It does not wait for
// that.
func (s *Store) Save(r *Record) {
	b, err := r.Encode()
	if err != nil {
		s.Fail(err)
		return
	}
	s.Replace(b)
}

// Replace writes an encoded record, nil to delete the one there is.
func (s *Store) Replace(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = b
	if b == nil {
		s.queue.Delete(RecordName)
	} else {
		s.queue.Put(RecordName, func() ([]byte, error) { return b, nil })
	}
}

// Fail tells the page that a run could not be saved.
func (s *Store) Fail(err error) {
	s.setTrouble(troubleOf(err))
	s.TellTrouble()
}

// written is told what a write has come to.
func (s *Store) written(err error) {
	if err == nil {
		s.setTrouble(nil)
		return
	}
	// There may be room again later.
	s.Fail(failure.New("the last run: %w", err))
}

// Newest returns the record that is saved, encoded, nil if there is none.
func (s *Store) Newest() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newest
}

// Discard deletes the record, unless it is one that the page has yet to answer.
func (s *Store) Discard() {
	if s.Ready() {
		s.Replace(nil)
	}
}

// openingTime bounds the wait for a store to open: a trainer that has died may
// hold the lock for a few seconds more, and another tab for as long as it is open.
const openingTime = 10 * time.Second

// Offered returns the record that the page has yet to answer, if it is that of a
// run; "" is any. It waits for a while if the store is not open yet.
func (s *Store) Offered(run string) (*Record, error) {
	select {
	case <-s.opened:
	case <-time.After(openingTime):
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.offered == nil || run != "" && run != s.offered.Told.Run {
		return nil, failure.New("there is no run to continue")
	}
	return s.offered, nil
}

// Answered says that the page has chosen what is to become of the offer.
func (s *Store) Answered() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offered = nil
}
