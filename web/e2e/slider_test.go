package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// misplaced names the sliders that stand somewhere else than where they say.
const misplaced = `Array.from(document.querySelectorAll("input[type=range]"))
	.filter(s => Number(s.value) !== Number(s.dataset.value))
	.map(s => s.id + " at " + s.value + ", not " + s.dataset.value).join("; ")`

// Each slider has limits or steps that are not those of an input without any.
func TestSlidersStandWhereTheySay(t *testing.T) {
	p := open(t, "#augment=shift=2.3,rotate=7.5,scale=0.13,shear=0.17,elastic=0.7,thickness=0.3")
	p.waitForDataset()
	p.waitFor("document.getElementById('augment-shift')?.dataset.value === '2.3'")
	p.draw(digits[1].line)
	p.click("tab-inside")
	p.waitFor("document.querySelectorAll('.sweep[data-value]').length === 5")
	p.waitFor("document.querySelectorAll('input[type=range]').length > 10")
	if got := eval[string](p, misplaced); got != "" {
		t.Error(got)
	}

	// Each follows what is chosen elsewhere, also after it has been moved.
	p.do(chromedp.ScrollIntoView(chromedp.ID("whatif-picture")))
	p.slide("whatif-scale", "0.25")
	p.waitFor("document.getElementById('whatif-scale').dataset.value === '0.25'")
	// Parts above may still get their height, so that a pointer would miss.
	eval[bool](p, "document.getElementById('whatif-reset').click() === undefined")
	p.waitFor("document.getElementById('whatif-scale').value === '0'")
	p.slide("augment-shift", "0.4")
	p.waitFor("document.getElementById('augment').value.startsWith('shift=0.4')")
	p.set("augment", "shift=1.7")
	p.waitFor("document.getElementById('augment-shift').value === '1.7'")
	if got := eval[string](p, misplaced); got != "" {
		t.Error(got)
	}
}
