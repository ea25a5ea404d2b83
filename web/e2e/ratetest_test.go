package e2e

import "testing"

// A rate is found, filled in and trained with; nothing else has changed by then.
func TestFindRate(t *testing.T) {
	p := open(t, "#net=mlp&momentum=0.9&workers=2")
	p.waitForDataset()
	p.click("rate-find")
	p.waitFor("Number(document.getElementById('rate-test').dataset.value) > 0")
	p.shootAll("rate-test")
	if state := eval[string](p, "document.documentElement.dataset.training"); state != "idle" {
		t.Errorf("the run is %s", state)
	}
	// Where the network learns, by a wide margin.
	if rate := p.value("rate-test"); !(rate >= 0.01 && rate <= 0.5) {
		t.Errorf("a rate of %g is suggested", rate)
	}
	p.click("rate-use")
	p.waitFor("document.getElementById('learning-rate').value === document.getElementById('rate-test').dataset.value")
	p.click("rate-close")
	p.waitFor("document.activeElement.id === 'rate-find'")

	p.set("batch-size", "2000") // there is time to stop it
	p.click("rate-find")
	p.waitFor("document.getElementById('rate-progress')?.dataset.value > 0")
	p.click("rate-close")
	p.waitFor("document.getElementById('rate-progress').hidden && document.getElementById('rate-test').dataset.value === ''")
	p.set("batch-size", "100")
	p.click("train-start")
	p.waitForStep(1)
}
