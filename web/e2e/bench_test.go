package e2e

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// BenchmarkTraining reads the samples a second that the page shows during runs
// on the full dataset: with the kernel of engines with relaxed SIMD for one
// worker and for two, and with the other kernel for one. It reports the median
// of each and, as "burst", the best. Run it with -benchtime=1x; it takes a
// minute and a half.
func BenchmarkTraining(b *testing.B) {
	const turns = 4
	runs := []*measuredRun{
		{kernel: "relaxed", workers: 1},
		{kernel: "relaxed", workers: 2},
		{kernel: "simd", workers: 1},
	}
	for _, run := range runs {
		run.start(b)
	}
	for b.Loop() {
		// In turns, so that what else the machine does slows all of them.
		for range turns {
			for _, run := range runs {
				run.measure()
			}
		}
	}
	for _, run := range runs {
		run.report(b)
	}
	b.ReportMetric(0, "ns/op") // of a benchmark that sleeps: means nothing
}

// measuredRun is a run in a tab of its own, paused while others are measured.
type measuredRun struct {
	kernel  string
	workers int
	tab     *tab
	speeds  []float64 // samples a second
}

// start starts the run and pauses it when engines have compiled it twice.
func (r *measuredRun) start(b *testing.B) {
	const warmUp = 5 * time.Second
	r.tab = open(b, fmt.Sprintf("#epochs=1000&autostart=1&kernel=%s&workers=%d", r.kernel, r.workers))
	r.tab.waitForStep(1)
	r.tab.do(chromedp.Sleep(warmUp))
	r.tab.click("train-pause")
	r.tab.waitForTraining("paused")
}

// measure lets the run go on for some seconds.
func (r *measuredRun) measure() {
	const (
		settle   = time.Second
		readings = 10
		between  = 500 * time.Millisecond
	)
	r.tab.click("train-pause")
	r.tab.waitForTraining("running")
	r.tab.do(chromedp.Sleep(settle))
	for range readings {
		r.tab.do(chromedp.Sleep(between))
		r.speeds = append(r.speeds, r.tab.value("metric-speed"))
	}
	r.tab.click("train-pause")
	r.tab.waitForTraining("paused")
}

func (r *measuredRun) report(b *testing.B) {
	name := fmt.Sprintf("%s-workers=%d", r.kernel, r.workers)
	b.ReportMetric(slices.Max(r.speeds), name+"-burst-samples/s")
	b.ReportMetric(median(r.speeds), name+"-samples/s")
}

// median returns the middle one of some values.
func median(values []float64) float64 {
	return slices.Sorted(slices.Values(values))[len(values)/2]
}

// BenchmarkClick reads how long the page takes to answer to a click while a run
// keeps all cores busy. After 200 ms it feels late.
func BenchmarkClick(b *testing.B) {
	p := open(b, "#epochs=100&autostart=1")
	p.waitForStep(1)
	var took []float64
	for b.Loop() {
		for range 20 {
			took = append(took, p.clearDrawing())
		}
	}
	p.click("train-stop")
	slices.Sort(took)
	b.ReportMetric(took[len(took)/10], "burst-ms")
	b.ReportMetric(took[len(took)/2], "ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkAnswer reads how long the predictor takes for a drawing, from the
// message that brings it to its answer, while a run keeps all cores busy.
func BenchmarkAnswer(b *testing.B) {
	p := open(b, "#epochs=100&autostart=1")
	p.waitForStep(1)
	var took []float64
	for b.Loop() {
		for range 20 {
			p.draw(digits[1].line)
			p.waitFor("document.getElementById('metric-answer').dataset.value !== ''")
			took = append(took, p.value("metric-answer"))
			p.click("pad-clear")
			p.waitFor("document.getElementById('metric-answer').dataset.value === ''")
		}
	}
	p.click("train-stop")
	slices.Sort(took)
	b.ReportMetric(took[len(took)/10], "burst-ms")
	b.ReportMetric(took[len(took)/2], "ms")
	b.ReportMetric(0, "ns/op")
}
