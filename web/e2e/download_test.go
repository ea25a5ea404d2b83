package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// cutWriter lets so many bytes of an answer through, waits, and breaks off.
type cutWriter struct {
	http.ResponseWriter
	left int
	wait <-chan struct{}
}

func (c *cutWriter) Write(p []byte) (int, error) {
	n := min(len(p), c.left)
	c.left -= n
	c.ResponseWriter.Write(p[:n])
	if c.left == 0 {
		c.ResponseWriter.(http.Flusher).Flush()
		<-c.wait
		panic(http.ErrAbortHandler)
	}
	return n, nil
}

// TestDownloadGoesOn lets the dataset stand still in the middle of the download,
// and then its connection break.
func TestDownloadGoesOn(t *testing.T) {
	file, err := os.Stat(filepath.Join(dist, "mnist.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	front := newFront(t, address)
	said := make(chan struct{})
	ranges := make(chan string, 100) // that the dataset was asked for with
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/web/mnist") {
			asked := r.Header.Get("Range")
			ranges <- asked
			if asked == "" {
				w = &cutWriter{w, int(file.Size()) * 4 / 10, said}
			}
		}
		front.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)

	p := openAt(t, server.URL+"/"+settings, chromedp.WithNewBrowserContext())
	p.waitFor("document.getElementById('dataset-status').innerText.includes('The download stands still')")
	p.shoot("stalled", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900))
	close(said)
	p.waitForDataset()
	if got := p.value("dataset-status"); got != 70000 {
		t.Errorf("%g images, want the 70000 of MNIST", got)
	}
	if first, second := <-ranges, <-ranges; first != "" || !strings.HasPrefix(second, "bytes=") || second == "bytes=0-" {
		t.Errorf("the dataset was asked for with the ranges %q and %q, want none and then the rest", first, second)
	}

	// What is kept for visits without a network is the whole file.
	p.do(chromedp.Evaluate[chromedp.Void](`(async function look() {
		const known = await caches.match(goappEnv["mnist.json.gz"]);
		window.keptBytes = known ? (await known.arrayBuffer()).byteLength : setTimeout(look, 100) && 0;
	})()`))
	p.waitFor("window.keptBytes > 0")
	if kept := eval[int64](p, "window.keptBytes"); kept != file.Size() {
		t.Errorf("%d bytes are kept, want the %d of the file", kept, file.Size())
	}
}

// TestTrainerThatStandsStill lets the trainer's program stand still.
func TestTrainerThatStandsStill(t *testing.T) {
	s := newSpoiler(t, newFront(t, address))
	released := make(chan struct{})
	s.spoil("trainer-relaxed.wasm", func(w http.ResponseWriter, right []byte) {
		w.Write(right[:len(right)/2])
		w.(http.Flusher).Flush()
		<-released
		w.Write(right[len(right)/2:])
	}, 1, always)
	p := openAt(t, s.url, chromedp.WithNewBrowserContext())
	const says = "document.getElementById('error').innerText.includes('has not arrived yet')"
	p.waitFor(says)
	p.shoot("trainer-stalled", 390, 844, true)
	close(released)
	p.waitForDataset()
	p.waitFor("!" + says)
}
