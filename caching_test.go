package main

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// hashed returns the address of a file that holds the head of the content's
// SHA-256.
func hashed(name string) string {
	stem, ending, _ := strings.Cut(name, ".")
	hash := sha256.Sum256([]byte(dist[name]))
	return fmt.Sprintf("/web/%s.%x.%s", stem, hash[:4], ending)
}

// relative is hashed as the page has it, which may lie in any folder.
func relative(name string) string { return strings.TrimPrefix(hashed(name), "/") }

func TestHashedAddresses(t *testing.T) {
	url := start(t)
	for _, name := range []string{
		"app.wasm", "trainer.wasm", "trainer-relaxed.wasm", "mnist.json.gz", "wasm_exec.js",
		"static/kernel.js", "static/model.safetensors", "static/icon.svg", "static/icon-192.png",
	} {
		header := map[string]string{"Accept-Encoding": "br"}
		plain, _ := get(t, url+"/web/"+name, header)
		response, body := get(t, url+hashed(name), header)
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d, want 200", hashed(name), response.StatusCode)
			continue
		}
		if got, want := response.Header.Get("Cache-Control"), "public, max-age=31536000, immutable"; got != want {
			t.Errorf("%s: Cache-Control = %q, want %q", hashed(name), got, want)
		}
		for _, same := range []string{"Content-Type", "Content-Encoding", "ETag", "Cross-Origin-Embedder-Policy"} {
			if got, want := response.Header.Get(same), plain.Header.Get(same); got != want {
				t.Errorf("%s: %s = %q, want %q as under the plain name", hashed(name), same, got, want)
			}
		}
		want := dist[name]
		if response.Header.Get("Content-Encoding") == "br" {
			want = dist[name+".br"]
		}
		if body != want {
			t.Errorf("%s: body = %.20q, want %.20q", hashed(name), body, want)
		}
	}
}

// An address of another version must not give this one, which caches would keep.
func TestHashOfAnotherContent(t *testing.T) {
	url := start(t)
	for _, path := range []string{"/web/trainer.00000000.wasm", "/web/static/worker.00000000.js", hashed("home.go")} {
		if response, body := get(t, url+path, nil); response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d, %.40q, want 404", path, response.StatusCode, body)
		}
	}
}

func TestPlainAddressesAreAskedForAgain(t *testing.T) {
	url := start(t)
	for _, path := range []string{
		"/", "/app.js", "/app-worker.js", "/manifest.webmanifest", "/wasm_exec.js", "/web/app.wasm",
		"/web/trainer.wasm", "/web/mnist.json.gz", "/web/static/worker.js", "/web/static/icon.svg",
	} {
		response, _ := get(t, url+path, nil)
		if got := response.Header.Get("Cache-Control"); response.StatusCode != http.StatusOK || got != "no-cache" || response.Header.Get("ETag") == "" {
			t.Errorf("%s: status %d, Cache-Control = %q, ETag %q, want no-cache and some tag", path, response.StatusCode, got, response.Header.Get("ETag"))
		}
	}
}

// What has no hash says where the rest is.
func TestAddressesInThePage(t *testing.T) {
	url := start(t)
	quoted := regexp.MustCompile(`"(/?web/|/app|/wasm_exec|\.\./)[^"]*"`)
	withHash := regexp.MustCompile(`\.[0-9a-f]{8}\.`)
	tests := []struct {
		path string
		want []string // names of files
	}{
		{path: "/", want: []string{"wasm_exec.js", "static/icon.svg", "static/icon-192.png"}},
		{path: "/app.js", want: []string{"app.wasm", "mnist.json.gz", "static/kernel.js", "static/model.safetensors", "static/icon.svg"}},
		{path: "/app-worker.js", want: []string{
			"app.wasm", "trainer.wasm", "trainer-relaxed.wasm", "wasm_exec.js",
			"static/kernel.js", "static/model.safetensors", "static/icon-512.png", "mnist.json.gz"}},
		{path: "/manifest.webmanifest", want: []string{"static/icon.svg", "static/icon-192.png", "static/icon-512.png", "static/icon-maskable-512.png"}},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			_, body := get(t, url+test.path, nil)
			for _, name := range test.want {
				if !strings.Contains(body, `"`+relative(name)+`"`) {
					t.Errorf("it lacks %s", relative(name))
				}
			}
			for _, address := range quoted.FindAllString(body, -1) {
				if !withHash.MatchString(address) {
					t.Errorf("it has the address %s, without a hash", address)
				}
			}
		})
	}
}

// worker.js holds addresses itself, so its own depends on theirs: the page finds
// it, and from there all else.
func TestAddressesInTheWorker(t *testing.T) {
	url := start(t)
	_, script := get(t, url+"/app.js", nil)
	address := regexp.MustCompile(`web/static/worker\.[0-9a-f]{8}\.js`).FindString(script)
	response, worker := get(t, url+"/"+address, nil)
	if response.StatusCode != http.StatusOK {
		t.Fatalf("app.js names the worker %q: status %d", address, response.StatusCode)
	}
	want := `run("..` + strings.TrimPrefix(hashed("trainer.wasm"), "/web") + `", "..` +
		strings.TrimPrefix(hashed("wasm_exec.js"), "/web") + `", '../trainer.wasm')`
	if worker != want {
		t.Errorf("worker.js = %s, want %s", worker, want)
	}
	if _, plain := get(t, url+"/web/static/worker.js", nil); plain != worker {
		t.Errorf("worker.js under its plain name = %s, want %s", plain, worker)
	}
}
