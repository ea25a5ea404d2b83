package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
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
	p.do(chromedp.KeyEvent("\x1b"))
	p.waitFor("document.getElementById('prediction').dataset.value === '' && document.getElementById('pad').dataset.value === '0'")
	p.click("pad-undo")
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.click("pad-undo")
	p.waitFor("document.getElementById('pad').dataset.value === '0' && document.getElementById('prediction').innerText === '–'")
}
