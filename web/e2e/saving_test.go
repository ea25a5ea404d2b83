package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Of a visitor who saves data the page asks for nothing large before it is wanted, and
// reads what is drawn all the same.
func TestSaveData(t *testing.T) {
	p := newTab(t, browser, chromedp.WithNewBrowserContext())
	saves := true
	if _, err := chromedp.Call(p.ctx, emulation.SetDataSaverOverride, emulation.SetDataSaverOverrideParams{DataSaverEnabled: &saves}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(address+"#steps=20"))
	p.waitFor("document.documentElement?.dataset.dataset === 'held'")
	p.draw(digits[1].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
	p.shoot("held", 1440, 900, false)
	p.shoot("held", 390, 844, true)
	p.click("train-start")
	p.waitForTraining("done")
	if got := eval[string](p, "document.documentElement.dataset.dataset"); got != "ready" {
		t.Errorf("after the run that Train has loaded the images for, data-dataset is %q", got)
	}
}
