package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// peerFiles are TensorFlow.js and ConvNetJS, which .ci/peers fetches.
const peerFiles = "../../.cache/peers-tfjs-4.22.0-convnetjs-0.3.0"

// BenchmarkPeers trains SimpleNet, with SGD and batches of 100, on the page and with
// other libraries, in turns. It reports images a second of each and how many times as
// fast as a library the page is: the median of the turns, the least and the most. Run
// it with -benchtime=1x; it takes two minutes.
func BenchmarkPeers(b *testing.B) {
	if _, err := os.Stat(peerFiles); err != nil {
		b.Skip("other libraries are not there: .ci/peers fetches them")
	}
	for _, group := range []struct {
		workers int
		peers   []string
	}{
		{1, []string{"TensorFlow.js", "ConvNetJS"}},
		{2, []string{"TensorFlow.js"}},
	} {
		b.Run(fmt.Sprintf("workers=%d", group.workers), func(b *testing.B) {
			for b.Loop() {
				measurePeers(b, group.workers, group.peers)
			}
			b.ReportMetric(0, "ns/op") // of a benchmark that waits: means nothing
		})
	}
}

func measurePeers(b *testing.B, workers int, names []string) {
	const turns = 3
	ours := &measuredRun{kernel: "relaxed", workers: workers}
	ours.start(b)
	url := servePeers(b)
	peers := make([]*peer, len(names))
	for i, name := range names {
		peers[i] = startPeer(b, url, name, workers)
	}

	var speeds []float64
	for range turns {
		before := len(ours.speeds)
		ours.measure()
		speed := mean(ours.speeds[before:]) // as the libraries' speed is that of a turn
		speeds = append(speeds, speed)
		for _, p := range peers {
			p.measure(speed)
		}
	}
	b.ReportMetric(median(speeds), "ours-images/s")
	for _, p := range peers {
		p.report(b)
	}
}

// peer is a library that trains in a tab of its own.
type peer struct {
	name   string
	tab    *tab
	loss   float64   // of fresh weights
	speeds []float64 // images a second
	ratios []float64 // how many times as fast we were
}

// startPeer opens a library and lets it train until engines have compiled it twice.
func startPeer(b *testing.B, url, name string, threads int) *peer {
	p := &peer{name: name, tab: newTab(b, browser, chromedp.WithNewBrowserContext())}
	p.tab.do(chromedp.Navigate(url))
	p.await(fmt.Sprintf("start(%q, %d)", name, threads))
	p.loss = p.await("loss()")
	p.await("train(5)")
	return p
}

// await returns what a JavaScript expression, or its promise, gives.
func (p *peer) await(expression string) float64 {
	p.tab.t.Helper()
	return get(p.tab, chromedp.Evaluate[float64]("Promise.resolve("+expression+").then(Number)", chromedp.EvalAwaitPromise))
}

// measure lets the library train for some seconds, after we did so at a speed.
func (p *peer) measure(ours float64) {
	speed := p.await("train(5)")
	p.speeds = append(p.speeds, speed)
	p.ratios = append(p.ratios, ours/speed)
}

func (p *peer) report(b *testing.B) {
	if loss := p.await("loss()"); !(loss < p.loss) {
		b.Errorf("%s: the loss went from %g to %g", p.name, p.loss, loss)
	}
	b.ReportMetric(median(p.speeds), p.name+"-images/s")
	b.ReportMetric(median(p.ratios), "times-"+p.name)
	b.ReportMetric(slices.Min(p.ratios), "times-"+p.name+"-least")
	b.ReportMetric(slices.Max(p.ratios), "times-"+p.name+"-most")
}

func mean(values []float64) (mean float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	return mean
}

// servePeers serves the libraries and our page for them, isolated, so that they may
// have threads.
func servePeers(b *testing.B) (url string) {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir("testdata/peers")))
	mux.Handle("/libraries/", http.StripPrefix("/libraries/", http.FileServer(http.Dir(peerFiles))))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		mux.ServeHTTP(w, r)
	}))
	b.Cleanup(server.Close)
	return server.URL
}
