package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// BenchmarkFirstAnswer reads how long a first visit takes over a slow line, with the
// page's thread four times slower: from the address to a pad that takes strokes, to a
// digit on it that is read, and how many bytes have come by then. Run it with
// -benchtime=1x, after make build.
func BenchmarkFirstAnswer(b *testing.B) {
	const slower = 4
	compressed, stop, err := startServer("../../dist")
	if err != nil {
		b.Fatal(err)
	}
	defer stop()
	for _, line := range lines {
		b.Run(line.name, func(b *testing.B) {
			for b.Loop() {
				browser, stop, err := startBrowser() // nothing is kept from earlier visits
				if err != nil {
					b.Fatal(err)
				}
				address, arrived := line.through(b, compressed)
				p := newTab(b, browser)
				if _, err := chromedp.Call(p.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slower}); err != nil {
					b.Fatal(err)
				}
				start := time.Now()
				p.goToPad(address)
				b.ReportMetric(time.Since(start).Seconds(), "pad-s")
				d := digits[1]
				p.draw(d.line)
				p.waitFor(fmt.Sprintf("document.getElementById('prediction').dataset.value === '%g'", d.digit))
				b.ReportMetric(time.Since(start).Seconds(), "answer-s")
				b.ReportMetric(float64(arrived())/1e6, "MB")
				stop()
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
