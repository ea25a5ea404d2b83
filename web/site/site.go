// Package site holds what the server answers with: the files of a dist folder
// and the page that go-app renders, or writes to a folder for other servers.
//
// Everything is read, rendered and tagged once, at the start. What is sent is
// what was tagged, also while a new build replaces the folder, and no request
// reaches go-app's own handler: that has one ETag for all paths, writes the
// Host header into the page and fetches /robots.txt from the host it names.
package site

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"slices"
)

// Site answers requests for one version of the page and its files.
type Site struct {
	version   string
	resources map[string]*resource // by URL path
	hashed    map[string]string    // names with a hash, by the files' own
}

// headers are sent with every response; with a file that browsers keep for good,
// they keep these too. The two Cross-Origin policies isolate
// the page from others, which is what browsers ask of one that shares memory
// between threads; Go's WebAssembly is compiled under 'wasm-unsafe-eval', and
// go-app sets style attributes.
var headers = map[string]string{
	"Cache-Control":                askAgain, // if the resource says nothing else
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Content-Security-Policy": "default-src 'self'; " +
		"script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; " +
		"style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; " +
		"connect-src 'self' blob:; object-src 'none'; base-uri 'none'; " +
		"form-action 'none'; frame-ancestors 'self'",
}

// New reads the folder dist and renders the page, whose routes must be
// registered. It returns an error when the folder cannot be read or holds no
// build.
func New(dist string) (*Site, error) {
	files, err := readFiles(os.DirFS(dist))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, name := range []string{"app.wasm", "wasm_exec.js", kernelScript, versionScript} {
		if files[name] == nil {
			return nil, fmt.Errorf("no %s in the folder %q: run `make build`", name, dist)
		}
	}

	s := &Site{version: fingerprint(files), resources: map[string]*resource{}, hashed: map[string]string{}}
	for name, body := range files {
		if end := publicEnding(name); end != "" && name != workerScript {
			encoded := map[string][]byte{"br": files[name+".br"], "gzip": files[name+".gz"]}
			s.addFile(name, newResource(contentTypes[end], body, encoded))
		}
	}
	// Last, because they hold the addresses of others.
	if body, exists := files[workerScript]; exists {
		s.addFile(workerScript, newResource(contentTypes[".js"], s.addressed(body), nil))
	}
	if err := s.addPage(len(files["app.wasm"])); err != nil {
		return nil, err
	}
	if err := s.addManifest(); err != nil {
		return nil, err
	}
	if err := s.addServiceWorker(); err != nil {
		return nil, err
	}
	return s, nil
}

const (
	workerScript  = "static/worker.js"  // names other files
	kernelScript  = "static/kernel.js"  // the service worker does not start without it
	versionScript = "static/version.js" // tells the page of new versions
	datasetFile   = "mnist.json.gz"
)

// Has says whether the URL path, which begins with a slash, has an answer.
func (s *Site) Has(path string) bool { return s.resources[path] != nil }

// ServeHTTP answers GET and HEAD requests.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range headers {
		w.Header().Set(name, value)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	if res := s.resources[r.URL.Path]; res != nil {
		res.serve(w, r)
		return
	}
	http.NotFound(w, r)
}

// readFiles returns the bytes of all regular files by their slash path.
func readFiles(dir fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(dir, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		files[name], err = fs.ReadFile(dir, name)
		return err
	})
	return files, err
}

// fingerprint is a hash of all names and contents. It covers the server's own
// binary too when that lies in the folder, and so the page it renders.
func fingerprint(files map[string][]byte) string {
	all := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(all, "%s %x\n", name, sha256.Sum256(files[name]))
	}
	return fmt.Sprintf("%x", all.Sum(nil)[:16])
}
