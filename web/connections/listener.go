// Package connections keeps a server of files answering however many visitors
// come and however slow they are: it bounds the connections that are open, lets
// those give way that nothing moves on, and ends writes that never end.
package connections

import (
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	most    = 4096 // connections, each with some 20 KB of memory
	reserve = 32   // files for all else that the process has open

	// writePatience is how long one write, of some kilobytes, may take. The
	// system buffers megabytes and reports room for more in large steps, so that
	// a slow download stands still for a while without having ended.
	writePatience = 2 * time.Minute
)

// patience is how long a connection may stand still in each state before it
// gives way to another: waiting for the next request, for the first, or in the
// middle of an answer.
var patience = map[http.ConnState]time.Duration{
	http.StateIdle:   0,
	http.StateNew:    time.Second,
	http.StateActive: 20 * time.Second,
}

// Listener accepts connections until limit of them are open. For one more, that
// one is closed which has stood still longest, if its patience is over; while
// there is none, the others wait.
type Listener struct {
	net.Listener
	limit    int
	patience map[http.ConnState]time.Duration

	mu   sync.Mutex
	open map[*conn]struct{}
	left chan struct{} // holds a value when a connection has been closed or become idle
}

// NewListener returns a Listener around another. The server must tell it of the
// connections' states: ConnState is for http.Server's field of this name.
func NewListener(around net.Listener, limit int) *Listener {
	return &Listener{
		Listener: around, limit: limit, patience: patience,
		open: map[*conn]struct{}{}, left: make(chan struct{}, 1),
	}
}

// Accept implements net.Listener.
func (l *Listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	for !l.makeRoom() {
		select {
		case <-l.left:
		case <-time.After(100 * time.Millisecond): // one's patience may be over
		}
	}
	c := &conn{Conn: accepted, from: l, moved: time.Now()}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open[c] = struct{}{}
	return c, nil
}

// makeRoom reports whether there is room for a connection, for which it may
// close another.
func (l *Listener) makeRoom() bool {
	l.mu.Lock()
	if len(l.open) < l.limit {
		l.mu.Unlock()
		return true
	}
	var last *conn
	for c := range l.open {
		if time.Since(c.moved) >= l.patience[c.state] && (last == nil || c.moved.Before(last.moved)) {
			last = c
		}
	}
	l.mu.Unlock()
	if last == nil {
		return false
	}
	last.Close()
	return true
}

// ConnState notes the state of a connection.
func (l *Listener) ConnState(connection net.Conn, state http.ConnState) {
	c := connection.(*conn)
	l.mu.Lock()
	defer l.mu.Unlock()
	c.state, c.moved = state, time.Now()
	if state == http.StateIdle {
		l.notify()
	}
}

func (l *Listener) notify() {
	select {
	case l.left <- struct{}{}:
	default:
	}
}

// conn is a connection that a Listener has accepted, which guards its fields.
type conn struct {
	net.Conn
	from  *Listener
	state http.ConnState
	moved time.Time // when its state changed or a write ended
}

// Write implements net.Conn.
func (c *conn) Write(b []byte) (int, error) {
	c.Conn.SetWriteDeadline(time.Now().Add(writePatience)) // Write reports what is wrong
	n, err := c.Conn.Write(b)
	c.from.mu.Lock()
	defer c.from.mu.Unlock()
	c.moved = time.Now()
	return n, err
}

// Close implements net.Conn.
func (c *conn) Close() error {
	c.from.mu.Lock()
	delete(c.from.open, c)
	c.from.notify()
	c.from.mu.Unlock()
	return c.Conn.Close()
}
