package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Images are painted wherever one scrolls to; a mistake, chosen by the keyboard,
// goes to the pad.
func TestGallery(t *testing.T) {
	p := open(t, "")
	p.waitForDataset()
	p.click("tab-data")
	p.waitFor("document.getElementById('gallery')?.dataset.value === '10000'")
	if painted := eval[int](p, inked); painted < 1000 {
		t.Errorf("%d pixels of ink are painted, want a screenful of digits", painted)
	}
	for _, width := range []int64{390, 320, 1440} {
		p.do(chromedp.EmulateViewport(width, 844))
		if got := eval[int64](p, "document.documentElement.scrollWidth"); got > width {
			t.Errorf("the page is %d pixels wide in a window of %d", got, width)
		}
	}
	for _, width := range []int64{1440, 390} {
		p.shoot("gallery", width, 900, false)
		p.shoot("gallery", width, 900, true)
	}
	p.do(chromedp.EmulateViewport(1440, 900))

	// However far down, the images in sight are painted.
	eval[bool](p, "(document.getElementById('gallery').scrollTop = 50000, true)")
	p.waitFor(inked + " > 1000")

	// And when it is opened again.
	p.click("tab-train")
	p.waitFor("document.getElementById('gallery') === null")
	p.click("tab-data")
	p.waitFor("document.querySelector('#gallery canvas')?.clientHeight > 300")
	p.waitFor(inked + " > 1000")

	// By the keyboard, too; which images are mistakes takes an evaluation.
	p.click("gallery-mistakes")
	p.waitFor("Number(document.getElementById('gallery').dataset.value || 1e6) < 200")
	p.do(chromedp.Focus(chromedp.ID("gallery")), chromedp.KeyEvent(kb.ArrowRight))
	p.waitFor("document.getElementById('gallery').getAttribute('aria-activedescendant') === 'gallery-option-1'")
	p.waitFor("document.querySelector('#gallery [aria-selected]').ariaLabel.includes(' read as ')")
	p.shoot("gallery-mistakes", 1440, 900, false)
	p.shoot("gallery-mistakes", 390, 900, true)
	p.do(chromedp.EmulateViewport(1440, 900))

	p.choose("gallery-digit", "4")
	p.waitFor("document.querySelector('#gallery [aria-selected]')?.ariaLabel.includes(': 4 read as ')")
	p.waitFor("document.getElementById('gallery-chosen') !== null") // the card waits for the image itself
	name := eval[string](p, "document.getElementById('gallery-chosen').innerText")
	p.do(chromedp.Focus(chromedp.ID("gallery")), chromedp.KeyEvent(kb.Enter))
	p.waitFor("document.getElementById('picture') !== null")
	if alt := eval[string](p, "document.getElementById('picture').alt"); alt != "The picture "+name {
		t.Errorf("the pad shows %q, want %q", alt, name)
	}
}

// inked counts the pixels of ink on the gallery's canvas.
const inked = `(() => {
	const canvas = document.querySelector("#gallery canvas");
	const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
	let count = 0;
	for (let i = 0; i < pixels.length; i += 4) if (pixels[i] > 200 && pixels[i + 3] === 255) count++;
	return count;
})()`
