package e2e

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"digitlab/web/e2e/webdriver"
)

// TestOtherBrowsers makes the same visit with Firefox and with WebKitGTK: it
// draws, trains, opens every view, goes on after a reload, and comes again when
// the server is gone.
func TestOtherBrowsers(t *testing.T) {
	const steps = 60
	watched := watchedDist(t)
	for name, start := range otherBrowsers {
		t.Run(name, func(t *testing.T) {
			address, stop, err := startServer(watched)
			if err != nil {
				t.Fatal(err)
			}
			stop = sync.OnceFunc(stop)
			t.Cleanup(stop)
			w := openWindow(t, start, address+"#kernel=simd&lr=0.05&momentum=0.9&batch=64&epochs=10&seed=5&workers=2")
			w.waitForDataset()

			w.draw(digits[1].line) // a 7
			w.waitFor("document.getElementById('prediction').dataset.value === '7'")

			for step := range steps {
				w.click("train-step")
				w.waitFor(fmt.Sprintf("document.getElementById('metric-step').dataset.value === '%d'", step+1))
			}
			if _, got := w.savedWeights(); !bytes.Equal(got, commandTensors(t, steps)) {
				t.Errorf("after %d steps the weights have other bits than those of the command", steps)
			}

			for _, view := range evalIn[[]string](w, "[...document.querySelectorAll('[role=tab]')].map(tab => tab.id.replace('tab-', ''))") {
				w.click("tab-" + view)
				w.waitFor(fmt.Sprintf("document.getElementById('view-%s').offsetHeight > 0", view))
				w.shoot(view)
			}
			w.click("tab-train")
			w.expectDarkFields("loss-chart-log", "loss-chart-x")

			w.reload()
			w.waitFor(fmt.Sprintf("document.getElementById('kept').dataset.value === '%d'", steps))
			w.click("kept-resume")
			w.waitFor(fmt.Sprintf("document.getElementById('metric-step').dataset.value > %d", steps))
			w.click("train-pause")
			w.waitFor("document.documentElement.dataset.training === 'paused'")
			step, got := w.savedWeights()
			if !bytes.Equal(got, commandTensors(t, step)) {
				t.Errorf("gone on with after a reload, step %d ends with other bits than the command's", step)
			}

			// What is opened is there after a reload, until it is deleted.
			evalIn[bool](w, `(() => {
				const images = (n) => [Array.from({length: n}, (_, i) => Array.from({length: 784}, (_, j) => (i + j) % 2)), Array.from({length: n}, (_, i) => i % 10)];
				const files = new DataTransfer();
				files.items.add(new File([JSON.stringify([images(20), images(10), images(10)])], "own.json"));
				const input = document.getElementById("dataset-file");
				input.files = files.files;
				return input.dispatchEvent(new Event("change", {bubbles: true}));
			})()`)
			w.waitFor("document.getElementById('kept-datasets').dataset.value === '1'")
			w.reload()
			w.waitFor("document.getElementById('dataset-status').dataset.value === '40'")
			w.click("dataset-own")
			w.waitFor("document.getElementById('dataset-status').dataset.value === '70000'")
			w.click("kept-dataset-delete-0")
			w.waitFor("document.getElementById('kept-datasets').dataset.value === '0'")

			// WebKit does not ask the service worker for what the workers of a page
			// need that is loaded after one that has trained.
			w.reload()
			w.waitForDataset()
			w.waitFor("navigator.serviceWorker.controller !== null")
			stop()
			w.reload()
			w.waitForDataset()
			w.draw(digits[0].line)
			w.waitFor("document.getElementById('prediction').dataset.value === '1'")
			w.click("train-step")
			w.waitFor("document.getElementById('metric-step').dataset.value === '1'")
			w.expectNoProblems()
		})
	}
}

type startBrowserFunc func(context.Context) (*webdriver.Session, error)

// otherBrowsers starts browsers beside Chromium.
var otherBrowsers = map[string]startBrowserFunc{
	"Firefox": func(ctx context.Context) (*webdriver.Session, error) { return webdriver.StartFirefox(ctx, nil) },
	"WebKit":  func(ctx context.Context) (*webdriver.Session, error) { return webdriver.StartWebKit(ctx) },
}

// watcher notes what browsers would print on their console as an error. That a
// ResizeObserver is told of a size a frame later is an event of this kind too,
// but none on Chromium's console, and happens when the machine is slow.
const watcher = `
window.problems = [];
addEventListener("error", (e) => {
	if (!e.message?.startsWith("ResizeObserver loop")) problems.push(e.message ?? "cannot load " + (e.target.src ?? e.target.href));
}, true);
addEventListener("unhandledrejection", (e) => problems.push("unhandled: " + e.reason));
addEventListener("securitypolicyviolation", (e) => problems.push(e.violatedDirective + " forbids " + e.blockedURI));
console.error = (...words) => problems.push(words.join(" "));
`

// watchedDist returns a copy of dist in which the script that the page runs
// first begins with the watcher.
func watchedDist(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	first := filepath.Join(folder, "static", "storage.js")
	script, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(first, append([]byte(watcher), script...), 0o644); err != nil {
		t.Fatal(err)
	}
	return folder
}

// commandTensors trains with the command, as WebAssembly under node, which
// computes with the instructions that browsers have.
func commandTensors(t *testing.T, steps int) []byte {
	t.Helper()
	return trainedTensors(t, "-data", filepath.Join(dist, "mnist.json.gz"), "-lr", "0.05", "-momentum", "0.9", "-batch", "64",
		"-epochs", "10", "-seed", "5", "-steps", fmt.Sprint(steps))
}

// trainedTensors returns what the command trains with these flags where it runs as
// the workers do, as WebAssembly.
func trainedTensors(t *testing.T, flags ...string) []byte {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "command.safetensors")
	args := []string{"run", "-C", "../..", "-exec", strings.TrimSpace(string(root)) + "/lib/wasm/go_js_wasm_exec", "./nn/cmd/train", "-out", out}
	train := exec.Command("go", append(args, flags...)...)
	train.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOEXPERIMENT=simd")
	if said, err := train.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	_, tensors := splitWeights(content)
	return tensors
}

// splitWeights returns the header of a safetensors file and what comes after it,
// as far as they are there.
func splitWeights(file []byte) (header, tensors []byte) {
	const prefix = 8 // bytes of the header's length
	if len(file) < prefix {
		return nil, nil
	}
	end := min(prefix+binary.LittleEndian.Uint64(file), uint64(len(file)))
	return file[prefix:end], file[end:]
}
