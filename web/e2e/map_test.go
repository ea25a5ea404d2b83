package e2e

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mapSettings are those of a run that learns much in a short epoch.
const mapSettings = "#net=linear+32,+relu,+linear&lr=0.1&momentum=0.9&batch=64&epochs=1&workers=2"

// openMap opens the map of digits in “Look inside”.
func (p *tab) openMap() {
	p.t.Helper()
	p.click("tab-inside")
	p.waitFor("document.getElementById('inside-fold-map') !== null")
	eval[bool](p, "document.getElementById('inside-fold-map').click() === undefined")
	// What stands above it grows as it is painted, and moves it out of sight again.
	p.until("the map's images", func() bool {
		return eval[bool](p, `(() => {
			const map = document.getElementById("digit-map");
			map?.scrollIntoView({block: "center"});
			return Number(map?.dataset.value) >= 2000; // and the visitor's own
		})()`)
	})
}

// The images of the test part as the network learns, and can be pointed at and put on
// the pad.
func TestDigitMap(t *testing.T) {
	p := open(t, mapSettings)
	p.waitForDataset()
	p.draw(digits[1].line) // a 7
	p.openMap()
	p.click("map-lda")
	p.waitFor("document.getElementById('map-method').dataset.value === 'lda'")
	p.waitForPainted("digit-map")

	// A mouse points at the image next to it, and presses it.
	p.do(chromedp.ScrollIntoView(chromedp.ID("map-cursor")))
	p.click("map-cursor")
	p.waitFor("document.getElementById('map-card').dataset.value !== undefined")
	p.waitFor("document.getElementById('inside-subject')?.dataset.value === document.getElementById('map-card').dataset.value")
	// So do keys, from there on.
	eval[bool](p, "document.getElementById('map-cursor').focus() === undefined")
	first := eval[string](p, "document.getElementById('map-card').innerText")
	p.do(chromedp.KeyEvent(kb.ArrowRight))
	p.waitFor("document.getElementById('map-card').innerText !== " + strconv.Quote(first))
	far := p.picture("digit-map")
	p.do(chromedp.KeyEvent("+"))
	p.waitFor("document.getElementById('digit-map').toDataURL() !== " + strconv.Quote(far))
	p.do(chromedp.KeyEvent(kb.Enter))
	p.waitFor("document.getElementById('map-card').innerText.startsWith(/On the pad: (.*),/.exec(document.getElementById('inside-subject')?.innerText)?.[1])")
	p.do(chromedp.KeyEvent(kb.Home))

	// The clouds of a network that has hardly begun lie over each other.
	p.click("train-step")
	p.waitForTraining("paused")
	p.do(chromedp.ScrollIntoView(chromedp.ID("digit-map")))
	p.waitFor("document.getElementById('map-words').innerText.includes('32 numbers')")
	before := eval[float64](p, "Number(document.getElementById('digit-map').dataset.separation)")
	eval[bool](p, watchLongTasks+" === undefined")
	p.click("train-pause")
	p.waitForTraining("done")
	p.do(chromedp.ScrollIntoView(chromedp.ID("digit-map")))
	p.until("clouds that have parted", func() bool {
		return eval[float64](p, "Number(document.getElementById('digit-map').dataset.separation)") > 1.5*before
	})
	t.Logf("from a separation of %.2f to %.2f; the longest task meanwhile took %.0f ms", before,
		eval[float64](p, "Number(document.getElementById('digit-map').dataset.separation)"), eval[float64](p, "window.longest"))

	p.click("inside-fold-map")
	p.waitFor("document.getElementById('digit-map') === null")
}
