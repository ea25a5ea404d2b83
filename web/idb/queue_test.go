package idb

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// memoryStore notes what is written to it in one go, which takes until it is let go on.
type memoryStore struct {
	mu      sync.Mutex
	goOn    chan error // the outcome of each write
	written []string
}

func (s *memoryStore) Change(changes iter.Seq2[string, []byte]) error {
	var all []string
	for name, record := range changes {
		if record == nil {
			all = append(all, name+" deleted")
		} else {
			all = append(all, name+"="+string(record))
		}
	}
	err := <-s.goOn
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written = append(s.written, strings.Join(all, ", "))
	return err
}

// newest returns an encoder of a record that is its text.
func newest(text string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(text), nil }
}

func TestQueueWritesTheNewestOfEachName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &memoryStore{goOn: make(chan error)}
		var reported []error
		q := NewQueue(s, func(err error) { reported = append(reported, err) })
		q.Put("a", newest("1"))
		synctest.Wait() // it is being written
		q.Put("a", newest("2"))
		q.Put("b", func() ([]byte, error) { t.Error("a record is encoded although a newer one waits"); return nil, nil })
		q.Put("c", newest("1"))
		q.Put("a", newest("3"))
		q.Put("b", newest("2"))
		q.Delete("c")
		close(s.goOn)
		synctest.Wait()
		if want := []string{"a=1", "a=3, b=2, c deleted"}; !slices.Equal(s.written, want) {
			t.Errorf("written are %q, want %q", s.written, want)
		}
		if !slices.Equal(reported, make([]error, 2)) {
			t.Errorf("reported are %v, want twice that all went well", reported)
		}
		q.Put("d", newest("1"))
		synctest.Wait()
		if n := len(s.written); n != 3 {
			t.Errorf("%d writes, want one more after the queue was empty", n)
		}
	})
}

func TestQueueReportsErrorsAndGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &memoryStore{goOn: make(chan error)}
		var reported []error
		q := NewQueue(s, func(err error) { reported = append(reported, err) })
		full, broken := errors.New("the disk is full"), errors.New("not a record")
		for _, outcome := range []error{full, nil, full} {
			q.Put("a", newest("1"))
			q.Put("b", func() ([]byte, error) { return nil, broken })
			q.Put("c", newest("1"))
			s.goOn <- outcome
			synctest.Wait()
		}
		if want := []error{full, broken, full}; !slices.Equal(reported, want) {
			t.Errorf("reported are %v, want %v", reported, want)
		}
		if want := []string{"a=1, c=1", "a=1, c=1", "a=1, c=1"}; !slices.Equal(s.written, want) {
			t.Errorf("written are %q, want %q", s.written, want)
		}
	})
}

func TestNoQueueKeepsNothing(t *testing.T) {
	var q *Queue
	q.Put("a", newest("1"))
	q.Delete("a")
}
