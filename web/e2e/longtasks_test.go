package e2e

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// watchLongTasks begins to keep the longest task of the page's main thread, in
// milliseconds, as window.longest, and to count those of 50 or more, as
// window.long.
const watchLongTasks = `window.longest = window.long = 0;
	new PerformanceObserver((list) => {
		for (const task of list.getEntries()) {
			window.long++;
			window.longest = Math.max(window.longest, task.duration);
		}
	}).observe({type: "longtask"})`

// BenchmarkLongTasks reads how long the page's main thread was busy at a
// stretch during a run on all cores that somebody watches and draws in: the
// longest task, and how many a minute took 50 ms or more.
func BenchmarkLongTasks(b *testing.B) {
	for _, view := range []string{"train", "inside", "evaluate", "data", "hand", "lessons"} {
		b.Run(view, func(b *testing.B) { benchmarkLongTasks(b, view, false) })
	}
	b.Run("compare", func(b *testing.B) { benchmarkLongTasks(b, "train", true) })
}

func benchmarkLongTasks(b *testing.B, view string, withTenRuns bool) {
	const watched = 20 * time.Second
	p := open(b, "")
	if withTenRuns {
		p.keepTenRuns()
	}
	p.waitForDataset()
	p.set("epochs", "100")
	p.click("train-start")
	p.click("tab-" + view)
	p.waitForStep(100) // engines have compiled what they compile at first
	p.do(chromedp.Sleep(10 * time.Second))
	for b.Loop() {
		eval[bool](p, watchLongTasks+" === undefined")
		for start := time.Now(); time.Since(start) < watched; {
			p.draw(digits[1].line)
			p.do(chromedp.Sleep(time.Second))
			p.click("pad-clear")
		}
	}
	b.ReportMetric(eval[float64](p, "window.longest"), "longest-ms")
	b.ReportMetric(eval[float64](p, "window.long")*float64(time.Minute/watched)/float64(b.N), "long-tasks/min")
	b.ReportMetric(0, "ns/op")
}
