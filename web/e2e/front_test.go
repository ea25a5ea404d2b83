package e2e

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// front stands before a server, which can be changed for another one behind the
// same address, and notes what browsers ask for.
type front struct {
	url      string // with a slash at the end
	listener *httptest.Server

	mu     sync.Mutex
	server http.Handler
	asked  []string // paths of the requests since the last call of paths
}

// newFront starts a front of the server at an address.
func newFront(t *testing.T, address string) *front {
	t.Helper()
	f := &front{}
	f.change(t, address)
	f.listener = httptest.NewServer(f)
	t.Cleanup(f.listener.Close)
	f.url = f.listener.URL + "/"
	return f
}

// change puts the server at an address behind the front.
func (f *front) change(t *testing.T, address string) {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.server = httputil.NewSingleHostReverseProxy(target)
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.asked = append(f.asked, r.URL.Path)
	server := f.server
	f.mu.Unlock()
	server.ServeHTTP(w, r)
}

// paths returns what has been asked for since the last call.
func (f *front) paths() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	asked := f.asked
	f.asked = nil
	return asked
}
