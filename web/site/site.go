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

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Site answers requests for one version of the page and its files.
type Site struct {
	version   string
	policy    string
	resources map[string]*resource // by URL path
	hashed    map[string]string    // names with a hash, by the files' own
}

// headers are sent with every response; with a file that browsers keep for good,
// they keep these too. Of what browsers ask visitors for, the page wants the camera
// alone. The two Cross-Origin policies isolate the page from others,
// which is what browsers ask of one that shares memory between threads.
var headers = map[string]string{
	"Cache-Control":                askAgain, // if the resource says nothing else
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Permissions-Policy":           "camera=(self), microphone=(), geolocation=()",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
}

// policy is the Content-Security-Policy, with the hash of the script in the page.
// Go's WebAssembly is compiled under 'wasm-unsafe-eval', and go-app sets style
// attributes.
const policy = "default-src 'self'; " +
	"script-src 'self' 'wasm-unsafe-eval' '%s'; worker-src 'self'; " +
	"style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; " +
	"connect-src 'self' blob:; object-src 'none'; base-uri 'none'; " +
	"form-action 'none'; frame-ancestors 'self'"

// New reads the folder dist and renders the page with its content, a component
// that is not mounted yet. It returns an error when the folder cannot be read or
// holds no whole build.
func New(dist string, content app.Composer) (*Site, error) {
	files, err := readFiles(os.DirFS(dist))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := check(files); err != nil {
		return nil, fmt.Errorf("the folder %q %w: run `make build`", dist, err)
	}
	s := &Site{version: fingerprint(files), resources: map[string]*resource{}, hashed: map[string]string{}}
	for name, body := range files {
		if end := publicEnding(name); end != "" && end != ".css" && name != workerScript {
			encoded := map[string][]byte{"br": files[name+".br"], "gzip": files[name+".gz"]}
			s.addFile(name, newResource(contentTypes[end], body, encoded))
		}
	}
	// Last, because they hold the addresses of others.
	s.addFile(workerScript, newResource(contentTypes[".js"], s.addressed(files[workerScript]), nil))
	if err := s.addGoApp(files); err != nil {
		return nil, err
	}
	if err := s.addPage(content); err != nil {
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
	program       = "app.wasm"
	execScript    = "wasm_exec.js"
	workerScript  = "static/worker.js"  // names other files
	kernelScript  = "static/kernel.js"  // the service worker does not start without it
	versionScript = "static/version.js" // tells the page of new versions
	themeScript   = "static/theme.js"
	strokesScript = "static/earlystrokes.js"
	storageScript = "static/storage.js"
	weightsFile   = "static/model.safetensors"
	datasetFile   = "mnist.json.gz"
)

// needed are the files without which the page does not run.
var needed = []string{
	program, "trainer.wasm", "trainer-relaxed.wasm", execScript, datasetFile, weightsFile, "static/licences.txt",
	workerScript, kernelScript, versionScript, storageScript, themeScript, strokesScript, styleSheet,
	"static/icon.svg", "static/icon-192.png", "static/icon-512.png", "static/icon-maskable-512.png",
}

// check returns what is wrong with the files of a folder.
func check(files map[string][]byte) error {
	for _, name := range needed {
		if files[name] == nil {
			return fmt.Errorf("has no %s", name)
		}
	}
	for name, body := range files {
		if len(body) == 0 && publicEnding(name) != "" {
			return fmt.Errorf("has an empty %s", name)
		}
	}
	return nil
}

// Has reports whether the URL path, which begins with a slash, has an answer.
func (s *Site) Has(path string) bool { return s.resources[path] != nil }

// ServeHTTP answers GET and HEAD requests.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range headers {
		w.Header().Set(name, value)
	}
	w.Header().Set("Content-Security-Policy", s.policy)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed)
		return
	}
	if r.ContentLength != 0 {
		refuse(w, http.StatusRequestEntityTooLarge)
		return
	}
	if res := s.resources[r.URL.Path]; res != nil {
		res.serve(w, r)
		return
	}
	http.NotFound(w, r)
}

// refuse answers a request that may have a body, which nobody reads.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Connection", "close")
	http.Error(w, http.StatusText(status), status)
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
