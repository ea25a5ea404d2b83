package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestPrecompress(t *testing.T) {
	want := bytes.Repeat([]byte("\x00asm and what follows "), 1000)
	file := filepath.Join(t.TempDir(), "app.wasm")
	if err := os.WriteFile(file, want, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := precompress(file, 9); err != nil {
		t.Fatal(err)
	}
	for ending, open := range map[string]func(io.Reader) (io.Reader, error){
		".br": func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		".gz": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	} {
		compressed, err := os.ReadFile(file + ending)
		if err != nil {
			t.Fatal(err)
		}
		r, err := open(bytes.NewReader(compressed))
		if err != nil {
			t.Fatalf("%s: %v", ending, err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, want) || len(compressed) > len(want)/10 {
			t.Errorf("%s: %d bytes become %d, error %v, want the file's %d", ending, len(compressed), len(got), err, len(want))
		}
	}
}
