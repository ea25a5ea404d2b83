package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// BenchmarkCoordinator reads how much processor time the trainer's own thread takes
// for a batch, beside its two helpers: for SimpleNet, for "sprint", and for a network
// of as many parameters that computes so little that what the trainer does ten times
// a second, or once an epoch, hardly counts. It is for Linux. Run it with
// -benchtime=1x.
func BenchmarkCoordinator(b *testing.B) {
	const settle, watched = 6 * time.Second, 10 * time.Second
	for name, settings := range map[string]string{
		"simplenet": "#epochs=1000",
		"sprint":    "#recipe=sprint&steps=0&epochs=1000",
		"cheap":     "#net=linear 25, relu, linear&epochs=1000",
	} {
		b.Run(name, func(b *testing.B) {
			p := open(b, settings+"&workers=2")
			p.waitForDataset()
			thread := p.threadOf(p.attach("trainer"))
			p.click("train-start")
			p.waitForStep(1)
			p.do(chromedp.Sleep(settle))
			for b.Loop() {
				steps, computed := p.value("metric-step"), threadTime(b, thread)
				p.do(chromedp.Sleep(watched))
				computed, steps = threadTime(b, thread)-computed, p.value("metric-step")-steps
				b.ReportMetric(computed.Seconds()*1000/steps, "ms/batch")
				b.ReportMetric(steps/watched.Seconds(), "batches/s")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// threadOf returns the folder in /proc of the thread that a worker runs on: the one
// that computes most while the worker does.
func (p *tab) threadOf(w *workerTab) (thread string) {
	p.t.Helper()
	before := map[string]time.Duration{}
	for _, process := range p.processes() {
		threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", process.ID)) // the pattern is right
		for _, thread := range threads {
			if name, _ := os.ReadFile(thread + "/comm"); strings.HasPrefix(string(name), "DedicatedWorker") {
				before[thread] = threadTime(p.t, thread)
			}
		}
	}
	if err := w.run("for (const end = performance.now() + 500; performance.now() < end;);"); err != nil {
		p.t.Fatal(err)
	}
	most := time.Duration(-1)
	for t, time := range before {
		if took := threadTime(p.t, t) - time; took > most {
			thread, most = t, took
		}
	}
	return thread
}

// threadTime returns how long a thread has computed.
func threadTime(t testing.TB, thread string) (computed time.Duration) {
	t.Helper()
	file, err := os.ReadFile(thread + "/schedstat")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(string(file), &computed); err != nil { // nanoseconds come first
		t.Fatal(err)
	}
	return computed
}
