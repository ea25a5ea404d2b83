package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// A first visit, step by step, without an error on the console: draw, train,
// compare, look inside, correct, and find all of it again after a reload.
func TestFirstVisit(t *testing.T) {
	p := open(t, "#lr=0.1&momentum=0.9&epochs=1&workers=2")
	step := func(name string) {
		p.shoot("visit-"+name, 1440, 900, false)
		p.shoot("visit-"+name, 390, 844, true)
		p.do(chromedp.EmulateViewport(1440, 900))
	}
	p.waitForDataset()
	step("1-open")

	p.draw(digits[1].line) // a 7
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
	step("2-draw")

	p.runFor(60)
	p.waitFor("document.getElementById('weights-source').textContent.includes('this run')")
	step("3-train")

	p.set("loss-function", "squarederror")
	p.set("learning-rate", "0.005")
	p.runFor(30)
	p.waitFor("document.getElementById('runs').dataset.value === '2'")
	step("4-compare")

	p.click("share")
	p.waitFor("document.getElementById('share-status').innerText !== '' || document.getElementById('share-link').value.includes('#')")

	p.click("train-reset")
	p.waitFor("document.getElementById('weights-source').textContent.includes('pretrained')")
	p.click("tab-inside")
	p.waitFor("document.getElementById('logits')?.dataset.value === '7'")
	step("5-inside")

	p.click("correct-1") // to its owner, it is a 1
	p.waitFor("document.getElementById('hand-kept').dataset.value === '1'")
	p.click("tab-hand")
	p.waitFor("document.getElementById('hand-count')?.dataset.value === '1'")
	step("6-correct")

	p.reload()
	p.waitForDataset()
	p.waitFor("document.getElementById('hand-count')?.dataset.value === '1'")
	p.click("tab-train")
	p.waitFor("document.getElementById('runs').dataset.value === '2'")
	step("7-reload")
}
