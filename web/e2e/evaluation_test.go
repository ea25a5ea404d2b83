package e2e

import (
	"math"
	"testing"

	"github.com/chromedp/chromedp"
)

// The accuracy of the weights that the page starts with on MNIST's test images
// is above this: see the recipe "best".
const leastAccuracy = 0.994

func TestEvaluate(t *testing.T) {
	p := open(t, "")
	p.waitForDataset()
	p.click("tab-evaluate")
	p.waitFor("document.getElementById('evaluate') && !document.getElementById('evaluate').disabled")
	p.click("evaluate")
	p.waitFor("document.getElementById('reliability') !== null") // the last part

	accuracy := p.value("report-accuracy")
	if accuracy < leastAccuracy || accuracy > 1 {
		t.Errorf("accuracy = %g, want at least %g", accuracy, leastAccuracy)
	}
	if ece := p.value("report-ece"); !(ece > 0 && ece < 0.05) {
		t.Errorf("calibration error = %g, want a small share", ece)
	}
	if before := p.value("report-ece-before"); !(before > 0 && before < 0.05) {
		t.Errorf("calibration error without the temperature = %g, want a small share", before)
	}
	const cells = "[...document.querySelectorAll('#confusion td[data-value]')]"
	const sum = ".reduce((sum, cell) => sum + Number(cell.dataset.value), 0)"
	if images := eval[int](p, cells+sum); images != 10000 {
		t.Errorf("the matrix adds up to %d images, want 10000", images)
	}
	if right := eval[float64](p, cells+".filter((_, i) => i % 11 === 0)"+sum); math.Abs(right/10000-accuracy) > 1e-6 {
		t.Errorf("%g images on the diagonal, but the accuracy is %g", right, accuracy)
	}
	if bars := eval[int](p, "document.querySelectorAll('#reliability [data-part=accuracy] rect').length"); bars < 5 {
		t.Errorf("the reliability diagram has %d bars", bars)
	}
	for _, width := range []int64{390, 320, 1440} {
		p.do(chromedp.EmulateViewport(width, 844))
		if got := eval[int64](p, "document.documentElement.scrollWidth"); got > width {
			t.Errorf("the page is %d pixels wide in a window of %d", got, width)
		}
	}
	for _, width := range []int64{1440, 390} {
		p.shoot("evaluation", width, 900, false)
		p.shoot("evaluation", width, 900, true)
	}
	p.do(chromedp.EmulateViewport(1440, 900))

	// A cell chooses its images.
	p.do(chromedp.Click("#confusion td.wrong button"))
	p.waitFor("document.getElementById('mistakes-all') !== null")
	count := eval[int](p, "Number(document.querySelector('#confusion td:has([aria-pressed=true])').dataset.value)")
	if shown := p.value("mistakes"); int(shown) != min(count, 12) {
		t.Errorf("%g images of a mistake made %d times", shown, count)
	}
	p.shoot("mistakes", 1440, 900, false)
	p.do(chromedp.EmulateViewport(1440, 900))
	// Once more, and all are shown again.
	p.do(chromedp.Click("#confusion [aria-pressed=true]"))
	p.waitFor("document.getElementById('mistakes-all') === null")

	// An image goes to the network as it is, which makes the same mistake.
	p.waitFor("document.querySelector('.mistake img').naturalWidth === 28")
	digit := eval[string](p, "document.querySelector('.mistake-pair').textContent.slice(-1)")
	p.do(chromedp.Click("#mistake-0"))
	p.waitFor("document.getElementById('prediction').dataset.value === '" + digit + "'")
	p.waitFor("document.activeElement.id === 'pad'")
	p.shoot("sample", 1440, 900, true)
	p.click("pad-clear")
	p.waitFor("document.getElementById('prediction').dataset.value === ''")
}
