package e2e

import (
	"context"
	"testing"

	"digitlab/web/e2e/webdriver"
)

// Where Firefox lets a site keep nothing, all else works.
func TestWithoutSiteData(t *testing.T) {
	address, stop, err := startServer(watchedDist(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	const refuseAll = 2
	w := openWindow(t, func(ctx context.Context) (*webdriver.Session, error) {
		return webdriver.StartFirefox(ctx, map[string]any{"network.cookie.cookieBehavior": refuseAll})
	}, address+"#batch=16&workers=2")
	w.waitForDataset()
	if evalIn[bool](w, "navigator.cookieEnabled") {
		t.Error("the browser does not keep the site from its data")
	}
	w.draw(digits[1].line) // a 7
	w.waitFor("document.getElementById('prediction').dataset.value === '7'")
	w.click("train-step")
	w.waitFor("document.getElementById('metric-step').dataset.value === '1'")
	w.expectNoProblems()
}

// Where WebKit has no SIMD, a sentence says what is missing.
func TestWithoutSIMD(t *testing.T) {
	w := startWindow(t, func(ctx context.Context) (*webdriver.Session, error) {
		return webdriver.StartWebKit(ctx, "JSC_useWasmSIMD=0")
	})
	w.must(w.Open(address))
	w.waitFor("document.getElementById('app-wasm-loader-label').innerText.includes('it lacks WebAssembly SIMD')")
}
