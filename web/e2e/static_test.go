package e2e

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestStaticSite puts the exported folder below a path of a server that knows
// files and nothing else, not even what WebAssembly is.
func TestStaticSite(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "site")
	if out, err := exec.Command(dist+"/digitlab", "-dist", dist, "-export", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const below = "/some/folder"
	var datasets atomic.Int32 // how often it has been sent
	files := http.StripPrefix(below, http.FileServer(http.Dir(folder)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			w.Header().Set("Content-Type", "application/octet-stream")
		}
		if strings.HasSuffix(r.URL.Path, ".json.gz") {
			datasets.Add(1)
		}
		files.ServeHTTP(w, r)
	}))
	defer server.Close()

	p := openAt(t, server.URL+below+"/"+settings)
	p.readAndTrain()
	p.until("the dataset in the caches", func() bool { return len(p.cached("/mnist")) > 0 })
	if got := datasets.Load(); got != 1 {
		t.Errorf("the dataset was sent %d times, want 1", got)
	}

	server.Close()
	p.reload()
	p.readAndTrain()
	// The service worker has put the headers in that the server does not send.
	p.waitFor("crossOriginIsolated")

	// Under its other name, which the service worker has to know by itself.
	p.do(chromedp.Navigate(server.URL + below + "/index.html"))
	p.waitFor(isReady)
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
}

// readAndTrain draws a digit and trains some steps.
func (p *tab) readAndTrain() {
	p.t.Helper()
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.waitForDataset()
	p.click("train-start")
	p.waitForStep(3)
	p.click("train-stop")
	p.waitForTraining("done")
}
