// Package datasets keeps the datasets that a visitor has used in the browser, so that
// another visit can go on with them, and a run that was trained on one.
package datasets

import (
	"context"
	"errors"
	"io"
	"iter"
	"maps"
	"sync"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/packed"
	"digitlab/web/idb"
	"digitlab/web/worker"
)

// changes are records by their names, nil for those to delete.
type changes = iter.Seq2[string, []byte]

// Store keeps datasets in a database that outlives the tab. What it is asked for it
// does in turn, beside everything else; only Load waits. Its methods may be called
// from any goroutine.
type Store struct {
	page worker.Port
	open func() (Database, error)

	mu      sync.Mutex
	tasks   []func() // that wait
	working bool

	// The rest belongs to the tasks.
	broken  map[string]bool // keys of those that have turned out to be damaged
	deleted deletion
}

// deletion is what was deleted last, to be brought back.
type deletion struct {
	name    string // of the dataset, "" if there is none
	records map[string][]byte
}

// New returns a store in the database that open opens whenever it is needed.
func New(page worker.Port, open func() (Database, error)) *Store {
	return &Store{page: page, open: open, broken: map[string]bool{}}
}

// later does a task after those that were asked for before.
func (s *Store) later(task func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tasks = append(s.tasks, task)
	if !s.working {
		s.working = true
		go s.work()
	}
}

// work does tasks until none waits.
func (s *Store) work() {
	for {
		s.mu.Lock()
		if len(s.tasks) == 0 {
			s.working = false
			s.mu.Unlock()
			return
		}
		task := s.tasks[0]
		s.tasks = s.tasks[1:]
		s.mu.Unlock()
		task()
	}
}

// shelf opens the database and looks at what it holds.
func (s *Store) shelf() (Database, shelf, error) {
	d, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	on, err := readShelf(d)
	for i := range on {
		on[i].damaged = on[i].damaged || s.broken[on[i].key]
	}
	return d, on, err
}

// tell tells the page which datasets there are, and what else m says.
func (s *Store) tell(m *worker.KeptDatasets) {
	_, on, err := s.shelf()
	if err != nil && m.Trouble.Text == "" {
		m.Trouble = failure.Of(err)
	}
	m.Sets, m.Deleted = on.list(), s.deleted.name
	s.page.Send(m)
}

// List tells the page which datasets are kept. Where the browser keeps nothing, that is
// no news before there is something to keep.
func (s *Store) List() {
	s.later(func() {
		if _, _, err := s.shelf(); !errors.Is(err, idb.ErrNone) {
			s.tell(&worker.KeptDatasets{})
		}
	})
}

// Keep keeps a dataset that is in use, which must not change any more, and tells the
// page, which knows it by a URL. Those used longest ago go if there are too many. pause
// is called again and again meanwhile.
func (s *Store) Keep(url, name string, d *data.Dataset, pause func()) {
	s.later(func() {
		m := &worker.KeptDatasets{}
		if key, err := s.keep(name, d, pause); err != nil {
			m.Trouble = failure.Of(err)
		} else {
			m.Key, m.URL = key, url
		}
		s.tell(m)
	})
}

// keep keeps a dataset, or notes that it is used, if it is kept already.
func (s *Store) keep(name string, d *data.Dataset, pause func()) (key string, err error) {
	database, on, err := s.shelf()
	if err != nil {
		return "", err
	}
	h := packed.NewHead(name, d, d.FingerprintBeside(pause))
	key = h.Key()
	before := on.find(key)
	if before != nil && !before.damaged && before.head.Fits(h) {
		return key, database.Change(one(key, before.head.UsedAs(name).Encode()))
	}
	err = database.Change(func(yield func(string, []byte) bool) {
		if before != nil && !each(before.names, yield) {
			return
		}
		for part := range packed.Pack(d, pause) {
			if !yield(partName(key, h.Parts()), part) {
				return
			}
			h.Size += int64(len(part))
		}
		for _, k := range on.surplus(key, h.Size) {
			if !each(k.names, yield) {
				return
			}
		}
		yield(key, h.Encode())
	})
	if err == nil {
		delete(s.broken, key)
		s.deleted = deletion{}
	}
	return key, err
}

// one is the change of one record.
func one(name string, record []byte) changes {
	return func(yield func(string, []byte) bool) { yield(name, record) }
}

