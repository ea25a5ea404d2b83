package e2e

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// fashion is where Debian's package dataset-fashion-mnist leaves the four original
// files of Fashion-MNIST.
const fashion = "/usr/share/datasets/fashion-mnist"

// BenchmarkFashion opens Fashion-MNIST from its four files, trains on it for four
// epochs, else by "sprint", and reads the test images: how long that takes, from the
// press of Train to the answer, and how many are read rightly. Run it with
// -benchtime=1x.
func BenchmarkFashion(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(fashion, "*.gz"))
	if err != nil {
		b.Fatal(err)
	}
	if len(files) == 0 {
		b.Skipf("nothing in %s: apt-get install dataset-fashion-mnist", fashion)
	}
	for b.Loop() {
		p := open(b, "#recipe=sprint&steps=0&epochs=4")
		p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), files))
		p.waitFor("document.getElementById('dataset-offer').dataset.value === '70000'")
		p.click("dataset-use")
		p.waitForDataset()
		start := time.Now()
		p.click("train-start")
		p.waitForTraining("done")
		p.waitFor("document.getElementById('metric-test-accuracy').dataset.value !== ''")
		b.ReportMetric(time.Since(start).Seconds(), "s")
		b.ReportMetric(100*p.value("metric-test-accuracy"), "%-right")
	}
	b.ReportMetric(0, "ns/op")
}
