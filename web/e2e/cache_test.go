package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// TestVisits goes to the page, goes there again, and twice more after the
// trainers on the server have changed.
func TestVisits(t *testing.T) {
	f := newFront(t, address)
	var trainers []string // addresses of those in the service worker's cache
	var old string        // version of the page

	t.Run("first", func(t *testing.T) {
		p := f.visit(t)
		trainers, old = p.cachedTrainers(), p.version()
		f.expect(t, wholeSite(t)...)
	})
	t.Run("second", func(t *testing.T) {
		f.visit(t)
		f.expect(t)
	})

	changed, stop, err := startServer(changedDist(t))
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	f.change(t, changed)
	t.Run("old page", func(t *testing.T) {
		p := f.visit(t)
		// Meanwhile the new one is installed beside it.
		p.waitFor("document.getElementById('update-reload') !== null")
		if now := p.cachedTrainers(); len(now) != 2 || !slices.Contains(now, trainers[0]) {
			t.Errorf("trainers in the caches: %q, want another one beside %q", now, trainers)
		}
		f.expect(t, "/web/app.js", "/web/static/worker.js", "/web/trainer-relaxed.wasm")
	})
	// A browser takes its time to let go of a page that is closed, and until then
	// goes to the old one again.
	fresh := false
	for visits := 0; visits < 5 && !fresh; visits++ {
		f.waitUntilClosed(t)
		t.Run("new page", func(t *testing.T) {
			p := f.visit(t)
			f.expect(t)
			if fresh = p.version() != old; fresh {
				p.until("only the new trainer in the caches", func() bool {
					now := p.cachedTrainers()
					return len(now) == 1 && !slices.Equal(now, trainers)
				})
			}
		})
	}
	if !fresh {
		t.Error("five visits after the change, the page is still the old one")
	}
	t.Run("without network", func(t *testing.T) {
		f.listener.Close()
		f.visit(t)
	})
}

// visit opens the page, in a tab that shares its cache with the other visits,
// and uses all kinds of workers.
func (f *front) visit(t *testing.T) *tab {
	t.Helper()
	p := openAt(t, f.url+settings)
	p.waitForDataset()
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.click("train-start")
	p.waitForStep(1)
	p.click("train-stop")
	p.waitForTraining("done")
	return p
}

// hashed matches an address with a hash of the content, and what it is without.
var hashed = regexp.MustCompile(`^(/web/.+)\.[0-9a-f]{8}(\.\D.*)$`)

// waitUntilClosed waits until the browser shows no page of the site.
func (f *front) waitUntilClosed(t *testing.T) {
	t.Helper()
	open := func(info *target.Info) bool { return info.Type == "page" && strings.HasPrefix(info.URL, f.url) }
	for {
		targets, err := chromedp.Targets(browser)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(targets, open) {
			return
		}
	}
}

// expect compares what has been fetched since the last call with the plain
// addresses of files that are fetched under hashed ones. What says where those
// are has no hash, and may be asked for at any time.
func (f *front) expect(t *testing.T, want ...string) {
	t.Helper()
	page := []string{"/", "/app-worker.js", "/manifest.webmanifest"}
	var got []string
	for _, path := range f.paths() {
		if match := hashed.FindStringSubmatch(path); match != nil {
			got = append(got, match[1]+match[2])
		} else if !slices.Contains(page, path) {
			t.Errorf("%s is fetched under an address without a hash", path)
		}
	}
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("fetched %q, want %q", got, want)
	}
}

// wholeSite returns the plain addresses of all files: of the trainers only one,
// for the service worker and for all workers, and of the style sheets that to which
// the others are joined.
func wholeSite(t *testing.T) []string {
	t.Helper()
	files := []string{
		"/web/app.js", "/web/app.wasm", "/web/mnist.json.gz", "/web/trainer-relaxed.wasm", "/web/wasm_exec.js",
	}
	static, err := os.ReadDir(filepath.Join(dist, "static"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range static {
		if name := file.Name(); name == "app.css" || filepath.Ext(name) != ".css" {
			files = append(files, "/web/static/"+name)
		}
	}
	slices.Sort(files)
	return files
}

// cachedTrainers returns the addresses of the trainers that are cached.
func (p *tab) cachedTrainers() []string { return p.cached("/trainer") }

// cached waits until a service worker is there and returns the addresses in its
// caches that contain a text.
func (p *tab) cached(text string) (addresses []string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`
		window.cached = null;
		navigator.serviceWorker.ready
			.then(() => caches.keys())
			.then((names) => Promise.all(names.map((name) => caches.open(name))))
			.then((all) => Promise.all(all.map((cache) => cache.keys())))
			.then((lists) => { window.cached = lists.flat().map((request) => request.url); })`))
	p.waitFor("window.cached !== null")
	for _, url := range eval[[]string](p, "window.cached") {
		if strings.Contains(url, text) {
			addresses = append(addresses, url)
		}
	}
	return addresses
}

// changedDist returns a copy of dist in which both trainers have a few bytes
// more, a section that means nothing.
func changedDist(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	trainers, err := filepath.Glob(filepath.Join(folder, "trainer*.wasm"))
	if err != nil || len(trainers) != 2 {
		t.Fatalf("trainers in %s: %q, %v, want two", folder, trainers, err)
	}
	for _, trainer := range trainers {
		module, err := os.ReadFile(trainer)
		if err != nil {
			t.Fatal(err)
		}
		// Section 0, custom, 2 bytes: its name, of one byte.
		module = append(module, 0, 2, 1, 'x')
		if err := os.WriteFile(trainer, module, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}
