package savedrun

import (
	"errors"
	"slices"
	"sync"
	"time"

	"digitlab/data/failure"
	"digitlab/web/idb"
	"digitlab/web/worker"
)

// Store saves the last run in a database that outlives the tab, and keeps those of
// before that the page has yet to answer. One tab at a time saves its runs, the one
// that was opened first; when it is closed, the next takes its place. Its methods may
// be called from any goroutine.
type Store struct {
	page   worker.Port
	opened chan struct{} // closed when Open has tried

	mu      sync.Mutex
	queue   *idb.Queue       // nil until this tab may write
	trouble *worker.NotSaved // why it may not, nil if there is no reason
	told    bool             // the page knows of the trouble
	offers  offers           // from before this tab, unanswered
	newest  []byte           // the record of the last run, or what it is to be; nil if there is none
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
	offers, broken := newOffers(all)
	s.mu.Lock()
	s.queue, s.offers, s.newest = idb.NewQueue(d, s.written), offers, all[RecordName]
	s.mu.Unlock()
	s.setTrouble(nil)
	for name, err := range broken {
		// It is of no use. The next run takes the place of the last.
		s.page.Send(&worker.Failure{Scope: worker.ScopeSavedRun, Message: failure.Of(err)})
		if name != RecordName {
			s.queue.Delete(name)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.makeOffer()
	return nil
}

// makeOffer offers the page the newest of the runs that it has yet to answer. The
// caller holds mu.
func (s *Store) makeOffer() {
	if len(s.offers) > 0 {
		s.page.Send(s.offers[0].record.Offer())
	}
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
	return s.queue != nil
}

// Save writes a record in the place of the one before. One that the page has yet to
// answer is kept beside it. It does not wait for that.
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
	s.replace(b)
}

// replace is Replace for a caller that holds mu.
func (s *Store) replace(b []byte) {
	s.setAside()
	s.newest = b
	if b == nil {
		s.queue.Delete(RecordName)
	} else {
		s.queue.Put(RecordName, func() ([]byte, error) { return b, nil })
	}
}

// setAside gives the last run another name if the page has yet to answer it. Of too
// many such runs the oldest goes. The caller holds mu.
func (s *Store) setAside() {
	at := s.offers.index(RecordName)
	if at < 0 {
		return
	}
	o := &s.offers[at]
	o.name = earlierName + o.record.Told.Run
	kept := o.bytes
	s.queue.Put(o.name, func() ([]byte, error) { return kept, nil })
	for len(s.offers) > maxOffers {
		oldest := len(s.offers) - 1
		s.queue.Delete(s.offers[oldest].name)
		s.offers = s.offers[:oldest]
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

// Newest returns the record of the last run, encoded, nil if there is none, or it is
// one that the page has yet to answer.
func (s *Store) Newest() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.offers.index(RecordName) >= 0 {
		return nil
	}
	return s.newest
}

// Discard deletes the record of the last run, unless it is one that the page has yet
// to answer.
func (s *Store) Discard() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue != nil && s.offers.index(RecordName) < 0 {
		s.replace(nil)
	}
}

// openingTime bounds the wait for a store to open: a trainer that has died may
// hold the lock for a few seconds more, and another tab for as long as it is open.
const openingTime = 10 * time.Second

// Offered returns a record that the page has yet to answer: that of a run; "" is the
// one that it is offered. It waits for a while if the store is not open yet.
func (s *Store) Offered(run string) (*Record, error) {
	select {
	case <-s.opened:
	case <-time.After(openingTime):
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.offers {
		if run == "" || run == o.record.Told.Run {
			return o.record, nil
		}
	}
	return nil, failure.New("there is no run to continue")
}

// Resumed says that the page goes on with a run, which is the last one again. The next
// is offered.
func (s *Store) Resumed(r *Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.offers.indexOf(r)
	if at < 0 {
		return
	}
	o := s.offers[at]
	s.offers = slices.Delete(s.offers, at, at+1)
	if o.name != RecordName {
		s.replace(o.bytes)
		s.queue.Delete(o.name)
	}
	s.makeOffer()
}

// Declined says that the page does not want the run that it was offered. It is deleted,
// unless it is to be kept until the next one is saved. The next is offered.
func (s *Store) Declined(keep bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.offers) == 0 {
		if !keep && s.queue != nil {
			s.replace(nil)
		}
		return
	}
	o := s.offers[0]
	s.offers = slices.Delete(s.offers, 0, 1)
	switch {
	case keep:
	case o.name == RecordName:
		s.replace(nil)
	default:
		s.queue.Delete(o.name)
	}
	s.makeOffer()
}
