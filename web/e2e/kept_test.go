package e2e

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// writeDataset writes a dataset of MNIST's first images and returns its path.
func writeDataset(t *testing.T, train, valid, test int) string {
	t.Helper()
	next := 0
	split := func(count int) [2]any {
		images, labels := make([][]float64, count), make([]int, count)
		for i := range count {
			pixels, label := mnist(t, next)
			for _, pixel := range pixels {
				images[i] = append(images[i], float64(pixel)/255)
			}
			labels[i] = int(label)
			next++
		}
		return [2]any{images, labels}
	}
	path := filepath.Join(t.TempDir(), "small.json.gz")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z := gzip.NewWriter(file)
	if err := json.NewEncoder(z).Encode([]any{split(train), split(valid), split(test)}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// A run that is cut off by a reload goes on to its end, and what it ends with
// outlives the page too.
func TestRunOutlivesReload(t *testing.T) {
	dataset := writeDataset(t, 400, 100, 100)
	p := open(t, "#lr=0.02&batch=10&epochs=3&seed=7&workers=2&optimizer=adam&schedule=onecycle&ema=0.9&augment=light")
	openDataset := func() {
		p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{dataset}))
		p.waitFor("document.getElementById('dataset-status').dataset.value === '600'")
	}
	openDataset()
	p.click("train-start")
	p.waitForStep(50)
	p.click("train-pause") // which keeps the run
	p.waitForTraining("paused")
	paused := p.value("metric-step")
	address := eval[string](p, "location.href")
	p.do(chromedp.Evaluate[chromedp.Void]("location.hash = '#epochs=1'"))
	p.reload()
	p.waitFor("document.getElementById('kept').dataset.value !== ''")
	if step := p.value("kept"); step < 1 || step > paused {
		t.Errorf("the run was paused at step %g, and is offered at step %g", paused, step)
	}
	p.shoot("kept", 1440, 900, false)
	p.shoot("kept", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900))
	// The images to continue with are still to come. If MNIST's have come before
	// them, the run is not gone on with, and is offered still.
	p.click("kept-resume")
	openDataset()
	if eval[bool](p, "document.getElementById('kept').dataset.value !== '' && !document.getElementById('kept-resume').disabled") {
		p.click("kept-resume")
	}
	p.waitForTraining("done")
	if step := p.value("metric-step"); step != 120 {
		t.Errorf("gone on with, three epochs of 40 batches end at step %g", step)
	}
	if got := eval[string](p, "location.href"); got != address {
		t.Errorf("gone on with, the run's address is %s, want %s", got, address)
	}

	p.waitFor(`(indexedDB.open('digitlab-run').onsuccess = ({target: {result: database}}) => {
		database.transaction('records').objectStore('records').get('last').onsuccess = ({target: {result: record}}) => {
			window.keptFinished = new TextDecoder().decode(record).includes('"Finished":true');
			database.close();
		};
	}, window.keptFinished === true)`)
	p.reload()
	p.waitFor("document.getElementById('kept').dataset.value === '120'")
	p.waitFor("document.getElementById('kept').innerText.includes('finished')")
	p.click("kept-resume")
	p.waitForTraining("done")
	p.waitFor("document.getElementById('weights-source').innerText.includes('this run, step 120')")
}
