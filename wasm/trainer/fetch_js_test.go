package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// watched is a file that tells when it is closed.
type watched struct {
	io.Reader
	closed chan struct{}
}

func (w *watched) Close() error {
	close(w.closed)
	return nil
}

// TestGunzipClosesItsSource reads a file, all of it or only the beginning: what
// feeds the browser's stream must end in any case.
func TestGunzipClosesItsSource(t *testing.T) {
	text := make([]byte, 4<<20) // more than the streams between hold
	rng := rand.NewChaCha8([32]byte{1})
	rng.Read(text)
	var file bytes.Buffer
	z := gzip.NewWriter(&file)
	z.Write(text)
	z.Close()
	tests := []struct {
		name string
		file []byte
		read int64
		ok   bool
	}{
		{"all", file.Bytes(), 1 << 30, true},
		{"the beginning", file.Bytes(), 1000, true},
		{"nothing", file.Bytes(), 0, true},
		{"cut short", file.Bytes()[:1<<20], 1 << 30, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := &watched{bytes.NewReader(test.file), make(chan struct{})}
			r, err := gunzip(source)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(io.LimitReader(r, test.read))
			if (err == nil) != test.ok || !bytes.HasPrefix(text, got) {
				t.Errorf("read %d bytes, error %v, want the text's first", len(got), err)
			}
			if want := min(test.read, int64(len(text))); test.ok && int64(len(got)) != want {
				t.Errorf("read %d bytes, want %d", len(got), want)
			}
			r.Close()
			select {
			case <-source.closed:
			case <-time.After(time.Minute):
				t.Error("the source is still open")
			}
		})
	}
}

func TestGunzipRefusesOtherFiles(t *testing.T) {
	const neither = "the file is neither JSON nor gzip"
	for _, test := range []struct{ file, want string }{
		{"", "the file is empty"},
		{"\x1f", neither},
		{"\x89PNG\r\n", neither},
	} {
		source := &watched{strings.NewReader(test.file), make(chan struct{})}
		if _, err := gunzip(source); err == nil || err.Error() != test.want {
			t.Errorf("gunzip(%q): error %v, want %s", test.file, err, test.want)
		}
		<-source.closed
	}
}

// A file may be JSON as it is, or the host may send it with gzip as its
// encoding.
func TestGunzipWhatIsNotCompressed(t *testing.T) {
	source := &watched{strings.NewReader("[[[0]]]"), make(chan struct{})}
	r, err := gunzip(source)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != "[[[0]]]" {
		t.Errorf("read %q, error %v, want the JSON", got, err)
	}
	r.Close()
	<-source.closed
}
