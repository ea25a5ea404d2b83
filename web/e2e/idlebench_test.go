package e2e

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
)

// BenchmarkIdle reads how much processor time the page takes while nothing changes,
// all of Chromium's processes together, in percent of a core: over a minute each of an
// empty tab, of the page as it opens, and with Look inside open and a digit on the pad.
// Run it with -benchtime=1x.
func BenchmarkIdle(b *testing.B) {
	const settle, watched = 10 * time.Second, time.Minute
	measure := func(p *tab, name string) {
		p.do(chromedp.Sleep(settle))
		before := p.processorTime()
		p.do(chromedp.Sleep(watched))
		b.ReportMetric(100*(p.processorTime()-before)/watched.Seconds(), name+"-%")
	}
	for b.Loop() {
		measure(newTab(b, browser), "empty")
		p := open(b, "")
		p.waitForDataset()
		measure(p, "opened")
		p.draw(digits[1].line)
		p.click("tab-inside")
		measure(p, "inside")
	}
	b.ReportMetric(0, "ns/op")
}

// processorTime returns the seconds that the browser's processes have computed.
func (p *tab) processorTime() (seconds float64) {
	p.t.Helper()
	for _, process := range p.processes() {
		seconds += process.CPUTime
	}
	return seconds
}

// processes returns those of the browser.
func (p *tab) processes() []*systeminfo.ProcessInfo {
	p.t.Helper()
	info, err := chromedp.CallBrowser(p.ctx, systeminfo.GetProcessInfo, cdp.Empty{})
	if err != nil {
		p.t.Fatal(err)
	}
	return info.ProcessInfo
}
