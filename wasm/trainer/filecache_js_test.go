package main

import (
	"context"
	"encoding/base64"
	"io"
	"strings"
	"syscall/js"
	"testing"
	"time"
)

// fakeCaches gives the program a browser's caches, and returns what is put into
// them: the cache's name, the address and the text.
func fakeCaches(t *testing.T) (puts chan [3]string) {
	t.Helper()
	puts = make(chan [3]string, 1)
	report := js.FuncOf(func(_ js.Value, args []js.Value) any {
		puts <- [3]string{args[0].String(), args[1].String(), args[2].String()}
		return nil
	})
	t.Cleanup(report.Release)
	caches := js.Global().Get("Function").New("report", `
		const kept = new Map();
		return {
			open: async (name) => ({
				match: async (url) => kept.get(name + url),
				put: async (url, response) => {
					kept.set(name + url, response);
					await new Promise((resolve) => setTimeout(resolve, 10)); // writing takes time
					report(name, url, await response.text());
				},
			}),
		};`).Invoke(report)
	js.Global().Set("caches", caches)
	t.Cleanup(func() { js.Global().Delete("caches") })
	return puts
}

// TestKeepInCache reads a file to its end, ends the download, and finds the file
// in the cache that was asked for.
func TestKeepInCache(t *testing.T) {
	text := strings.Repeat("0123456789", 100_000)
	url := "data:application/gzip;base64," + base64.StdEncoding.EncodeToString([]byte(text))
	puts := fakeCaches(t)

	read := func(cache string) openedFile {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		file, err := browser{}.Open(ctx, url, cache, func() {})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(file); err != nil || string(got) != text {
			t.Fatalf("read %d bytes, error %v, want the text", len(got), err)
		}
		file.Keep()
		file.Close()
		cancel()
		return file.(openedFile)
	}

	read("mine")
	select {
	case put := <-puts:
		if put != [3]string{"mine", url, text} {
			t.Errorf("cache %q has %d bytes of %.20s, want mine, %d, %.20s", put[0], len(put[2]), put[1], len(text), url)
		}
	case <-time.After(time.Minute):
		t.Fatal("nothing was put into the cache")
	}
	if d := read("mine"); d.cacheCopy != nil {
		t.Error("what the cache has is to be put there again")
	}
	if d := read(""); d.cacheCopy != nil {
		t.Error("a file that is to be in no cache is to be put into one")
	}
	js.Global().Delete("caches")
	if d := read("mine"); d.cacheCopy != nil {
		t.Error("there is a copy for caches that are not there")
	}
}
