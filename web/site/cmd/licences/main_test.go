package main

import (
	"bytes"
	"strings"
	"testing"
)

// The programs and their licences are the real ones.
func TestLicences(t *testing.T) {
	var b bytes.Buffer
	if err := run([]string{"digitlab", "js/wasm:digitlab/wasm/app", "js/wasm:digitlab/wasm/trainer"}, &b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Go, LICENSE", "The Go Authors", "Digit Lab, LICENSE", "maxence-charriere/go-app", "Maxence Charriere", "gonum.org/v1/gonum", "The Gonum Authors",
		"golang.org/x/image", "google.golang.org/protobuf", "github.com/google/uuid", "PATENTS",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the licences lack %q", want)
		}
	}
	for _, unwanted := range []string{"chromedp", "brotli"} { // which only tests and tools need
		if strings.Contains(b.String(), unwanted) {
			t.Errorf("the licences have %q, which is in no program", unwanted)
		}
	}
}

func TestModuleWithoutLicence(t *testing.T) {
	folder := t.TempDir()
	err := write(&bytes.Buffer{}, "example.com/free v1", folder)
	if err == nil || !strings.Contains(err.Error(), "example.com/free v1") {
		t.Errorf("write() = %v, want an error that names the module", err)
	}
}

func TestUnknownProgram(t *testing.T) {
	if err := run([]string{"digitlab/none"}, &bytes.Buffer{}); err == nil {
		t.Error("no error for a program that is not there")
	}
}
