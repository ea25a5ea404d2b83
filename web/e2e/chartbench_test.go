package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// keepRuns keeps ten runs of 10,000 steps each where the page looks for those of
// earlier visits; see Encode in web/runs for the bytes.
const keepRuns = `(async () => {
	const points = 10000, runs = 10;
	const database = await new Promise((done, fail) => {
		const request = indexedDB.open("digitlab-runs");
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(request.error);
	});
	const store = database.transaction("records", "readwrite").objectStore("records");
	for (let run = 0; run < runs; run++) {
		const head = new TextEncoder().encode(JSON.stringify({
			id: "bench-" + run, slot: run, shown: true, state: "finished",
			settings: {loss: "crossentropy", learning_rate: 0.01 * (run + 1), batch_size: 100, epochs: 20, seed: 1},
			started: new Date(run).toISOString(),
			history: {step: points, steps: points, batches: 500, stride: 1, clock: [{step: points, seconds: 100}], valid: []},
		}));
		const record = new DataView(new ArrayBuffer(12 + head.length + 8 * points));
		[..."DLr1"].forEach((letter, i) => record.setUint8(i, letter.charCodeAt(0)));
		record.setUint32(4, head.length, true);
		head.forEach((byte, i) => record.setUint8(8 + i, byte));
		record.setUint32(8 + head.length, points, true);
		for (let i = 0; i < points; i++) {
			const at = 12 + head.length + 4 * i, loss = 2.3 * Math.exp(-i / 1000 / (run + 1)) + 0.3 * Math.random();
			record.setFloat32(at, loss, true);
			record.setFloat32(at + 4 * points, Math.exp(-loss), true);
		}
		store.put(new Uint8Array(record.buffer), "bench-" + run);
	}
	await new Promise(done => store.transaction.oncomplete = done);
	database.close();
	return true;
})()`

// keepTenRuns lets the page find the runs of keepRuns.
func (p *tab) keepTenRuns() {
	p.t.Helper()
	p.waitFor("document.getElementById('runs') !== null")
	get(p, chromedp.Evaluate[bool](keepRuns, chromedp.EvalAwaitPromise))
	p.do(chromedp.Reload())
	p.waitFor("document.getElementById('runs')?.dataset.value === '10'")
}

// countFrames measures how long the page's own frames take it, and how long it
// is from one to the next.
const countFrames = `{
	const request = window.requestAnimationFrame;
	window.took = [];
	window.painted = [];
	window.requestAnimationFrame = paint => request(time => {
		const start = performance.now();
		paint(time);
		window.took.push(performance.now() - start);
		window.painted.push(time);
	});
	// turn hands the chart an event a frame, and returns the fastest tenth and
	// the median of what the page takes, the median from frame to frame, and how
	// many frames there were.
	window.turn = async (turns, event) => {
		const chart = document.getElementById("loss-chart-cursor");
		const box = chart.getBoundingClientRect();
		window.took = [];
		window.painted = [];
		for (let i = 0; i < turns; i++) {
			chart.dispatchEvent(event(i, box));
			await new Promise(done => request(done));
		}
		const quantile = (list, share) => list.toSorted((a, b) => a - b)[Math.floor(share * list.length)];
		const between = window.painted.slice(1).map((time, i) => time - window.painted[i]);
		return [quantile(window.took, 0.1), quantile(window.took, 0.5), quantile(between, 0.5), window.took.length];
	};
}`

// BenchmarkChart is what a frame of the chart takes with ten runs of 10,000
// points: while it is zoomed, where everything changes, and while it is read.
func BenchmarkChart(b *testing.B) {
	p := open(b, "")
	p.keepTenRuns()
	p.waitForDataset()
	p.do(chromedp.ScrollIntoView(chromedp.ID("loss-chart")))
	p.do(chromedp.Evaluate[chromedp.Void](countFrames))
	p.shoot("ten-runs", 1440, 900, false)
	for _, hand := range []struct{ name, event string }{
		{"zoom", `(i, box) => new WheelEvent("wheel", {deltaY: i % 40 < 20 ? -60 : 60, clientX: box.left + box.width / 3, clientY: box.top + 50, cancelable: true})`},
		{"read", `(i, box) => new PointerEvent("pointermove", {clientX: box.left + 60 + i * 4, clientY: box.top + 50, pointerId: 1})`},
	} {
		b.Run(hand.name, func(b *testing.B) {
			var measured []float64
			for b.Loop() {
				measured = get(p, chromedp.Evaluate[[]float64]("turn(120, "+hand.event+")", chromedp.EvalAwaitPromise))
			}
			b.ReportMetric(measured[0], "burst-ms/frame")
			b.ReportMetric(measured[1], "ms/frame")
			b.ReportMetric(measured[2], "ms-between-frames")
			b.ReportMetric(measured[3], "frames")
			b.ReportMetric(0, "ns/op")
		})
	}
}
