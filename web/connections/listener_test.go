package connections

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

// serve serves a handler with a limit of connections, where those in one state
// give way, and returns the address.
func serve(t *testing.T, limit int, yielding http.ConnState, handler http.HandlerFunc) string {
	t.Helper()
	around, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener := NewListener(around, limit)
	listener.patience = map[http.ConnState]time.Duration{
		http.StateIdle: time.Hour, http.StateNew: time.Hour, http.StateActive: time.Hour,
	}
	listener.patience[yielding] = 0
	server := &http.Server{Handler: handler, ConnState: listener.ConnState}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return around.Addr().String()
}

// dial connects and sends the beginning of a request, or all of it.
func dial(t *testing.T, address, request string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	return c
}

// answer reads the answer to a request and returns its body.
func answer(t *testing.T, c net.Conn) string {
	t.Helper()
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

const request = "GET / HTTP/1.1\r\nHost: host\r\n\r\n"

// Connections on which nothing is asked make room, the oldest first.
func TestSilentGiveWay(t *testing.T) {
	for _, beginning := range []string{"", "GET / HT", "GET / HTTP/1.1\r\nHost: host\r\n"} {
		t.Run(beginning, func(t *testing.T) {
			asked, begin := make(chan struct{}), make(chan struct{})
			address := serve(t, 4, http.StateNew, func(w http.ResponseWriter, r *http.Request) {
				asked <- struct{}{}
				<-begin
				io.WriteString(w, "answer")
			})
			busy := dial(t, address, request)
			<-asked
			var silent []net.Conn
			for range 10 {
				silent = append(silent, dial(t, address, beginning))
			}
			if n, err := silent[0].Read(make([]byte, 1)); err == nil {
				t.Errorf("the first that is silent has %d bytes more, want it closed", n)
			}
			begin <- struct{}{}
			if got := answer(t, busy); got != "answer" {
				t.Errorf("beside the silent ones the answer is %q", got)
			}
		})
	}
}

// So do those that have had their answer.
func TestIdleGiveWay(t *testing.T) {
	address := serve(t, 4, http.StateIdle, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "answer") })
	for i := range 10 {
		if got := answer(t, dial(t, address, request)); got != "answer" {
			t.Errorf("visitor %d is answered %q", i+1, got)
		}
	}
}

// An answer that is under way is not cut: another visitor waits for it.
func TestBusyDoNotGiveWay(t *testing.T) {
	asked, begin := make(chan struct{}), make(chan struct{})
	address := serve(t, 2, http.StateIdle, func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-begin
		io.WriteString(w, "answer")
	})
	var connections []net.Conn
	for range 3 {
		connections = append(connections, dial(t, address, request))
	}
	<-asked
	<-asked
	go func() {
		begin <- struct{}{}
		<-asked // the third, in the place of one that has had its answer
		begin <- struct{}{}
		begin <- struct{}{}
	}()
	for i, c := range connections {
		if got := answer(t, c); got != "answer" {
			t.Errorf("visitor %d is answered %q", i+1, got)
		}
	}
}

// Visitors who ask for much and read nothing do not keep others out.
func TestStalledGiveWay(t *testing.T) {
	much := make([]byte, 32<<20)
	reading := make(chan struct{}, 6)
	address := serve(t, 3, http.StateActive, func(w http.ResponseWriter, r *http.Request) {
		reading <- struct{}{}
		w.Write(much)
	})
	for range 6 {
		dial(t, address, request)
	}
	for range 6 {
		<-reading
	}
}

// A slow reader gets everything, and one that has stopped reading is given up.
func TestWritePatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reader, writer := net.Pipe()
		c := &conn{Conn: writer, from: NewListener(nil, 1)}
		const parts = 10
		go func() {
			for range parts {
				time.Sleep(writePatience - time.Second)
				io.ReadFull(reader, make([]byte, 1000))
			}
		}()
		for part := range parts {
			if _, err := c.Write(make([]byte, 1000)); err != nil {
				t.Fatalf("part %d, read slowly: %v", part, err)
			}
		}
		if _, err := c.Write(make([]byte, 1000)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("with nobody reading: %v, want that the time is over", err)
		}
	})
}
