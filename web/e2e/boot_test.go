package e2e

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// goTo opens an address in a new tab, which has run a script before the page's
// own, and waits for nothing. What the page prints is not looked at.
func goTo(t *testing.T, browser context.Context, url, script string, options ...chromedp.ContextOption) *tab {
	t.Helper()
	p := newTab(t, browser, options...)
	_, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	if err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(url))
	return p
}

const loaderText = "document.getElementById('app-wasm-loader')?.innerText ?? ''"

// says waits until the loader says something.
func (p *tab) says(text string) {
	p.t.Helper()
	p.waitFor(fmt.Sprintf("(%s).includes(%q)", loaderText, text))
}

// A part of the page that does not arrive, or not as it is, is fetched once more.
func TestPartsThatArriveLater(t *testing.T) {
	for _, test := range []struct {
		file, name string
		fault      fault
	}{
		{"app.wasm", "404", missing},
		{"app.wasm", "half", half},
		{"app.wasm", "cut off", broken},
		{"app.wasm", "login page", portal},
		{"app.js", "login page", portal},
		{"static/storage.js", "half", half},
		{"static/theme.js", "404", missing},
	} {
		t.Run(test.file+" "+test.name, func(t *testing.T) {
			s := newSpoiler(t, newFront(t, address))
			s.spoil(test.file, test.fault, 1, 1)
			p := goTo(t, browser, s.url, "", chromedp.WithNewBrowserContext())
			p.waitFor(isReady + " && 'theme' in document.documentElement.dataset && storageRefused === false")
		})
	}
}

// If it does not come then either, the page says so, with a button that loads it
// anew.
func TestPartsThatDoNotArrive(t *testing.T) {
	for _, test := range []struct {
		file, name, says string
		fault            fault
	}{
		{"app.wasm", "404", "the server answers 404", missing},
		{"app.wasm", "half", "something else came", half},
		{"app.wasm", "cut off", "the connection broke off", broken},
		{"app.wasm", "login page", "the login page of a network", portal},
		{"wasm_exec.js", "404", "the server answers 404", missing},
		{"wasm_exec.js", "half", "something else came", half},
		{"static/version.js", "login page", "something else came", portal},
		{"static/worker.js", "half", "something else came", half},
	} {
		t.Run(test.file+" "+test.name, func(t *testing.T) {
			s := newSpoiler(t, newFront(t, address))
			s.spoil(test.file, test.fault, 1, always)
			p := goTo(t, browser, s.url, "", chromedp.WithNewBrowserContext())
			p.says(test.says)
			p.shoot("boot-"+test.name, 390, 844, true)

			s.spoil("", nil, 0, 0)
			p.click("load-anew")
			p.waitFor(isReady)
			if got := eval[string](p, loaderText); got != "" {
				t.Errorf("the page is ready, and the loader says %q still", got)
			}
		})
	}
}

// So it is with what only the workers need.
func TestTrainerThatDoesNotArrive(t *testing.T) {
	for name, fault := range map[string]fault{"404": missing, "half": half, "login page": portal} {
		t.Run(name, func(t *testing.T) {
			s := newSpoiler(t, newFront(t, address))
			s.spoil("trainer-relaxed.wasm", fault, 1, always)
			p := goTo(t, browser, s.url, "", chromedp.WithNewBrowserContext())
			p.waitFor("document.getElementById('error')?.innerText.includes('did not arrive, or not as it is')")
			s.spoil("", nil, 0, 0)
			p.click("page-anew")
			p.waitForReadyAnew()
			p.waitForDataset()
		})
	}
}

// waitForReadyAnew waits until a page without notices is ready.
func (p *tab) waitForReadyAnew() {
	p.t.Helper()
	p.waitFor(isReady + " && document.getElementById('error').innerText === ''")
}

// Where nothing arrives at all, the page does not wait without a word. The clock
// of its timers is fast.
func TestSilence(t *testing.T) {
	s := newSpoiler(t, newFront(t, address))
	released := make(chan struct{})
	s.spoil("app.wasm", func(w http.ResponseWriter, right []byte) {
		<-released
		w.Write(right)
	}, 1, always)
	p := goTo(t, browser, s.url, "const slow = setTimeout; window.setTimeout = (f, ms) => slow(f, ms / 100)", chromedp.WithNewBrowserContext())
	p.says("Nothing has arrived")
	p.says("Load anew")
	close(released)
	p.waitFor(isReady)
}

// A program that ends in the middle leaves no page that only looks alive.
func TestProgramThatEnds(t *testing.T) {
	p := goTo(t, browser, address, "", chromedp.WithNewBrowserContext())
	p.waitFor(isReady)
	eval[bool](p, "goappNav() ?? true") // without its argument, on which go-app counts
	p.says("its program ended with an error")
	p.click("load-anew")
	p.waitFor(isReady)
}

// Browsers that cannot run the page are told what they lack, in the visitor's
// language, before much is loaded.
func TestBrowsersThatCannot(t *testing.T) {
	chinese := "localStorage.setItem('digitlab-language', 'zh-Hans');"
	for _, test := range []struct {
		name, flags, script string
		says                []string
	}{
		{name: "no WebAssembly", flags: "--jitless", says: []string{"it lacks WebAssembly,", "Firefox from 113"}},
		{name: "no SIMD", flags: "--no-enable-ssse3 --no-enable-sse4-1", says: []string{"it lacks WebAssembly SIMD,"}},
		{name: "in Chinese", flags: "--jitless", script: chinese, says: []string{"缺少 WebAssembly，", "Firefox 113"}},
		{name: "an old one", script: "delete window.DecompressionStream", says: []string{"it lacks DecompressionStream,"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFront(t, address)
			own, stop := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(
				chromedp.Flag("disable-gpu", true), chromedp.Flag("js-flags", test.flags)))
			defer stop()
			if err := chromedp.Do(own, chromedp.Navigate("about:blank")); err != nil {
				t.Fatal(err)
			}
			p := goTo(t, own, f.url, test.script)
			for _, text := range test.says {
				p.says(text)
			}
			for _, path := range f.paths() {
				// The page's own program is on its way before it is known what the browser
				// lacks.
				if strings.HasSuffix(path, ".wasm") && !strings.HasPrefix(path, "/web/app.") {
					t.Errorf("it loads %s", path)
				}
			}
			p.shoot("boot-"+test.name, 1440, 900, false)
		})
	}
}
