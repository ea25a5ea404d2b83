package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// picture returns what a canvas shows, as a text that differs where it does.
func (p *tab) picture(id string) string {
	p.t.Helper()
	return eval[string](p, fmt.Sprintf("document.getElementById(%q).toDataURL()", id))
}

// slide moves a slider.
func (p *tab) slide(id, value string) {
	p.t.Helper()
	p.do(chromedp.SetValue(chromedp.ID(id), value))
	eval[bool](p, fmt.Sprintf("document.getElementById(%q).dispatchEvent(new Event('input', {bubbles: true}))", id))
}

// expectSum holds that the sum on the page is that of the products on it, at the pixel
// that is pressed in a map.
func (p *tab) expectSum() {
	p.t.Helper()
	p.do(chromedp.ScrollIntoView(chromedp.ID("network-lines")))
	p.waitForPainted("network-lines")
	p.do(chromedp.Click("#network-column-2")) // a map of pool1
	p.waitFor("document.getElementById('sum-layer')?.value === 'pool1'")
	p.click("sum-map-picture") // its middle
	p.waitFor("document.getElementById('sum-words')?.innerText.includes('row 8, column 8')")
	p.waitFor(`(() => {
		const sum = document.getElementById('sum-conv1');
		const products = [...sum.querySelectorAll('.sum-numbers:last-of-type td')].map(cell => Number(cell.innerText.replace('−', '-')));
		const bias = Number(/bias ([+−]) ([0-9.]+)/.exec(sum.innerText).slice(1).join('').replace('−', '-'));
		const total = products.reduce((a, b) => a + b, 0) + bias;
		return products.length === 25 && Math.abs(total - sum.dataset.value) < 26 * .005; // each is rounded
	})()`)
}

// expectImaginings holds that a digit is imagined, and the 7 on the pad made a 2, which
// is read as one when it is put there.
func (p *tab) expectImaginings() {
	p.t.Helper()
	// What is above may still grow, and a pointer would miss.
	press := func(id string) { eval[bool](p, fmt.Sprintf("document.getElementById(%q).click() === undefined", id)) }
	for _, part := range []struct {
		name, digit string
		pictures    []string
	}{
		{"imagine", "4", []string{"imagine-picture"}},
		{"disguise", "2", []string{"disguise-original", "disguise-change", "disguise-picture"}},
	} {
		press("inside-fold-" + part.name)
		p.waitFor(fmt.Sprintf("document.getElementById('%s-%s')?.disabled === false", part.name, part.digit))
		press(part.name + "-" + part.digit)
		p.waitFor(fmt.Sprintf("document.getElementById(%[1]q).dataset.value === %[2]q && document.getElementById(%[1]q).dataset.state === 'still'", part.name, part.digit))
		for _, id := range part.pictures {
			p.do(chromedp.ScrollIntoView(chromedp.ID(id)))
			p.waitForPainted(id)
		}
		for _, width := range []int64{390, 320, 1440} {
			p.do(chromedp.EmulateViewport(width, 844))
			if got := eval[int64](p, "document.documentElement.scrollWidth"); got > width {
				p.t.Errorf("with %s open the page is %d pixels wide in a window of %d", part.name, got, width)
			}
		}
		p.shoot(part.name, 390, 900, false)
		p.do(chromedp.EmulateViewport(1440, 900))
	}
	press("disguise-use")
	p.waitFor("document.getElementById('prediction').dataset.value === '2'")
}

