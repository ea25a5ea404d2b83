package e2e

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkSprint trains by the recipes that are over soonest, with three seeds each,
// and reports how many seconds lie between the press of Train and the test images
// read, and how many of those are read rightly; the median of each. Run it with
// -benchtime=1x.
func BenchmarkSprint(b *testing.B) {
	for b.Loop() {
		for _, recipe := range []string{"sprint", "oneepoch"} {
			var seconds, right []float64
			for seed := range 3 {
				p := open(b, fmt.Sprintf("#recipe=%s&seed=%d", recipe, seed+1))
				p.waitForDataset()
				start := time.Now()
				p.click("train-start")
				p.waitForTraining("done")
				seconds = append(seconds, time.Since(start).Seconds())
				right = append(right, 100*p.value("metric-test-accuracy"))
			}
			b.ReportMetric(median(seconds), recipe+"-s")
			b.ReportMetric(median(right), recipe+"-%-right")
		}
	}
	b.ReportMetric(0, "ns/op")
}
