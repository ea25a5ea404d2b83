package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// goToPad opens an address of the page and waits until its pad takes strokes, which it
// does before the program is there.
func (p *tab) goToPad(url string) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(1440, 900))
	// Returns as soon as the page begins, where chromedp.Navigate waits for all of it.
	if _, err := chromedp.Call(p.ctx, page.Navigate, page.NavigateParams{URL: url}); err != nil {
		p.t.Fatal(err)
	}
	p.waitFor("window.takeStrokes && document.readyState === 'complete'")
}

// What is drawn while the program is still on its way is kept, and read when it is there.
func TestDrawBeforeTheProgramIsThere(t *testing.T) {
	slow, _ := line{rate: 4e6}.through(t, address)
	p := newTab(t, browser, chromedp.WithNewBrowserContext())
	p.goToPad(slow)
	bar, slant := digits[1].line[:2], digits[1].line[1:]
	p.draw(bar)
	p.draw(slant)
	p.shoot("early", 1440, 900, false)
	if eval[bool](p, isReady) {
		t.Fatal("the program was there before the digit")
	}
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
	if got := p.value("pad"); got != 2 {
		t.Errorf("there are %g strokes on the pad, want the 2 from before", got)
	}
	p.shoot("early-read", 1440, 900, false)
	p.click("pad-undo")
	p.waitFor("document.getElementById('pad').dataset.value === '1'")
}
