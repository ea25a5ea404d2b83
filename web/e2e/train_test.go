package e2e

import (
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/chromedp"
)

// The run of this file's tests: two workers on the full training set, with a
// learning rate that shows its effect within a hundred batches.
const settings = "#loss=crossentropy&lr=0.05&momentum=0.9&batch=100&epochs=1&seed=7&workers=2"

func TestTrain(t *testing.T) {
	p := open(t, settings)
	p.waitForDataset()
	p.click("train-start")
	p.waitForStep(1)
	first := p.value("metric-loss")
	// Ten classes, even odds: log(10), give or take what fresh weights prefer.
	if math.Abs(first-math.Log(10)) > 0.3 {
		t.Errorf("the loss starts at %g, want about log(10) = 2.3", first)
	}
	for range 3 {
		p.clearDrawing()
	}
	if state := eval[string](p, "document.documentElement.dataset.training"); state != "running" {
		t.Errorf("the run is %s, want it to be running all the while", state)
	}
	p.waitForStep(100)
	p.click("train-pause")
	p.waitForTraining("paused")

	// A pretrained network's loss would be a tenth of this, a stuck one's 2.3.
	if loss := p.value("metric-loss"); !(loss < 1) {
		t.Errorf("the loss after 100 batches is %g, want it below 1", loss)
	}
	if points := p.value("loss-chart"); points < 100 {
		t.Errorf("the chart shows %g points after 100 batches", points)
	}
	if drawn := p.painted("--run-0"); drawn < 100 {
		t.Errorf("%d pixels of the chart are in the run's colour", drawn)
	}
	if speed := p.value("metric-speed"); !(speed > 0) {
		t.Errorf("samples a second = %g", speed)
	}
	p.shoot("training", 1440, 900, false)
	p.shoot("training", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900))

	step := p.value("metric-step")
	p.click("train-step")
	p.waitForStep(step + 1)
	if got := p.value("metric-step"); got != step+1 {
		t.Errorf("a single step goes from %g to %g", step, got)
	}
	p.click("train-pause")
	p.waitForTraining("running")
	p.waitForStep(step + 2)
	p.click("train-stop")
	p.waitForTraining("done")

	p.draw(circle(0.5, 0.5, 0.2, 0.28))
	p.waitFor("document.getElementById('prediction').dataset.value === '0'")
	p.click("train-reset")
	p.waitForTraining("idle")
	p.waitFor("document.getElementById('weights-source').innerText.includes('pretrained')")
}

func (p *tab) waitForStep(step float64) {
	p.t.Helper()
	p.waitFor(fmt.Sprintf("Number(document.getElementById('metric-step').dataset.value) >= %g", step))
}

// clearDrawing draws a line, clears the pad when it has been read, and returns
// after how many milliseconds the page has answered to that click.
func (p *tab) clearDrawing() float64 {
	p.t.Helper()
	p.draw([]point{{0.5, 0.2}, {0.5, 0.8}})
	p.waitFor("document.getElementById('prediction').dataset.value !== ''")
	p.do(chromedp.Evaluate[chromedp.Void](`{
		const prediction = document.getElementById('prediction');
		const start = performance.now();
		window.answered = 0;
		const observer = new MutationObserver(() => {
			if (prediction.dataset.value === '') {
				window.answered = performance.now() - start;
				observer.disconnect();
			}
		});
		observer.observe(prediction, {attributes: true});
		document.getElementById('pad-clear').click();
	}`))
	p.waitFor("window.answered > 0")
	return eval[float64](p, "window.answered")
}
