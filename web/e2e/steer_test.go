package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A run that is steered while it goes on and while it is paused, and then reloaded
// and gone on with, ends with the bits of the same run begun again, in a trainer that
// dies on the way, and of the command's with the same changes.
func TestSteeredRun(t *testing.T) {
	dataset := writeDataset(t, 400, 100, 100)
	p := open(t, "#lr=0.002&batch=10&epochs=200&seed=7&workers=2&optimizer=adam&schedule=cosine&augment=light&kernel=simd")
	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{dataset}))
	p.waitFor("document.getElementById('kept-datasets').dataset.value === '1'")
	p.unfold()
	p.click("train-start")
	p.waitForStep(20)
	p.set("learning-rate", "0.0005")
	p.waitFor("document.getElementById('steering').dataset.value === '1'")
	p.set("beta1", "0.7")
	p.waitFor("document.getElementById('steering').dataset.value === '2'")
	p.waitForStep(60)
	p.click("train-pause")
	p.waitForTraining("paused")
	paused := p.value("metric-step")
	p.set("epochs", "1")
	if paused >= 40 { // there were more, of 40 batches each
		p.waitFor("document.getElementById('error').innerText.includes('the run is in its epoch')")
	}
	p.set("epochs", fmt.Sprint(int(paused)/40+3))
	p.set("augment", "none")
	p.set("weight-decay", "0.001")
	p.waitFor("document.getElementById('steering').dataset.value === '5'")
	p.set("seed", "8")
	p.waitFor("!document.getElementById('seed-later').hidden")
	p.set("seed", "7")
	p.waitFor("document.getElementById('seed-later').hidden")
	if now := p.value("metric-step"); now != paused {
		t.Errorf("paused at step %g, the run is at step %g", paused, now)
	}
	p.click("train-step")
	p.waitForStep(paused + 1)
	p.do(chromedp.Focus(chromedp.ID("loss-chart-cursor")), chromedp.KeyEvent(kb.End))
	p.waitFor("document.getElementById('loss-chart-cursor').ariaValueText.includes('since step')")
	p.do(chromedp.Evaluate[chromedp.Void]("document.getElementById('more-settings').open = false; document.getElementById('steering').open = true"))
	p.shootAll("steered")
	address := eval[string](p, "location.hash")
	p.do(chromedp.Evaluate[chromedp.Void]("location.hash = '#epochs=1&kernel=simd'"))

	p.waitFor(fmt.Sprintf(`(indexedDB.open('digitlab-run').onsuccess = ({target: {result: database}}) => {
		database.transaction('records').objectStore('records').get('last').onsuccess = ({target: {result: record}}) => {
			const head = new TextDecoder().decode(record);
			window.steeringSaved = head.includes('"setting":"weightdecay"') && head.includes('"step":%g,');
			database.close();
		};
	}, window.steeringSaved === true)`, paused+1))
	p.reload()
	p.waitFor("document.getElementById('kept').dataset.value !== ''")
	p.click("kept-resume") // which waits for the dataset, that is kept too
	p.waitForTraining("done")
	if got := eval[string](p, "location.hash"); got != address {
		t.Errorf("gone on with, the run's address is %s, want %s", got, address)
	}
	if got, want := p.value("metric-step"), float64((int(paused)/40+3)*40); got != want {
		t.Errorf("the run ends at step %g, want %g", got, want)
	}
	_, steered := splitWeights(p.savedWeights())

	p.click("run-1-reuse")
	p.waitFor("document.getElementById('planned').dataset.value === '5'")
	p.shootAll("planned")
	// Its trainer dies when two changes are made and three are planned.
	p.click("train-start")
	p.waitFor("document.getElementById('steering').dataset.value === '2'")
	p.click("train-pause")
	p.waitForTraining("paused")
	if err := p.attach("trainer").run(waysToDie["closes itself"]); err != nil {
		t.Fatal(err)
	}
	p.waitFor("document.getElementById('error').innerText.includes('The run has gone on from step')")
	p.click("train-pause")
	p.waitForTraining("done")
	if _, again := splitWeights(p.savedWeights()); !bytes.Equal(again, steered) {
		t.Error("the same again, in two trainers, ends with other weights")
	}

	var file struct {
		Runs []struct {
			Changes []struct {
				Step        int
				Setting, To string
			}
		}
	}
	content, err := os.ReadFile(p.save("runs-export-json", p.downloads()))
	if err == nil {
		err = json.Unmarshal(content, &file)
	}
	if err != nil || len(file.Runs) != 2 || len(file.Runs[0].Changes) != 5 {
		t.Fatalf("exported runs: %v, %+v", err, file)
	}
	flags := []string{"-data", dataset, "-lr", "0.002", "-batch", "10", "-epochs", "200", "-seed", "7", "-optimizer", "adam",
		"-schedule", "cosine", "-augment", "light"}
	for _, c := range file.Runs[0].Changes {
		flags = append(flags, "-change", fmt.Sprintf("%d: %s=%s", c.Step, c.Setting, c.To))
	}
	if !bytes.Equal(trainedTensors(t, flags...), steered) {
		t.Errorf("train %q ends with other weights", flags)
	}
}
