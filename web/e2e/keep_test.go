package e2e

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"
)

// noStore has browsers keep nothing themselves, so that the service worker has
// to ask for each file.
func noStore(behind http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		behind.ServeHTTP(&unkept{w}, r)
	})
}

type unkept struct{ http.ResponseWriter }

func (u *unkept) WriteHeader(status int) {
	u.Header().Set("Cache-Control", "no-store")
	u.ResponseWriter.WriteHeader(status)
}

// A wrong answer to the service worker is not kept, however right it looks.
func TestWrongAnswersAreNotKept(t *testing.T) {
	for _, file := range []string{"app.wasm", "static/app.css"} {
		t.Run(file, func(t *testing.T) {
			f := newFront(t, address)
			s := newSpoiler(t, noStore(f))
			s.spoil(file, portal, 2, 2) // the first request is the page's
			p := goTo(t, browser, s.url, "", chromedp.WithNewBrowserContext())
			p.waitFor(isReady)
			p.cached("") // the service worker is there
			s.stop()
			p.reload()
			p.waitFor("getComputedStyle(document.querySelector('.page')).maxWidth !== 'none'")
			if wrong := p.wrongCopies(); wrong != 0 {
				t.Errorf("%d pages are kept in place of files", wrong)
			}
		})
	}
}

// A copy that is wrong all the same, kept by whatever means, is fetched anew when
// it does not work, and no new version takes it over.
func TestWrongCopies(t *testing.T) {
	f := newFront(t, address)
	p := goTo(t, browser, f.url, "", chromedp.WithNewBrowserContext())
	p.waitFor(isReady)
	p.waitForDataset()
	p.cached("")
	p.spoilCopies()
	p.reload()
	p.waitForDataset()
	p.readAndTrain()

	p.spoilCopies()
	changed, stop, err := startServer(changedDist(t))
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	f.change(t, changed)
	old := p.version()
	eval[bool](p, "navigator.serviceWorker.getRegistration().then((r) => r.update()), true")
	p.click("update-reload")
	p.waitFor(isReady + " && goappEnv.GOAPP_VERSION !== '" + old + "'")
	p.readAndTrain()
	p.until("no wrong copy", func() bool { return p.wrongCopies() == 0 })
}

// wrongCopies counts what the caches hold in place of programs, scripts and styles.
func (p *tab) wrongCopies() int {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`
		window.wrong = -1;
		(async () => {
			let count = 0;
			for (const name of await caches.keys()) {
				const cache = await caches.open(name);
				for (const request of await cache.keys()) {
					const type = (await cache.match(request)).headers.get("Content-Type");
					if (/\.(wasm|js|css)$/.test(request.url) && type.startsWith("text/html")) count++;
				}
			}
			window.wrong = count;
		})()`))
	p.waitFor("window.wrong >= 0")
	return eval[int](p, "window.wrong")
}

// spoilCopies puts a page into the caches in place of programs and scripts.
func (p *tab) spoilCopies() {
	p.t.Helper()
	eval[bool](p, `(async () => {
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				if (!/\.(wasm|js)$/.test(request.url)) continue;
				await cache.put(request, new Response("<title>Log in", { headers: { "Content-Type": "text/html" } }));
			}
		}
		window.spoilt = true;
	})(), true`)
	p.waitFor("window.spoilt")
	if got := p.wrongCopies(); got < 5 {
		p.t.Fatalf("%d copies are spoilt, want all programs and scripts", got)
	}
}
