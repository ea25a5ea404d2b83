package e2e

import (
	"fmt"
	"math"
	"slices"
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
	checkResponsive(p)
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

// checkResponsive clears the pad several times during training and looks how
// long each click takes to be answered. The median counts: a busy build machine
// may stop in the middle of one.
func checkResponsive(p *tab) {
	p.t.Helper()
	const limit = 200 // milliseconds, after which a click feels late
	var took []float64
	for range 7 {
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
		took = append(took, eval[float64](p, "window.answered"))
	}
	slices.Sort(took)
	if median := took[len(took)/2]; median > limit {
		p.t.Errorf("during training a click is answered after %.0f ms at the median, want at most %d; all: %.0f", median, limit, took)
	}
	if state := eval[string](p, "document.documentElement.dataset.training"); state != "running" {
		p.t.Errorf("the run is %s, want it to be running all the while", state)
	}
}

func TestDivergence(t *testing.T) {
	p := open(t, "#lr=1e38&epochs=1&autostart=1")
	p.waitFor("document.getElementById('error').innerText.includes('Training diverged')")
	p.waitForTraining("done")
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
}

func TestAutostartWithSquaredError(t *testing.T) {
	p := open(t, "#loss=squarederror&lr=0.001&batch=50&epochs=1&seed=3&autostart=1")
	p.waitForStep(5)
	if got := eval[string](p, "document.getElementById('loss-function').value"); got != "squarederror" {
		t.Errorf("the link asks for squarederror, the page shows %q", got)
	}
	p.draw([]point{{0.5, 0.2}, {0.5, 0.8}})
	p.waitFor("document.getElementById('prediction').dataset.value !== ''")
	p.waitFor("document.getElementById('weights-source').innerText.includes('this run')")
	p.click("train-stop")
	p.waitForTraining("done")
}
