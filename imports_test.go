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

		failure   = "digitlab/data/failure"
		jsondepth = "digitlab/data/jsondepth"
		decimal   = "digitlab/data/decimal"
	)
	// What any room of the page may have, and what its views may have.
	common := []string{failure, jsondepth, decimal, "digitlab/web/number", "digitlab/web/runs", "digitlab/web/plot", "digitlab/web/text", "digitlab/web/worker", "digitlab/web/hand", "digitlab/web/ownset"}
	rules := append(slices.Clip(common), "digitlab/web/form", "digitlab/web/lesson")
	states := append(slices.Clip(rules), "digitlab/web/runtable", "digitlab/web/state")
	parts := append(slices.Clip(states), "digitlab/web/ui", "digitlab/web/dom", "digitlab/web/snippets")
	// What each of the trainer's packages may reach beside those that it names.
	trainer := func(paths ...string) []string {
		allowed := []string{"digitlab/data", "digitlab/nn", "digitlab/web/worker", "digitlab/wasm/weights"}
		for _, path := range paths {
			allowed = append(allowed, "digitlab/"+path)
		}
		return allowed
	}
	type arrows struct {
		root      string
		forbidden []string
		allowed   []string
	}
	tests := []arrows{
		{root: "data", forbidden: []string{"digitlab", "syscall/js", "net/http", gonum}, allowed: []string{"digitlab/data"}},
		{root: "data/failure", forbidden: []string{"digitlab", "syscall/js"}, allowed: []string{failure}}, // which all others may have
		{root: "data/jsondepth", forbidden: []string{"digitlab", "syscall/js"}, allowed: []string{jsondepth, failure}},
		{root: "data/decimal", forbidden: []string{"digitlab", "syscall/js"}, allowed: []string{decimal}},
		{root: "nn", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn", failure, jsondepth, decimal}},
		{root: "nn", forbidden: []string{"digitlab/nn/simdblas"}}, // a main chooses the backend
		{root: "nn/safetensors", forbidden: []string{"digitlab", "syscall/js", gonum}, allowed: []string{"digitlab/nn/safetensors", failure, jsondepth}},
		{root: "nn/onnx", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn", failure, jsondepth, decimal}},
		{root: "nn/onnx", forbidden: []string{"digitlab/nn/train", "digitlab/nn/simdblas", "digitlab/nn/safetensors"}}, // a writer beside that one
		{root: "nn/optim", forbidden: []string{"digitlab", "syscall/js", gonum}, allowed: []string{"digitlab/nn/optim", failure}},
		{root: "nn/simdblas", forbidden: []string{"digitlab", "syscall/js"}, allowed: []string{"digitlab/nn/simdblas"}},
		{root: "nn/internal/kernel", forbidden: []string{"digitlab", "syscall/js"}, allowed: []string{"digitlab/nn/internal/kernel"}},
		{root: "nn/internal/winograd", forbidden: []string{"digitlab", "syscall/js"}, allowed: []string{"digitlab/nn/internal"}},
		{root: "nn/number", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn", "digitlab/data"}},
		{root: "nn/number", forbidden: []string{"digitlab/nn/simdblas"}},
		{root: "nn/dream", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn", failure, decimal}},
		{root: "nn/dream", forbidden: []string{"digitlab/nn/train", "digitlab/nn/simdblas"}},
		{root: "nn/projection", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn/projection", failure}},
		{root: "nn/train", forbidden: []string{"digitlab/nn/number"}}, // which reads with what that has trained
		{root: "nn/train", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn", "digitlab/data"}},
		{root: "nn/train/health", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn", "digitlab/data"}},
		{root: "nn/train/ratetest", forbidden: []string{"digitlab", "syscall/js", "net/http"}, allowed: []string{"digitlab/nn", "digitlab/data"}},
		{root: "web", forbidden: []string{"digitlab", gonum}, allowed: []string{"digitlab/web", failure, jsondepth, decimal}},
		{root: "web", forbidden: []string{"digitlab/web/site"}}, // only the server has it
		{root: "web/number", forbidden: []string{"digitlab", goApp, "syscall/js"}, allowed: []string{"digitlab/web/number", "digitlab/web/text", failure}},
		{root: "web/form", forbidden: []string{"digitlab", goApp}, allowed: append(slices.Clip(common), "digitlab/web/form")},
		{root: "web/lesson", forbidden: []string{"digitlab", goApp}, allowed: rules},
		{root: "web/runtable", forbidden: []string{"digitlab", goApp}, allowed: append(slices.Clip(rules), "digitlab/web/runtable")},
		{root: "web/state", forbidden: []string{"digitlab"}, allowed: states},
		{root: "web/ui", forbidden: []string{"digitlab"}, allowed: []string{"digitlab/web/ui", "digitlab/web/number", "digitlab/web/text", failure}},
		{root: "web/dom", forbidden: []string{"digitlab"}, allowed: []string{"digitlab/web/dom", "digitlab/web/text", failure}},
		{root: "web/view/chart", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/chart")},
		{root: "web/view/dataset", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/dataset")},
		{root: "web/view/draw", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/draw", "digitlab/web/view/ownset")},
		{root: "web/view/gallery", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/gallery", "digitlab/web/view/report")},
		{root: "web/view/digitmap", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/digitmap")},
		{root: "web/view/guide", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/guide")},
		{root: "web/view/hand", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/hand", "digitlab/web/view/ownset")},
		{root: "web/view/ownset", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/ownset")},
		{root: "web/view/inside", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/inside", "digitlab/web/view/plate", "digitlab/web/view/network", "digitlab/web/view/sum", "digitlab/web/view/imagine", "digitlab/web/view/columns", "digitlab/web/view/space", "digitlab/web/view/digitmap")},
		{root: "web/view/imagine", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/imagine", "digitlab/web/view/plate")},
		{root: "web/view/network", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/network", "digitlab/web/view/plate", "digitlab/web/view/columns")},
		{root: "web/view/columns", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/columns")},
		{root: "web/view/space", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/space", "digitlab/web/view/columns", "digitlab/web/view/plate")},
		{root: "web/view/sum", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/sum", "digitlab/web/view/plate")},
		{root: "web/view/plate", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/plate")},
		{root: "web/view/lessons", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/lessons", "digitlab/web/view/chart", "digitlab/web/view/series")},
		{root: "web/view/health", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/health")},
		{root: "web/view/ratetest", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/ratetest")},
		{root: "web/view/present", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/present")},
		{root: "web/view/report", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/report")},
		{root: "web/view/runbar", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/runbar")},
		{root: "web/view/training", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/training", "digitlab/web/view/dataset", "digitlab/web/view/chart", "digitlab/web/view/series", "digitlab/web/view/ratetest", "digitlab/web/view/health", "digitlab/web/view/network", "digitlab/web/view/columns", "digitlab/web/view/plate")},
		{root: "web/view/series", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(parts), "digitlab/web/view/series")},
		{root: "web/lab", forbidden: []string{"digitlab"}, allowed: append(slices.Clip(states), "digitlab/web/lab", "digitlab/web/dom", "digitlab/web/idb")},
		{root: "web/connections", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/connections"}},
		{root: "web/site", forbidden: []string{"digitlab", gonum}, allowed: []string{"digitlab/web/site"}},
		{root: "web/runs", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/runs", "digitlab/web/worker", failure, jsondepth}},
		{root: "web/plot", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/plot", "digitlab/web/runs", "digitlab/web/text", "digitlab/web/worker", failure, jsondepth}},
		{root: "web/idb", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/idb", failure}},
		{root: "web/snippets", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/snippets", "digitlab/web/text", "digitlab/web/worker", failure, jsondepth}},
		{root: "web/text", forbidden: []string{"digitlab", goApp, gonum, "syscall/js"}, allowed: []string{"digitlab/web/text", failure}},
		{root: "web/hand", forbidden: []string{"digitlab", goApp, gonum, "syscall/js"}, allowed: []string{"digitlab/web/hand", failure, jsondepth}},
		{root: "web/ownset", forbidden: []string{"digitlab", goApp, gonum, "syscall/js"}, allowed: []string{"digitlab/web/ownset", "digitlab/web/hand", failure, jsondepth}},
		{root: "web/worker", forbidden: []string{"digitlab", goApp, gonum}, allowed: []string{"digitlab/web/worker", failure, jsondepth}},
		{root: "wasm/app", forbidden: []string{"digitlab/wasm", "digitlab/data/source", "digitlab/web/site"}, allowed: []string{"digitlab/wasm/app", "digitlab/wasm/predictor", "digitlab/wasm/weights"}},
		{root: "wasm/weights", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer()},
		{root: "wasm/peers", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer("wasm/peers")},
		{root: "wasm/predictor", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer("wasm/predictor")},
		{root: "wasm/download", forbidden: []string{"digitlab", goApp, gonum, "net/http", "syscall/js"}, allowed: []string{"digitlab/wasm/download", failure}},
		{root: "wasm/settings", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer("wasm/settings")},
		{root: "wasm/gallery", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer("wasm/gallery")},
		{root: "wasm/savedrun", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer("wasm/savedrun", "web/idb")},
		{root: "wasm/datasets", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer("wasm/datasets", "web/idb")},
		{root: "wasm/run", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer("wasm/run", "wasm/peers", "wasm/savedrun", "web/idb", "web/runs")},
		{root: "wasm/session", forbidden: []string{"digitlab", goApp, "net/http"}, allowed: trainer("wasm/session", "wasm/run", "wasm/peers", "wasm/savedrun", "wasm/datasets", "wasm/settings", "wasm/gallery", "web/idb", "web/runs")},
		{root: "wasm/trainer", forbidden: []string{"digitlab/web", goApp, "net/http"}, allowed: []string{"digitlab/web/worker", "digitlab/web/idb", "digitlab/web/runs"}},
	}
	// The rooms of data stand on data, and none on another.
	rooms := []string{"digitlab/data/augment", "digitlab/data/csv", "digitlab/data/idx", "digitlab/data/mnistjson", "digitlab/data/nearest", "digitlab/data/npy", "digitlab/data/packed", "digitlab/data/picture"}
	tests = append(tests, arrows{root: "data", forbidden: rooms}, arrows{root: "data/labelled", forbidden: rooms})
	for _, room := range rooms {
		tests = append(tests, arrows{root: strings.TrimPrefix(room, "digitlab/"), forbidden: append(rooms, "digitlab/data/segment", "digitlab/data/source"), allowed: []string{room}})
	}
	// But one that cuts pictures into parts, and one that reads what any of them can.
	tests = append(tests, arrows{root: "data/segment", forbidden: rooms, allowed: []string{"digitlab/data/picture"}})
	tests = append(tests, arrows{root: "data/source", forbidden: append(rooms, "digitlab/data/segment"),
		allowed: []string{"digitlab/data/csv", "digitlab/data/idx", "digitlab/data/mnistjson", "digitlab/data/npy", "digitlab/data/picture"}})
	for _, room := range []string{"camera", "drawings", "gallery", "inside", "link", "queue", "reader", "records", "runlist"} { // which know the lab by what they need of it
		tests = append(tests, arrows{root: "web/lab/" + room, forbidden: []string{"digitlab/web/lab"},
			allowed: []string{"digitlab/web/lab/" + room, "digitlab/web/lab/queue", "digitlab/web/lab/records"}})
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

// Only the programs themselves speak to the browser; what they are made of is
// tested without one.
func TestOnlyProgramsTouchTheBrowser(t *testing.T) {
	const format = `{{if ne .Name "main"}}{{range .Imports}}{{if eq . "syscall/js"}}{{$.ImportPath}}{{end}}{{end}}{{end}}`
	list := exec.Command("go", "list", "-f", format, "./wasm/...")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range strings.Fields(string(out)) {
		t.Errorf("%s imports syscall/js", path)
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
	if root != "wasm/app" && root != "wasm/trainer" {
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