func TestInside(t *testing.T) {
	p := open(t, "")
	p.waitForDataset()
	p.draw(digits[1].line) // a 7
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
	p.click("tab-inside")
	p.waitFor("document.getElementById('logits')?.dataset.value === '7'")
	p.expectSum()
	for _, part := range []struct { // the last ones are folded
		name string
		ids  []string
	}{
		{"filters", []string{"filters-conv1", "filters-conv2", "filters-fc"}},
		{"maps", []string{"maps-conv1", "maps-relu1", "maps-pool1", "maps-conv2", "maps-relu2", "maps-pool2"}},
	} {
		p.do(chromedp.ScrollIntoView(chromedp.ID("inside-fold-" + part.name)))
		p.click("inside-fold-" + part.name)
		for _, id := range part.ids {
			p.do(chromedp.ScrollIntoView(chromedp.ID(id)))
			p.waitForPainted(id)
		}
	}
	if got := p.value("preparation"); got != 4 {
		t.Errorf("%g steps of the preparation, want 4", got)
	}
	best := 0
	for digit := range 10 {
		if p.value(fmt.Sprintf("logit-%d", digit)) > p.value(fmt.Sprintf("logit-%d", best)) {
			best = digit
		}
	}
	if best != 7 {
		t.Errorf("the largest logit is that of %d, want 7", best)
	}
	p.waitFor("document.getElementById('nearest')?.dataset.value === '5'")
	p.waitFor("document.getElementById('mattered')?.dataset.value === '7'")

	for _, id := range []string{"contributions", "whatif-picture"} { // what is in sight is painted
		p.do(chromedp.ScrollIntoView(chromedp.ID(id)))
		p.waitForPainted(id)
	}
	p.do(chromedp.ScrollIntoView(chromedp.ID("sweep-thickness")))
	p.waitFor("document.querySelectorAll('.sweep[data-value]').length === 5")
	for _, width := range []int64{390, 320, 1440} {
		p.do(chromedp.EmulateViewport(width, 844))
		if got := eval[int64](p, "document.documentElement.scrollWidth"); got > width {
			t.Errorf("the page is %d pixels wide in a window of %d", got, width)
		}
	}
	for _, width := range []int64{1440, 390} {
		p.shoot("inside", width, 900, false)
		p.shoot("inside", width, 900, true)
	}
	p.do(chromedp.EmulateViewport(1440, 900))

	// The picture follows the sliders, and so does all that is made of it.
	p.do(chromedp.ScrollIntoView(chromedp.ID("whatif-picture")))
	p.waitFor("document.querySelectorAll('.sweep[data-value]').length === 5")
	drawn := p.picture("whatif-picture")
	p.slide("whatif-turn", "180")
	p.waitFor("document.getElementById('whatif-digit').dataset.value !== '7'")
	p.waitFor(fmt.Sprintf("document.getElementById('whatif-picture').toDataURL() !== %q", drawn))
	p.click("whatif-reset")
	p.waitFor("document.getElementById('whatif-digit').dataset.value === '7'")
	p.waitFor(fmt.Sprintf("document.getElementById('whatif-picture').toDataURL() === %q", drawn))

	// The large map, which stays in sight, lies over none of the sheets.
	if eval[bool](p, `document.querySelector(".large-map").getBoundingClientRect().left <
		document.querySelector(".inside-maps .sheets").getBoundingClientRect().right`) {
		t.Error("the large map covers the sheets")
	}

	// A map that has the focus is shown large, and arrow keys lead to the next.
	eval[bool](p, "document.querySelector('[data-layer=pool2]').focus() === undefined")
	p.waitFor("document.querySelector('[data-layer=pool2]').getAttribute('aria-valuenow') === '1'")
	p.do(chromedp.KeyEvent(kb.ArrowRight))
	p.waitFor("document.querySelector('[data-layer=pool2]').getAttribute('aria-valuenow') === '2'")

	p.expectImaginings()

	// Filters form while training goes on and someone draws.
	p.do(chromedp.ScrollIntoView(chromedp.ID("filters-conv1")))
	before := p.picture("filters-conv1")
	eval[bool](p, watchLongTasks+" === undefined")
	p.click("tab-train")
	p.set("epochs", "1")
	p.click("train-start")
	p.click("tab-inside")
	p.waitFor("document.getElementById('filters-conv1') !== null")
	p.do(chromedp.ScrollIntoView(chromedp.ID("filters-conv1")))
	p.waitFor(fmt.Sprintf("document.getElementById('filters-conv1').toDataURL() !== %q", before))
	p.click("pad-clear")
	for range 3 {
		p.draw(digits[3].line)
		p.click("pad-clear")
	}
	p.draw(digits[2].line)
	p.waitFor("document.getElementById('logits') !== null")
	t.Logf("the longest task of the main thread while training, drawing and looking inside took %.0f ms", eval[float64](p, "window.longest"))
	p.shoot("inside-training", 1440, 900, true)
}
