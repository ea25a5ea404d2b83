package e2e

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"
)

// line is what a connection to the server is like: all that arrives shares its
// rate, and what is sent takes its delay to be answered.
type line struct {
	name  string
	rate  float64 // bytes a second
	delay time.Duration
}

// lines are those of Chromium's developer tools, with the rates and delays that they
// take for them.
var lines = []line{
	{name: "fast-4G", rate: 9e6 / 8 * 0.9, delay: 165 * time.Millisecond},
	{name: "slow-4G", rate: 1.6e6 / 8 * 0.9, delay: 562 * time.Millisecond},
}

// through returns where the server at an address can be reached over the line until
// the test ends, and how many bytes have come from it so far. The browser's own
// throttling gives each worker a line of its own.
func (l line) through(t testing.TB, server string) (address string, arrived func() int64) {
	t.Helper()
	at, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	shared := &throttle{rate: l.rate}
	go func() {
		for {
			visitor, err := listener.Accept()
			if err != nil {
				return
			}
			go l.connect(visitor, at.Host, shared)
		}
	}()
	return "http://" + listener.Addr().String() + "/", shared.count
}

// connect passes on what the visitor and the server say, until one of them ends.
func (l line) connect(visitor net.Conn, address string, shared *throttle) {
	defer visitor.Close()
	server, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		defer server.Close()
		request := make([]byte, 1<<16)
		for {
			n, err := visitor.Read(request)
			if err != nil {
				return
			}
			time.Sleep(l.delay)
			if _, err := server.Write(request[:n]); err != nil {
				return
			}
		}
	}()
	io.Copy(shared.slowed(visitor), server)
}

// burst is what the line makes up for when it was not used, and who sends wakes late.
const burst = 20 * time.Millisecond

// throttle lets through so many bytes a second, of all who share it.
type throttle struct {
	rate float64

	mu   sync.Mutex
	free time.Time // when what was let through so far has arrived
	all  int64
}

func (t *throttle) count() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.all
}

func (t *throttle) wait(n int) {
	t.mu.Lock()
	if earliest := time.Now().Add(-burst); t.free.Before(earliest) {
		t.free = earliest
	}
	t.free = t.free.Add(time.Duration(float64(n) / t.rate * float64(time.Second)))
	t.all += int64(n)
	free := t.free
	t.mu.Unlock()
	time.Sleep(time.Until(free))
}

// slowed returns a writer to w that lets each piece wait for its turn.
func (t *throttle) slowed(w io.Writer) io.Writer { return slowWriter{t, w} }

type slowWriter struct {
	*throttle
	io.Writer
}

// Write implements io.Writer.
func (w slowWriter) Write(p []byte) (written int, err error) {
	const packet = 1500
	for len(p) > 0 && err == nil {
		n := min(len(p), packet)
		w.wait(n)
		n, err = w.Writer.Write(p[:n])
		written += n
		p = p[n:]
	}
	return written, err
}
