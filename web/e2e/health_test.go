package e2e

import "testing"

// The fold shows the layers of a run while it is open, painted as far as the run is.
func TestHealth(t *testing.T) {
	p := open(t, settings)
	p.waitForDataset()
	p.click("train-start")
	p.waitForStep(1)
	eval[bool](p, "(document.getElementById('health').open = true)")
	p.waitFor("document.querySelectorAll('#health canvas').length === 6")
	first := p.value("health")
	p.waitForStep(first + 1)
	p.until("a later measurement", func() bool { return p.value("health") > first })
	p.click("train-pause")
	p.waitForTraining("paused")
	// Of each picture, every column has something in it.
	const painted = `[...document.querySelectorAll('#health canvas')].every(canvas => {
		const {width, height} = canvas, {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
		return width > 1 && Array.from({length: width}, (_, x) => x).every(x =>
			Array.from({length: height}, (_, y) => data[4*(y*width+x)+3]).some(alpha => alpha > 0));
	})`
	p.waitFor(painted)
	if ratio := p.value("health-update-conv1"); !(ratio > 1e-6 && ratio < 1) {
		t.Errorf("a step moves conv1 by %g of its weights", ratio)
	}
	p.shootAll("health")
	eval[bool](p, "(document.getElementById('health').open = false)")
	p.waitFor("document.querySelectorAll('#health canvas').length === 0")
}
