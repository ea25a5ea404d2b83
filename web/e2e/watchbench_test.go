package e2e

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// BenchmarkWatching reads how fast a run on all cores is while somebody looks at the
// network, as a share of the speed with nothing of it open: with the small picture
// beside the curves, and in "Look inside". The kinds take turns.
func BenchmarkWatching(b *testing.B) {
	const turns, settle, measured = 3, 2 * time.Second, 9 * time.Second
	p := open(b, "#epochs=1000&autostart=1")
	p.draw(digits[1].line)
	p.waitForStep(100)
	show := map[string]func(){
		"closed": func() { p.click("tab-train"); p.foldBeside(false) },
		"beside": func() { p.click("tab-train"); p.foldBeside(true) },
		"inside": func() { p.click("tab-inside") },
	}
	speeds := map[string][]float64{}
	for b.Loop() {
		for range turns {
			for _, kind := range []string{"closed", "beside", "closed", "inside"} {
				show[kind]()
				p.do(chromedp.Sleep(settle))
				start, began := p.value("metric-step"), time.Now()
				p.do(chromedp.Sleep(measured))
				speeds[kind] = append(speeds[kind], (p.value("metric-step")-start)/time.Since(began).Seconds())
			}
		}
	}
	p.click("train-stop")
	b.ReportMetric(median(speeds["beside"])/median(speeds["closed"]), "beside-ratio")
	b.ReportMetric(median(speeds["inside"])/median(speeds["closed"]), "inside-ratio")
	b.ReportMetric(0, "ns/op")
}

// foldBeside opens or folds the small picture.
func (p *tab) foldBeside(open bool) {
	p.t.Helper()
	p.waitFor("document.getElementById('beside-fold')?.getClientRects().length > 0")
	if eval[string](p, "document.getElementById('beside-fold').ariaExpanded") != fmt.Sprint(open) {
		p.click("beside-fold")
	}
}

// watchPaint notes the time from a movement of the pointer to the next painting of the
// picture that the network reads, as window.paints, in ms.
const watchPaint = `(() => {
	window.paints = [];
	let moved = 0;
	addEventListener('pointermove', e => { if (e.buttons) moved ||= e.timeStamp; }, true);
	const put = CanvasRenderingContext2D.prototype.putImageData;
	CanvasRenderingContext2D.prototype.putImageData = function (...values) {
		put.apply(this, values);
		if (moved && this.canvas.id === 'network-0') {
			window.paints.push(performance.now() - moved);
			moved = 0;
		}
	};
	return true;
})()`

// BenchmarkFollowing reads how long the picture of the network takes to follow the pen
// while a run keeps all cores busy.
func BenchmarkFollowing(b *testing.B) {
	p := open(b, "#epochs=1000&autostart=1")
	p.waitForStep(100)
	p.click("tab-inside")
	p.draw(digits[1].line)
	p.waitFor("document.getElementById('network-words') !== null")
	p.do(chromedp.ScrollIntoView(chromedp.ID("network-words"))) // what is out of sight waits
	p.waitForPainted("network-lines")
	p.do(chromedp.Sleep(10 * time.Second))
	eval[bool](p, watchPaint)
	for b.Loop() {
		for range 20 {
			p.draw([]point{{.35, .5}, {.5, .5}, {.65, .5}}) // the bar of the 7
			p.do(chromedp.Sleep(500 * time.Millisecond))
			p.click("pad-undo")
			p.do(chromedp.Sleep(500 * time.Millisecond))
		}
	}
	p.click("train-stop")
	paints := eval[[]float64](p, "window.paints")
	if len(paints) == 0 {
		b.Fatal("the picture has not been painted")
	}
	slices.Sort(paints)
	b.ReportMetric(paints[len(paints)/2], "ms")
	b.ReportMetric(paints[len(paints)*9/10], "p90-ms")
	b.ReportMetric(0, "ns/op")
}
