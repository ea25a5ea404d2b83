package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// dist stands for a build: the names are real, the bytes are not.
var dist = map[string]string{
	"app.wasm":                     strings.Repeat("\x00asm", 1000),
	"app.wasm.br":                  "app in brotli",
	"app.wasm.gz":                  "app in gzip",
	"trainer.wasm":                 "\x00asm trainer",
	"trainer-relaxed.wasm":         "\x00asm relaxed trainer",
	"wasm_exec.js":                 "class Go {}",
	"mnist.json.gz":                "0123456789",
	"static/app.css":               "body { margin: 0 }",
	"static/evaluation.css":        "table { width: 100% }",
	"static/worker.js":             `run("../trainer.wasm", "../wasm_exec.js", '../trainer.wasm')`,
	"static/kernel.js":             "function bestKernel() {}",
	"static/version.js":            "watchVersions()",
	"static/storage.js":            "PassingStorage",
	"static/theme.js":              "showTheme()",
	"static/earlystrokes.js":       "takeStrokes()",
	"static/icon.svg":              "<svg/>",
	"static/licences.txt":          "MIT",
	"static/icon-192.png":          "PNG",
	"static/icon-512.png":          "PNG",
	"static/icon-maskable-512.png": "PNG",
	"static/model.safetensors":     "weights",
	"static/model.safetensors~":    "an editor's copy",
	"digitlab":                     "the server itself",
	"home.go":                      "package web",
	".hidden.js":                   "secret()",
	"static/.hidden/secret.js":     "secret()",
}

// write puts files into a folder.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, body := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// start serves dist on a free port until the test ends and returns the URL
// that the server printed.
func start(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, dist)
	ctx, stop := context.WithCancel(t.Context())
	printed, stdout := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- serve(ctx, "127.0.0.1:0", dir, stdout)
		stdout.Close()
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve() = %v after its context ended, want nil", err)
		}
	})

	line := make([]byte, 100)
	n, _ := printed.Read(line)
	match := regexp.MustCompile(`^Digit Lab: (http://127\.0\.0\.1:[1-9]\d*)/\n$`).FindSubmatch(line[:n])
	if match == nil {
		t.Fatalf("serve printed %q, want its address", line[:n])
	}
	return string(match[1])
}

// get asks as it is told, without the gzip that net/http adds by itself.
func get(t *testing.T, url string, header map[string]string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	client := http.Client{
		Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		Timeout:   10 * time.Second,
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}
