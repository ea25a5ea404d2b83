package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// spoiler stands before a front and gives wrong answers for a file.
type spoiler struct {
	url  string // with a slash at the end
	stop func()

	mu    sync.Mutex
	file  string // its name, "" for none
	fault fault
	from  int // the first of its requests that are answered wrongly, from 1
	to    int // and the last
	asked int // how many there have been
}

// fault makes a wrong answer of the right one, which has arrived whole.
type fault func(w http.ResponseWriter, right []byte)

func missing(w http.ResponseWriter, _ []byte) { http.Error(w, "no such file", http.StatusNotFound) }

func half(w http.ResponseWriter, right []byte) { w.Write(right[:len(right)/2]) }

// portal is what a network answers before one has logged in; the browser may keep
// it as long as it would have kept the file.
func portal(w http.ResponseWriter, _ []byte) {
	w.Header().Set("Content-Type", "text/html")
	w.Write([]byte("<!DOCTYPE html><title>Welcome</title><p>Log in"))
}

// broken ends the connection in the middle.
func broken(w http.ResponseWriter, right []byte) {
	w.Write(right[:len(right)/2])
	panic(http.ErrAbortHandler)
}

// always is the number of a request that never comes.
const always = 1 << 30

func newSpoiler(t *testing.T, behind http.Handler) *spoiler {
	t.Helper()
	s := &spoiler{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fault := s.faultFor(r)
		if fault == nil {
			behind.ServeHTTP(w, r)
			return
		}
		r.Header.Del("Accept-Encoding")
		right := httptest.NewRecorder()
		behind.ServeHTTP(right, r)
		for _, name := range []string{"Content-Type", "Cache-Control", "Cross-Origin-Embedder-Policy"} {
			w.Header().Set(name, right.Header().Get(name))
		}
		fault(w, right.Body.Bytes())
	}))
	t.Cleanup(server.Close)
	s.url, s.stop = server.URL+"/", server.Close
	return s
}

// spoil has the requests for a file, from one on to another, answered wrongly.
func (s *spoiler) spoil(file string, fault fault, from, to int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.file, s.fault, s.from, s.to, s.asked = file, fault, from, to, 0
}

func (s *spoiler) faultFor(r *http.Request) fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	name, ending, _ := strings.Cut(s.file, ".")
	asked := strings.HasPrefix(r.URL.Path, "/web/"+name+".") && strings.HasSuffix(r.URL.Path, "."+ending)
	if !asked || r.Method != http.MethodGet && s.to != always {
		return nil
	}
	s.asked++
	if s.asked < s.from || s.asked > s.to {
		return nil
	}
	return s.fault
}