// each deletes the records of some names, and reports whether yield wants more.
func each(names []string, yield func(string, []byte) bool) bool {
	for _, name := range names {
		if !yield(name, nil) {
			return false
		}
	}
	return true
}

// Loaded is a dataset that was kept.
type Loaded struct {
	Name string
	Data *data.Dataset
}

// Watch is told how far the reading of a dataset is.
type Watch struct {
	Size func(bytes int64) // of all of it
	Took func(bytes int)   // that were read
	Read func(images int)  // so far; again and again
}

// Load reads the dataset with a key and checks it against its fingerprint. The page is
// told that it has been used, or that it is damaged.
func (s *Store) Load(ctx context.Context, key string, w Watch) (l Loaded, err error) {
	done := make(chan struct{})
	s.later(func() {
		defer close(done)
		if err = ctx.Err(); err == nil {
			l, err = s.load(ctx, key, w)
			s.tell(&worker.KeptDatasets{})
		}
	})
	<-done
	return l, err
}

func (s *Store) load(ctx context.Context, key string, w Watch) (Loaded, error) {
	database, on, err := s.shelf()
	if err != nil {
		return Loaded{}, err
	}
	k := on.find(key)
	if k == nil {
		return Loaded{}, failure.New("it is not kept any more")
	}
	l := Loaded{Name: k.head.Name}
	if k.damaged {
		return l, failure.New("it is damaged, or from another version of the page")
	}
	w.Size(k.head.Size)
	body := &bodyReader{ctx: ctx, database: database, key: key, parts: k.head.Parts(), took: w.Took}
	l.Data, err = packed.Unpack(body, k.head, w.Read)
	if err == nil {
		database.Change(one(key, k.head.UsedAs(k.head.Name).Encode())) // or it goes sooner than others
	} else if body.err != nil {
		err = body.err
	} else {
		s.broken[key] = true
	}
	return l, err
}

// bodyReader reads the body of a dataset, a part at a time.
type bodyReader struct {
	ctx         context.Context
	database    Database
	key         string
	next, parts int
	took        func(bytes int)
	held        []byte
	err         error // why the database gives no more
}

// Read implements io.Reader.
func (r *bodyReader) Read(p []byte) (int, error) {
	for len(r.held) == 0 {
		if r.next == r.parts {
			return 0, io.EOF
		}
		if r.err = r.ctx.Err(); r.err != nil {
			return 0, r.err
		}
		if r.held, r.err = r.database.Get(partName(r.key, r.next)); r.err != nil {
			return 0, r.err
		}
		if r.held == nil {
			return 0, io.ErrUnexpectedEOF
		}
		r.next++
		r.took(len(r.held))
	}
	n := copy(p, r.held)
	r.held = r.held[n:]
	return n, nil
}

// Delete deletes the dataset with a key. It can be brought back until another is
// deleted, or kept.
func (s *Store) Delete(key string) {
	s.later(func() {
		m := &worker.KeptDatasets{}
		if err := s.remove(key); err != nil {
			m.Trouble = failure.Of(err)
		}
		s.tell(m)
	})
}

func (s *Store) remove(key string) error {
	database, on, err := s.shelf()
	if err != nil {
		return err
	}
	k := on.find(key)
	if k == nil {
		return nil // another tab has been faster
	}
	var gone deletion
	if !k.damaged { // or there is nothing to bring back
		if gone, err = read(database, k); err != nil {
			return err
		}
	}
	err = database.Change(func(yield func(string, []byte) bool) { each(k.names, yield) })
	if err == nil {
		s.deleted = gone
		delete(s.broken, key)
	}
	return err
}

// read reads all that a database has of a dataset.
func read(d Database, k *kept) (all deletion, err error) {
	all = deletion{name: k.name(), records: map[string][]byte{}}
	for _, name := range k.names {
		if all.records[name], err = d.Get(name); err != nil {
			return all, err
		}
	}
	return all, nil
}

// Bring brings back the dataset that was deleted last, if there is one.
func (s *Store) Bring() {
	s.later(func() {
		m := &worker.KeptDatasets{}
		d, err := s.open()
		if err == nil {
			err = d.Change(maps.All(s.deleted.records))
		}
		if err != nil {
			m.Trouble = failure.Of(err)
		} else {
			s.deleted = deletion{}
		}
		s.tell(m)
	})
}
