package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
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
// feeds the browser's stream must end in any case. Errors say what is wrong.
func TestGunzipClosesItsSource(t *testing.T) {
	text := make([]byte, 4<<20) // more than the streams between hold
	rng := rand.NewChaCha8([32]byte{1})
	rng.Read(text)
	var file bytes.Buffer
	z := gzip.NewWriter(&file)
	z.Write(text)
	z.Close()
	damaged := bytes.Clone(file.Bytes())
	damaged[len(damaged)-5] ^= 1 // in the checksum
	lost := errors.New("the network is lost")
	tests := []struct {
		name string
		file io.Reader
		read int64
		want string // the error, "" for none
	}{
		{"all", bytes.NewReader(file.Bytes()), 1 << 30, ""},
		{"the beginning", bytes.NewReader(file.Bytes()), 1000, ""},
		{"nothing", bytes.NewReader(file.Bytes()), 0, ""},
		{"cut short", bytes.NewReader(file.Bytes()[:1<<20]), 1 << 30, "unexpected EOF"},
		{"damaged", bytes.NewReader(damaged), 1 << 30, "the gzip data is damaged"},
		{"half arrives", io.MultiReader(bytes.NewReader(file.Bytes()[:1<<20]), iotest.ErrReader(lost)), 1 << 30, "the network is lost"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := &watched{test.file, make(chan struct{})}
			r, err := gunzip(source)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(io.LimitReader(r, test.read))
			if said := fmt.Sprint(err); test.want == "" && err != nil || test.want != "" && said != test.want || !bytes.HasPrefix(text, got) {
				t.Errorf("read %d bytes, error %v, want the text's first and the error %q", len(got), err, test.want)
			}
			if want := min(test.read, int64(len(text))); err == nil && int64(len(got)) != want {
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

// What goes wrong with the download is no damage of the file.
func TestGunzipOfABrokenDownload(t *testing.T) {
	var file bytes.Buffer
	z := gzip.NewWriter(&file)
	z.Write(make([]byte, 1000))
	z.Flush()
	lost := errors.New("the connection is lost")
	source := &watched{io.MultiReader(&file, iotest.ErrReader(lost)), make(chan struct{})}
	r, err := gunzip(source)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(r); err != lost {
		t.Errorf("error %v, want that the connection is lost", err)
	}
	r.Close()
	<-source.closed
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
