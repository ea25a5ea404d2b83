package e2e

import (
	"bytes"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestKernels trains a few steps from the same seed with both trainers, each
// with one worker and with two.
func TestKernels(t *testing.T) {
	const steps = 10
	var losses [2][]float64 // by kernel and step
	for i, kernel := range []struct{ key, name string }{{"simd", "simd"}, {"relaxed", "relaxed simd"}} {
		p := open(t, "#lr=0.05&momentum=0.9&batch=64&epochs=1&seed=5&workers=1&kernel="+kernel.key)
		p.waitForDataset()
		losses[i] = p.trainSteps(steps)
		alone := p.savedWeights()
		if _, got := splitWeights(alone); kernel.key == "simd" && !bytes.Equal(got, commandTensors(t, steps)) {
			t.Error("kernel=simd: Chromium computes other weights than the command")
		}
		if got := eval[string](p, "document.getElementById('metric-speed-explain-text').textContent"); !strings.HasSuffix(got, "In use: "+kernel.name+".") {
			t.Errorf("kernel=%s: of the speed it is said %q, want %q", kernel.key, got, kernel.name)
		}
		p.click("train-reset")
		p.waitForTraining("idle")
		p.set("workers", "2")
		p.trainSteps(steps)
		if !bytes.Equal(p.savedWeights(), alone) {
			t.Errorf("kernel=%s: two workers compute other weights than one", kernel.key)
		}
	}
	// The order of summation is the same, but one of them rounds products. The
	// difference is some 1e-7 of the weights and grows from step to step.
	for step, loss := range losses[0] {
		if got := losses[1][step]; math.Abs(got-loss) > 1e-3*loss {
			t.Errorf("step %d: loss %g with simd, %g with relaxed simd", step+1, loss, got)
		}
	}
}

// trainSteps trains single steps of a new run and returns their losses.
func (p *tab) trainSteps(steps int) (losses []float64) {
	p.t.Helper()
	for step := 1; step <= steps; step++ {
		p.click("train-step")
		p.waitForValue("metric-step", strconv.Itoa(step))
		losses = append(losses, p.value("metric-loss"))
	}
	return losses
}

// savedWeights saves the weights and returns the file's bytes.
func (p *tab) savedWeights() []byte {
	p.t.Helper()
	file, err := os.ReadFile(p.save("weights-save", p.downloads()))
	if err != nil {
		p.t.Fatal(err)
	}
	return file
}
