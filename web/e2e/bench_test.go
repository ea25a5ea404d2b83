package e2e

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// BenchmarkTraining reads the samples a second that the page shows during a run
// on the full dataset, for one worker and for as many as there are cores. Run
// it with -benchtime=1x; each run takes half a minute.
func BenchmarkTraining(b *testing.B) {
	cores := eval[int](open(b, ""), "navigator.hardwareConcurrency")
	for workers := 1; workers <= cores; workers *= 2 {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			for b.Loop() {
				benchTraining(b, workers)
			}
		})
	}
}

// benchTraining reports the median of the speeds shown, and the best as
// "burst".
func benchTraining(b *testing.B, workers int) {
	const (
		warmUp   = 8 * time.Second // engines compile twice
		readings = 40
		between  = 500 * time.Millisecond
	)
	p := open(b, fmt.Sprintf("#loss=crossentropy&epochs=100&workers=%d&autostart=1", workers))
	p.waitForStep(1)
	p.do(chromedp.Sleep(warmUp))
	var speeds []float64
	for len(speeds) < readings {
		p.do(chromedp.Sleep(between))
		if speed := p.value("metric-speed"); speed > 0 {
			speeds = append(speeds, speed)
		}
	}
	p.click("train-stop")
	slices.Sort(speeds)
	b.ReportMetric(speeds[len(speeds)-1], "burst-samples/s")
	b.ReportMetric(speeds[len(speeds)/2], "samples/s")
	b.ReportMetric(0, "ns/op") // of a benchmark that sleeps: means nothing
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
