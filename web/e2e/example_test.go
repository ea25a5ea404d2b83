package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The page opens with a digit that has drawn itself and is answered; the first stroke
// takes its place.
func TestExample(t *testing.T) {
	p := open(t, "")
	p.waitFor("document.getElementById('prediction').dataset.example === 'true' && document.getElementById('prediction').innerText === '3'")
	p.waitFor("Number(document.getElementById('probability-3').dataset.value) > .9")
	for _, width := range []int64{1440, 390} {
		p.shoot("example", width, 900, false)
		p.shoot("example", width, 900, true)
	}
	p.do(chromedp.EmulateViewport(1440, 900))
	if got := p.value("pad"); got != 0 {
		t.Errorf("the pad says %g strokes of the example's, want 0", got)
	}
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1' && document.getElementById('prediction').dataset.example === 'false'")
	// Both ways back, by keyboard and button.
	p.do(chromedp.KeyEvent(kb.Escape))
	p.waitFor("document.getElementById('prediction').dataset.value === '' && document.getElementById('pad').dataset.value === '0'")
	p.click("pad-undo")
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.click("pad-undo")
	p.waitFor("document.getElementById('pad').dataset.value === '0' && document.getElementById('prediction').innerText === '–'")
}

// The tour frames what it speaks of, ends with Esc, and is offered once; the footer
// opens it again.
func TestTour(t *testing.T) {
	p := open(t, "")
	p.do(chromedp.Evaluate[chromedp.Void]("localStorage.removeItem('tour')"), chromedp.Reload())
	p.waitFor("document.getElementById('tour-open')?.checkVisibility()")
	if focus := eval[string](p, "document.activeElement.tagName"); focus != "BODY" {
		t.Errorf("%s has the focus, want nothing to have it", focus)
	}
	framed := func(selector string) string {
		return "getComputedStyle(document.querySelector('" + selector + "')).outlineStyle === 'solid'"
	}
	p.click("tour-open")
	p.waitFor(framed(".pad-sheet"))
	p.click("tour-next")
	p.waitFor(framed(".answer") + " && !(" + framed(".pad-sheet") + ")")
	for _, width := range []int64{1440, 390} {
		p.shoot("tour", width, 844, false)
	}
	p.do(chromedp.EmulateViewport(1440, 900))
	p.do(chromedp.KeyEvent(kb.Escape))
	p.waitFor("document.getElementById('tour') === null && document.activeElement.id === 'next-do'")
	p.waitFor("localStorage.getItem('tour') !== null")
	p.do(chromedp.Reload())
	p.waitFor("document.documentElement.dataset.ready === 'true'")
	if eval[bool](p, "document.getElementById('tour-open').checkVisibility()") {
		t.Error("the tour is offered again")
	}
	p.click("tour-again")
	p.waitFor("document.getElementById('tour')?.dataset.value === '1' && document.activeElement.id === 'tour-next'")
}
