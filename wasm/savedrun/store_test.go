package savedrun

import (
	"errors"
	"iter"
	"maps"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"digitlab/web/worker"
)

// memory is a database without a browser.
type memory map[string][]byte

func (m memory) All() (map[string][]byte, error) { return m, nil }
func (m memory) Change(changes iter.Seq2[string, []byte]) error {
	maps.Insert(m, changes)
	maps.DeleteFunc(m, func(_ string, record []byte) bool { return record == nil })
	return nil
}

// A database that another tab holds is opened when that is over, and the page
// is told of both.
func TestDatabaseThatIsHeldForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ours, theirs := worker.Pipe()
		told := ours.Listen(t.Context())
		d := memory{}
		var free atomic.Bool
		s := NewStore(theirs)
		go s.Open(func(func()) {}, func() (Database, error) {
			if !free.Load() {
				return nil, errors.New("another tab holds the database")
			}
			return d, nil
		})
		synctest.Wait()
		s.TellTrouble()
		if m := (<-told).(*worker.NotSaved); m.Text != "another tab holds the database" || s.Ready() {
			t.Errorf("while it is held the page is told %+v, and the store is ready: %t", m, s.Ready())
		}
		free.Store(true)
		if m := (<-told).(*worker.NotSaved); m.Reason != "" || !s.Ready() {
			t.Errorf("afterwards the page is told %+v, and the store is ready: %t", m, s.Ready())
		}
		s.Replace([]byte("run"))
		synctest.Wait()
		if string(d[RecordName]) != "run" {
			t.Errorf("the database holds %q", d)
		}
	})
}
