package datasets

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"digitlab/data"
	"digitlab/wasm/wasmtest"
	"digitlab/web/idb"
	"digitlab/web/worker"
)

// memory is a database without a browser. A change is made when all of it is known.
type memory struct {
	mu      sync.Mutex
	records map[string][]byte
	full    bool
}

func newMemory() *memory { return &memory{records: map[string][]byte{}} }

func (m *memory) Names() ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Collect(maps.Keys(m.records)), nil
}

func (m *memory) Get(name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.records[name], nil
}

func (m *memory) Change(all changes) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	after := maps.Clone(m.records)
	for name, record := range all {
		if record == nil {
			delete(after, name)
		} else {
			after[name] = bytes.Clone(record)
		}
	}
	if m.full {
		return errors.New("the disk is full")
	}
	m.records = after
	return nil
}

// tab is a page with a store.
type tab struct {
	t    *testing.T
	s    *Store
	told <-chan worker.Message
}

func openTab(t *testing.T, d *memory) *tab {
	ours, theirs := worker.Pipe()
	open := func() (Database, error) { return d, nil }
	if d == nil {
		open = func() (Database, error) { return nil, idb.ErrNone }
	}
	return &tab{t, New(theirs, open), ours.Listen(t.Context())}
}

// next returns what the page is told next.
func (p *tab) next() *worker.KeptDatasets {
	p.t.Helper()
	select {
	case m := <-p.told:
		return m.(*worker.KeptDatasets)
	case <-time.After(time.Minute):
		p.t.Fatal("the page is told nothing")
		return nil
	}
}

func (p *tab) keep(name string, d *data.Dataset) *worker.KeptDatasets {
	p.t.Helper()
	p.s.Keep("blob:"+name, name, d, func() {})
	return p.next()
}

func (p *tab) load(key string) (*data.Dataset, string, error) {
	l, err := p.s.Load(context.Background(), key, Watch{Size: func(int64) {}, Took: func(int) {}, Read: func(int) {}})
	return l.Data, l.Name, err
}

func names(m *worker.KeptDatasets) (names []string) {
	for _, set := range m.Sets {
		names = append(names, set.Name)
	}
	return names
}

// animals are a dataset of three classes, not the same for other numbers.
func animals(t *testing.T, n int) *data.Dataset {
	d := wasmtest.Dataset(t, 12)
	named := new(data.Dataset)
	named.NameClasses([]string{"ant", "bee", "cow"})
	for split := range data.Splits {
		for i := range d.Images(split).Len() {
			named.Images(split).Append((*data.Image)(d.Images(split).Image(i)), byte(i%3))
		}
	}
	named.Images(data.Train).Image(0)[0] = byte(n)
	return named
}

// What is kept is there for the next tab, the same.
func TestKeepAndLoad(t *testing.T) {
	d := newMemory()
	first := openTab(t, d)
	first.s.List()
	if m := first.next(); len(m.Sets) > 0 || m.Trouble.Text != "" {
		t.Errorf("at first the page is told %+v", m)
	}
	set := animals(t, 1)
	key := set.Fingerprint().Key()
	m := first.keep("zoo", set)
	if m.Key != key || m.URL != "blob:zoo" || m.Trouble.Text != "" {
		t.Errorf("of what it keeps the page is told %+v", m)
	}
	want := worker.KeptDataset{Key: key, Name: "zoo", Train: 12, Valid: 12, Test: 12, Classes: []string{"ant", "bee", "cow"}}
	for name, record := range d.records {
		if name != key {
			want.Size += int64(len(record))
		}
	}
	if len(m.Sets) != 1 || !reflect.DeepEqual(m.Sets[0], want) || want.Size == 0 {
		t.Errorf("listed are %+v, want %+v", m.Sets, want)
	}

	second := openTab(t, d)
	second.s.List()
	if m := second.next(); !reflect.DeepEqual(m.Sets, []worker.KeptDataset{want}) || m.Key != "" {
		t.Errorf("another tab is told %+v", m)
	}
	got, name, err := second.load(key)
	if err != nil || name != "zoo" || !reflect.DeepEqual(got, set) {
		t.Errorf("it is read as %q, with %v, and is another", name, err)
	}
	second.next()
	if _, _, err := second.load("1-1-0000000000000000"); err == nil || !strings.Contains(err.Error(), "not kept any more") {
		t.Errorf("one that is not there is read with %v", err)
	}
}

