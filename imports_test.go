package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestImports holds the arrows between the packages. A forbidden path stands
// for all below it, imported directly or not; allowed ones are exceptions.
func TestImports(t *testing.T) {
	const (
		goApp = "github.com/maxence-charriere/go-app"
		gonum = "gonum.org/v1"
	)
	tests := []struct {
		root      string
		forbidden []string
		allowed   []string
	}{
		{root: "data", forbidden: []string{"digitlab", "syscall/js", "net/http", gonum}, allowed: []string{"digitlab/data"}},
		{root: "nn", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn"}},
		{root: "nn", forbidden: []string{"digitlab/nn/simdblas"}}, // a main chooses the backend
		{root: "nn/safetensors", forbidden: []string{"digitlab", "syscall/js", gonum}, allowed: []string{"digitlab/nn/safetensors"}},
		{root: "nn/onnx", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn"}},
		{root: "nn/onnx", forbidden: []string{"digitlab/nn/train", "digitlab/nn/simdblas", "digitlab/nn/safetensors"}}, // a writer beside that one
		{root: "nn/simdblas", forbidden: []string{"digitlab", "syscall/js"}, allowed: []string{"digitlab/nn/simdblas"}},
		{root: "nn/train", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn", "digitlab/data"}},
		{root: "web", forbidden: []string{"digitlab", gonum}, allowed: []string{"digitlab/web"}},
		{root: "web", forbidden: []string{"digitlab/web/site"}}, // only the server has it
		{root: "web/site", forbidden: []string{"digitlab", gonum}, allowed: []string{"digitlab/web/site"}},
		{root: "web/runs", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/runs", "digitlab/web/worker"}},
		{root: "web/plot", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/plot", "digitlab/web/runs", "digitlab/web/text", "digitlab/web/worker"}},
		{root: "web/idb", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/idb"}},
		{root: "web/snippets", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/snippets", "digitlab/web/text", "digitlab/web/worker"}},
		{root: "web/text", forbidden: []string{"digitlab", goApp, gonum, "syscall/js"}, allowed: []string{"digitlab/web/text"}},
		{root: "web/hand", forbidden: []string{"digitlab", goApp, gonum, "syscall/js"}, allowed: []string{"digitlab/web/hand"}},
		{root: "web/worker", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/worker"}},
		{root: "wasm/app", forbidden: []string{"digitlab", gonum}, allowed: []string{"digitlab/wasm/app", "digitlab/web"}},
		{root: "wasm/trainer", forbidden: []string{"digitlab/web", goApp, "net/http"}, allowed: []string{"digitlab/web/worker", "digitlab/web/idb"}},
	}
	for _, test := range tests {
		t.Run(test.root, func(t *testing.T) {
			for _, path := range dependencies(t, test.root) {
				if within(path, test.forbidden) && !within(path, test.allowed) {
					t.Errorf("%s reaches %s", test.root, path)
				}
			}
		})
	}
}

// The browser driver belongs to web/e2e, which is a module of its own.
func TestModuleHasNoBrowserDriver(t *testing.T) {
	file, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(file), "chromedp") {
		t.Error("go.mod requires chromedp")
	}
}

// dependencies lists what a package of ours reaches, itself included, on the
// server and in the browser; the WebAssembly mains exist only there. The
// standard library itself stands on syscall/js in the browser, so that is
// listed only where another package imports it.
func dependencies(t *testing.T, root string) []string {
	t.Helper()
	const format = `{{if not .Standard}}{{join .Imports "\n"}}
{{end}}{{if ne .ImportPath "syscall/js"}}{{.ImportPath}}{{end}}`
	targets := [][]string{{"GOOS=js", "GOARCH=wasm"}}
	if !strings.HasPrefix(root, "wasm/") {
		targets = append(targets, nil)
	}

	var paths []string
	for _, target := range targets {
		list := exec.Command("go", "list", "-deps", "-f", format, "./"+root)
		list.Env = append(os.Environ(), target...)
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			t.Fatalf("%v %v: %v", target, list, err)
		}
		paths = append(paths, strings.Fields(string(out))...)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// within says whether path is one of roots or below one.
func within(path string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool {
		return path == root || strings.HasPrefix(path, root+"/")
	})
}
