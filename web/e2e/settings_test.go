package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

func (p *tab) waitForValue(id, value string) {
	p.t.Helper()
	p.waitFor(fmt.Sprintf("document.getElementById(%q).dataset.value === %q", id, value))
}

func (p *tab) unfold() {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void]("document.getElementById('more-settings').open = true"))
}

// shootAll leaves screenshots of a wide and a narrow window in both themes.
func (p *tab) shootAll(name string) {
	p.t.Helper()
	for _, width := range []int64{1440, 390} {
		p.shoot(name, width, 900, false)
		p.shoot(name, width, 900, true)
	}
	p.do(chromedp.EmulateViewport(1440, 900))
}

// All settings are in sight, on the narrowest screen too; they are followed, by
// the samples and by the run.
func TestNetworkAndAugmentation(t *testing.T) {
	p := open(t, "#lr=0.05&momentum=0.9&batch=32&workers=2&net=modern")
	p.waitForDataset()
	p.unfold()
	p.waitFor("document.getElementById('network-preset').value === 'modern'")
	p.waitFor("document.getElementById('network-params').dataset.value > 20350")
	p.set("network", "pool, pool, pool, linear")
	p.waitFor("document.getElementById('network-error').innerText !== ''")
	p.shootAll("wrong-network")
	p.set("network-preset", "modern")
	p.waitFor("document.getElementById('network-error').innerText === ''")
	p.set("conv1-filters", "12")
	p.waitFor("document.getElementById('network').value.startsWith('conv 12 3,')")

	p.set("augment-preset", "light")
	p.click("augment-show")
	p.waitForValue("augment-preview", "16")
	const sources = "Array.from(document.querySelectorAll('#augment-preview img'), i => i.src).join()"
	light := eval[string](p, sources)
	p.set("augment-rotate", "45")
	p.waitFor(fmt.Sprintf("document.getElementById('augment').value.includes('rotate=45') && %s !== %q", sources, light))
	p.shootAll("augmentation")
	p.do(chromedp.EmulateViewport(320, 800))
	if got := eval[int64](p, "document.documentElement.scrollWidth"); got > 320 {
		t.Errorf("with all settings in sight the page is %d pixels wide in a window of 320", got)
	}
	p.shoot("augmentation", 320, 800, false)
	p.do(chromedp.EmulateViewport(1440, 900))

	p.click("train-start")
	p.waitForStep(30)
	p.click("train-stop")
	p.waitForTraining("done")
	// Ten classes, even odds: a loss of log(10) = 2.3 before the first step.
	if loss := p.value("metric-loss"); !(loss < 2.2) {
		t.Errorf("the loss after 30 steps is %g, want it below 2.2", loss)
	}

	p.choose("recipe", "tutorial")
	p.waitForValue("learning-rate", "0.01")
}

// Layers, optimiser and schedule that PyTorch's users know are trained with.
func TestOtherLayers(t *testing.T) {
	p := open(t, "#lr=0.002&batch=32&workers=2&optimizer=rmsprop&schedule=plateau&patience=1"+
		"&net=normalize 0.1307 0.3081, conv 12 3 stride 4, gelu, avgpool 7, linear")
	p.waitForDataset()
	p.unfold()
	p.waitForValue("network-params", "250") // 12*9 + 12, and 12*10 + 10
	p.set("conv1-stride", "2")
	p.set("avgpool1-side", "2")
	p.waitForValue("network-params", "6010") // of 12 maps of 7x7
	if got := eval[string](p, "['optimizer', 'schedule', 'patience'].map(id => document.getElementById(id).value).join()"); got != "rmsprop,plateau,1" {
		t.Errorf("the link chose %s", got)
	}
	p.shoot("other-layers", 1440, 900, false)

	p.click("train-start")
	p.waitForStep(30)
	p.click("train-stop")
	p.waitForTraining("done")
	// Ten classes, even odds: a loss of log(10) = 2.3 before the first step.
	if loss := p.value("metric-loss"); !(loss < 1.5) {
		t.Errorf("the loss after 30 steps is %g, want it below 1.5", loss)
	}
	p.draw(digits[1].line)
	p.click("tab-inside")
	p.waitFor("document.getElementById('inside-fold-maps') !== null")
	p.click("inside-fold-maps")
	for _, id := range []string{"maps-normalize1", "maps-gelu1", "maps-avgpool1"} {
		p.waitFor(fmt.Sprintf("document.getElementById(%q)", id))
		p.do(chromedp.ScrollIntoView(chromedp.ID(id)))
		p.waitForPainted(id)
	}
}

// What is typed into the middle of the layers stays there, and so does the caret.
func TestTypingLayers(t *testing.T) {
	p := open(t, "#net=mlp")
	p.unfold()
	p.waitFor("document.getElementById('network').value === 'linear 100, relu, linear'")
	p.do(chromedp.Focus(chromedp.ID("network")),
		chromedp.Evaluate[chromedp.Void]("document.getElementById('network').setSelectionRange(8, 8)"),
		chromedp.KeyEvent("5"), chromedp.KeyEvent("\b"), chromedp.KeyEvent("64, relu, linear "))
	// The trainer has been asked, and has answered that no layer has 00 units.
	p.waitFor("document.getElementById('network-error').innerText !== ''")
	p.do(chromedp.KeyEvent("3"))
	const want = "linear 164, relu, linear 300, relu, linear"
	if got := eval[string](p, "document.getElementById('network').value"); got != want {
		t.Errorf("after typing, the layers are %q, want %q", got, want)
	}
	// (784+1)*164 + (164+1)*300 + (300+1)*10 weights and biases.
	p.waitForValue("network-params", "181250")
}
