package e2e

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
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

// A run that is cut off by a reload goes on to its end on the data that the visitor had
// opened, and what it ends with outlives the page too.
func TestRunOutlivesReload(t *testing.T) {
	p := open(t, "#lr=0.02&batch=10&epochs=3&seed=7&workers=2&optimizer=adam&schedule=onecycle&ema=0.9&augment=light")
	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{writeDataset(t, 400, 100, 100)}))
	p.waitFor("document.getElementById('dataset-status').dataset.value === '600'")
	p.waitFor("document.getElementById('kept-dataset-0')?.dataset.value.startsWith('400-100-')")
	p.shoot("kept-dataset", 390, 844, true)
	p.shoot("kept-dataset", 1440, 900, false)
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
	p.waitFor("document.getElementById('dataset-status').dataset.value === '600'") // it is used again, too
	p.click("dataset-own")
	p.waitFor("document.getElementById('dataset-status').dataset.value === '70000' && document.getElementById('dataset-own') === null")
	p.waitFor("document.getElementById('kept').innerText.includes('It learns from “small.json.gz”, which is opened')")
	p.click("kept-resume")
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

// A dataset that is kept is deleted in one press; one that is damaged is named, and the
// page goes on with MNIST.
func TestKeptDataset(t *testing.T) {
	p := open(t, settings)
	p.waitForDataset()
	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), writeAnimals(t)))
	p.waitFor("document.getElementById('dataset-offer').dataset.value === '100'")
	p.click("dataset-use")
	p.waitFor("document.getElementById('kept-datasets').dataset.value === '1'")
	p.click("kept-dataset-delete-0")
	p.waitFor("document.activeElement.id === 'kept-datasets-undo' && document.getElementById('kept-datasets').dataset.value === '0'")
	if left := p.records("digitlab-datasets"); left > 0 {
		t.Errorf("%d records are left of it", left)
	}
	p.click("kept-datasets-undo")
	p.waitFor("document.getElementById('kept-datasets').dataset.value === '1'")
	p.reload()
	p.waitFor("document.getElementById('dataset-status').innerText.startsWith('100 files: ')")
	if axe, err := os.ReadFile(axeFile); err == nil {
		p.do(chromedp.Evaluate[chromedp.Void](string(axe)))
		for _, violation := range p.violations() {
			t.Error(violation)
		}
	}
	p.shootAll("kept-dataset")

	p.indexed("digitlab-datasets", `store.getAllKeys().onsuccess = ({target: {result: keys}}) => {
		store.put(new Uint8Array(100), keys.find((key) => key.endsWith("/0")));
	}; store.put({no: "bytes"}, "foreign"); store.put(7, 12)`) // which other programs might
	p.reload()
	p.waitFor("document.getElementById('error').innerText.includes('The dataset “100 files” that is kept in this browser cannot be used: it is damaged')")
	p.waitForDataset()
	p.waitFor("document.getElementById('dataset-status').dataset.value === '70000'")
	p.shoot("kept-damaged", 1440, 900, false)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.click("kept-dataset-delete")
	p.waitFor("document.getElementById('error').innerText === '' && document.getElementById('kept-datasets').dataset.value === '2'")
	for left := 1; left >= 0; left-- {
		p.click("kept-dataset-delete-0")
		p.waitFor(fmt.Sprintf("document.getElementById('kept-datasets').dataset.value === '%d'", left))
	}
	p.reload()
	p.waitForDataset()
	if notices := eval[string](p, "document.getElementById('error').innerText"); notices != "" {
		t.Errorf("after deleting it, the notices are %q", notices)
	}
}

// records returns how many records are in a database.
func (p *tab) records(database string) int {
	p.t.Helper()
	p.indexed(database, "store.count().onsuccess = ({target: {result}}) => { window.counted = result }")
	return eval[int](p, "window.counted")
}
