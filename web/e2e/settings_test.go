package e2e

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// shown returns what the fields with these ids show.
func (p *tab) shown(ids ...string) map[string]string {
	p.t.Helper()
	values := map[string]string{}
	for _, id := range ids {
		values[id] = eval[string](p, fmt.Sprintf(
			"(e => e.type === 'checkbox' ? String(e.checked) : e.value)(document.getElementById(%q))", id))
	}
	return values
}

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

func TestRecipes(t *testing.T) {
	p := open(t, "#recipe=fast&batch=32")
	// The recipe is the trainer's to tell.
	p.waitFor("document.getElementById('learning-rate').value !== '0.01'")
	if got := p.shown("recipe", "batch-size"); got["recipe"] != "own" || got["batch-size"] != "32" {
		t.Errorf("a link that changes a recipe shows %v, want the recipe own and batches of 32", got)
	}
	p.unfold()
	ids := []string{"recipe", "loss-function", "learning-rate", "momentum", "batch-size", "epochs",
		"optimizer", "nesterov", "schedule", "label-smoothing", "ema", "weight-decay", "network", "augment"}
	p.set("recipe", "tutorial")
	p.waitForValue("learning-rate", "0.01")
	tutorial := p.shown(ids...)
	p.set("recipe", "fast")
	p.waitForValue("recipe", "fast")
	if fast := p.shown(ids...); fast["learning-rate"] == tutorial["learning-rate"] || fast["schedule"] == tutorial["schedule"] {
		t.Errorf("fast shows %v, like the tutorial", fast)
	}
	p.shootAll("recipe")
	p.set("momentum", "0.5")
	p.waitForValue("recipe", "own")
	p.set("recipe", "tutorial")
	p.waitForValue("recipe", "tutorial")
	// What the page shows by itself, before the trainer has told.
	plain := open(t, "")
	plain.waitFor("document.querySelectorAll('#recipe option').length > 1")
	if got := plain.shown(ids...); !maps.Equal(got, tutorial) {
		t.Errorf("the page begins with %v, want the tutorial's settings, %v", got, tutorial)
	}
}

func TestNetworkAndAugmentation(t *testing.T) {
	p := open(t, "#lr=0.05&momentum=0.9&batch=32&workers=2&net=modern")
	p.waitForDataset()
	p.unfold()
	p.waitFor("document.getElementById('network-preset').value === 'modern'")
	p.waitFor("document.getElementById('network-params').dataset.value > 20350")
	modern := p.value("network-params")

	p.set("network", "pool, pool, pool, linear")
	p.waitFor("document.getElementById('network-error').innerText === 'pool3 needs an even height, got 7'")
	p.click("train-start")
	p.waitFor("document.getElementById('error').innerText.includes('pool3 needs an even height')")
	if state := eval[string](p, "document.documentElement.dataset.training"); state != "idle" {
		t.Errorf("with a wrong network the run is %s", state)
	}
	p.shootAll("wrong-network")
	p.set("network-preset", "modern")
	p.waitFor(fmt.Sprintf("Number(document.getElementById('network-params').dataset.value) === %g", modern))
	if got := eval[string](p, "document.getElementById('network-error').innerText + document.getElementById('error').innerText"); got != "" {
		t.Errorf("after mending it the page still says %q", got)
	}

	p.set("conv1-filters", "12")
	p.waitFor(fmt.Sprintf("document.getElementById('network').value.startsWith('conv 12 3,') && "+
		"Number(document.getElementById('network-params').dataset.value) < %g", modern))

	p.set("augment-preset", "light")
	p.click("augment-show")
	p.waitForValue("augment-preview", "16")
	const sources = "Array.from(document.querySelectorAll('#augment-preview img'), i => i.src).join()"
	light := eval[string](p, sources)
	if wrong := eval[int](p, "Array.from(document.querySelectorAll('#augment-preview img')).filter(i => !/^[0-9]$/.test(i.alt)).length"); wrong > 0 {
		t.Errorf("%d images of the preview have no label", wrong)
	}
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
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('weights-source').innerText.includes('this run')")
}

// What is typed into the middle of the layers stays there, and so does the caret.
func TestTypingLayers(t *testing.T) {
	p := open(t, "#net=mlp")
	p.unfold()
	p.waitFor("document.getElementById('network').value === 'linear 100, relu, linear'")
	p.do(chromedp.Focus(chromedp.ID("network")),
		chromedp.Evaluate[chromedp.Void]("document.getElementById('network').setSelectionRange(8, 8)"),
		chromedp.KeyEvent("5"), chromedp.KeyEvent("\b"), chromedp.KeyEvent("64, relu, linear "),
		chromedp.Sleep(time.Second), // for the trainer to be asked, and to answer
		chromedp.KeyEvent("3"))
	const want = "linear 164, relu, linear 300, relu, linear"
	if got := eval[string](p, "document.getElementById('network').value"); got != want {
		t.Errorf("after typing, the layers are %q, want %q", got, want)
	}
	// (784+1)*164 + (164+1)*300 + (300+1)*10 weights and biases.
	p.waitForValue("network-params", "181250")
}