// The same images under another name are the same dataset; with other classes they take
// its place.
func TestKeepTheSameAgain(t *testing.T) {
	d := newMemory()
	p := openTab(t, d)
	set := animals(t, 1)
	p.keep("zoo", set)
	before := maps.Clone(d.records)
	m := p.keep("farm", set)
	if !slices.Equal(names(m), []string{"farm"}) || m.Key != set.Fingerprint().Key() || len(d.records) != len(before) {
		t.Errorf("kept are %v in %d records", names(m), len(d.records))
	}
	set.NameClasses([]string{"A", "B", "C"})
	if m = p.keep("letters", set); len(m.Sets) != 1 || !slices.Equal(m.Sets[0].Classes, []string{"A", "B", "C"}) {
		t.Errorf("with other classes, kept are %+v", m.Sets)
	}
	if got, _, err := p.load(m.Key); err != nil || !reflect.DeepEqual(got, set) {
		t.Errorf("they are read with %v, and are others", err)
	}
}

// Those that were used longest ago go first.
func TestOldestGoes(t *testing.T) {
	d := newMemory()
	p := openTab(t, d)
	// later lets the clock go on, which counts milliseconds.
	later := func(m *worker.KeptDatasets) *worker.KeptDatasets {
		for now := time.Now().UnixMilli(); time.Now().UnixMilli() == now; {
		}
		return m
	}
	var first string
	for n := range maxSets {
		m := later(p.keep(fmt.Sprint(n), animals(t, n)))
		if n == 0 {
			first = m.Key
		}
	}
	if _, _, err := p.load(first); err != nil {
		t.Fatal(err)
	}
	if m := later(p.next()); !slices.Equal(names(m), []string{"0", "4", "3", "2", "1"}) {
		t.Errorf("after 0 was used again, kept are %v", names(m))
	}
	if m := p.keep("5", animals(t, 5)); !slices.Equal(names(m), []string{"5", "0", "4", "3", "2"}) {
		t.Errorf("after another was kept, kept are %v", names(m))
	}
	for name := range d.records {
		if key, _, _ := strings.Cut(name, "/"); key == animals(t, 1).Fingerprint().Key() {
			t.Errorf("of what went there is %s left", name)
		}
	}
}

func TestSurplusBySize(t *testing.T) {
	var s shelf
	for i, size := range []int64{100e6, 200e6, 150e6, 1} {
		k := kept{key: fmt.Sprint(i), damaged: i == 3}
		k.head.Size = size
		s = append(s, k)
	}
	for _, test := range []struct {
		key  string
		size int64
		want []string
	}{{"new", 50e6, nil}, {"new", 51e6, []string{"2"}}, {"new", 250e6, []string{"1", "2"}}, {"new", 500e6, []string{"0", "1", "2"}}, {"1", 250e6, nil}} {
		var got []string
		for _, k := range s.surplus(test.key, test.size) {
			got = append(got, k.key)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("for %s of %d bytes %v go, want %v", test.key, test.size, got, test.want)
		}
	}
}

func TestDeleteAndBringBack(t *testing.T) {
	d := newMemory()
	p := openTab(t, d)
	zoo := p.keep("zoo", animals(t, 1)).Key
	p.keep("farm", animals(t, 2))
	before := maps.Clone(d.records)
	p.s.Delete(zoo)
	if m := p.next(); !slices.Equal(names(m), []string{"farm"}) || m.Deleted != "zoo" {
		t.Errorf("after deleting the page is told %+v", m)
	}
	for name := range d.records {
		if strings.HasPrefix(name, zoo) {
			t.Errorf("%s is left", name)
		}
	}
	p.s.Delete(zoo) // as another tab might
	if m := p.next(); m.Deleted != "zoo" || m.Trouble.Text != "" {
		t.Errorf("after deleting what is gone the page is told %+v", m)
	}
	p.s.Bring()
	if m := p.next(); len(m.Sets) != 2 || m.Deleted != "" || !reflect.DeepEqual(d.records, before) {
		t.Errorf("brought back, kept are %+v", m)
	}
	if _, _, err := p.load(zoo); err != nil {
		t.Error(err)
	}
	p.next()
	p.s.Delete(zoo)
	p.next()
	if m := p.keep("pond", animals(t, 3)); m.Deleted != "" {
		t.Errorf("after another was kept, %q can be brought back", m.Deleted)
	}
}

// A damage is found when the dataset is read, and from then on it is listed as such,
// beside the others, until it is deleted or opened again.
func TestDamage(t *testing.T) {
	set := animals(t, 1)
	key := set.Fingerprint().Key()
	for _, test := range []struct {
		name   string
		damage func(records map[string][]byte)
		listed bool // at once
	}{
		{"a byte of the body", func(r map[string][]byte) { b := r[key+"/0"]; b[len(b)/2]++ }, false},
		{"half of the body", func(r map[string][]byte) { r[key+"/0"] = r[key+"/0"][:100] }, false},
		{"no body", func(r map[string][]byte) { delete(r, key+"/0") }, true},
		{"no head", func(r map[string][]byte) { delete(r, key) }, true},
		{"another head", func(r map[string][]byte) { r[key] = []byte("DLd2 of a later version") }, true},
		{"the head of another", func(r map[string][]byte) {
			r[key] = bytes.Replace(r[key], []byte(`"train":12`), []byte(`"train":11`), 1)
		}, true},
		{"the body of another", func(r map[string][]byte) {
			other := newMemory()
			p := openTab(t, other)
			r[key+"/0"] = other.records[p.keep("other", animals(t, 2)).Key+"/0"]
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newMemory()
			p := openTab(t, d)
			p.keep("zoo", set)
			p.keep("farm", animals(t, 2))
			test.damage(d.records)
			p = openTab(t, d)
			p.s.List()
			damaged := func(m *worker.KeptDatasets) bool {
				i := slices.IndexFunc(m.Sets, func(s worker.KeptDataset) bool { return s.Key == key })
				return len(m.Sets) == 2 && m.Sets[i].Damaged && !m.Sets[1-i].Damaged
			}
			if m := p.next(); damaged(m) != test.listed {
				t.Errorf("listed are %+v", m.Sets)
			}
			if got, _, err := p.load(key); err == nil || got != nil || !strings.Contains(err.Error(), "damaged") {
				t.Errorf("it is read with %v", err)
			}
			if m := p.next(); !damaged(m) {
				t.Errorf("after it was read, listed are %+v", m.Sets)
			}
			if _, _, err := p.load(animals(t, 2).Fingerprint().Key()); err != nil {
				t.Errorf("another is read with %v", err)
			}
			p.next()
			if m := p.keep("zoo", set); len(m.Sets) != 2 || m.Sets[0].Damaged || m.Sets[1].Damaged {
				t.Errorf("opened again, listed are %+v", m.Sets)
			}
			if got, _, err := p.load(key); err != nil || !reflect.DeepEqual(got, set) {
				t.Errorf("opened again, it is read with %v", err)
			}
			p.next()
			test.damage(d.records)
			p.load(key)
			p.next()
			p.s.Delete(key)
			if m := p.next(); !slices.Equal(names(m), []string{"farm"}) || m.Deleted != "" {
				t.Errorf("deleted, listed are %+v", m)
			}
		})
	}
}

// What another program has put there can be deleted too.
func TestForeignRecords(t *testing.T) {
	d := newMemory()
	d.records["12"], d.records["a/b/c"] = nil, []byte("text")
	p := openTab(t, d)
	m := p.keep("zoo", animals(t, 1))
	if !slices.Equal(names(m), []string{"zoo", "12", "a"}) || !m.Sets[1].Damaged || !m.Sets[2].Damaged {
		t.Errorf("kept are %+v", m.Sets)
	}
	p.s.Delete("12")
	p.s.Delete("a")
	p.next()
	if m := p.next(); !slices.Equal(names(m), []string{"zoo"}) {
		t.Errorf("kept are %v", names(m))
	}
}

// Where there is no room, the rest stays as it is.
func TestNoRoom(t *testing.T) {
	d := newMemory()
	p := openTab(t, d)
	p.keep("zoo", animals(t, 1))
	d.full = true
	if m := p.keep("farm", animals(t, 2)); m.Trouble.Text != "the disk is full" || m.Key != "" || !slices.Equal(names(m), []string{"zoo"}) {
		t.Errorf("the page is told %+v", m)
	}
	p.s.Delete(animals(t, 1).Fingerprint().Key())
	if m := p.next(); m.Trouble.Text == "" || len(m.Sets) != 1 || m.Deleted != "" {
		t.Errorf("of a deletion that failed the page is told %+v", m)
	}
	d.full = false
	if m := p.keep("farm", animals(t, 2)); m.Trouble.Text != "" || len(m.Sets) != 2 {
		t.Errorf("with room again the page is told %+v", m)
	}
}

// A browser that keeps nothing is no news before there is something to keep.
func TestNoDatabase(t *testing.T) {
	p := openTab(t, nil)
	p.s.List()
	if m := p.keep("zoo", animals(t, 1)); m.Trouble.Text != idb.ErrNone.Error() || len(m.Sets) > 0 || m.Key != "" {
		t.Errorf("the page is told %+v", m)
	}
	if _, _, err := p.load("1-1-0000000000000000"); !errors.Is(err, idb.ErrNone) {
		t.Errorf("a dataset is read with %v", err)
	}
}

// One that nobody waits for any more is not read.
func TestLoadEnds(t *testing.T) {
	d := newMemory()
	p := openTab(t, d)
	key := p.keep("zoo", animals(t, 1)).Key
	ctx, cancel := context.WithCancel(t.Context())
	l, err := p.s.Load(ctx, key, Watch{Size: func(int64) { cancel() }, Took: func(int) { t.Error("a part is read") }, Read: func(int) {}})
	if !errors.Is(err, context.Canceled) || l.Data != nil {
		t.Errorf("it is read with %v", err)
	}
	if m := p.next(); m.Sets[0].Damaged {
		t.Error("it counts as damaged")
	}
}
