package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// mnist returns image i of MNIST's training images, 28x28, and its label.
func mnist(t *testing.T, i int) (pixels []byte, label byte) {
	t.Helper()
	file, err := os.ReadFile("../../nn/golden/batch.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	n := binary.LittleEndian.Uint64(file)
	var header map[string]struct {
		Offsets [2]int `json:"data_offsets"`
	}
	if err := json.Unmarshal(file[8:8+n], &header); err != nil {
		t.Fatal(err)
	}
	data := file[8+n:]
	at := header["images"].Offsets[0] + i*784
	return data[at : at+784], data[header["labels"].Offsets[0]+i]
}

// writePicture writes an image of MNIST as a picture ten times its size, in ink
// on paper with a margin.
func writePicture(t *testing.T, pixels []byte, ink, paper float64) string {
	t.Helper()
	const scale, margin = 10, 60
	side := 28*scale + 2*margin
	picture := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			value := 0.0
			if u, v := (x-margin)/scale, (y-margin)/scale; x >= margin && y >= margin && u < 28 && v < 28 {
				value = float64(pixels[v*28+u]) / 255
			}
			picture.SetGray(x, y, color.Gray{Y: byte(paper + value*(ink-paper))})
		}
	}
	path := filepath.Join(t.TempDir(), "digit.png")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPictures(t *testing.T) {
	p := open(t, "")
	tests := []struct {
		name       string
		image      int
		ink, paper float64
	}{
		{"dark on light", 2, 0, 255},
		{"light on dark", 1, 255, 0},
		{"pencil on grey paper", 3, 120, 215},
	}
	for _, test := range tests {
		pixels, label := mnist(t, test.image)
		path := writePicture(t, pixels, test.ink, test.paper)
		p.do(chromedp.SetUploadFiles(chromedp.ID("image-file"), []string{path}))
		p.waitFor(fmt.Sprintf("document.getElementById('prediction').dataset.value === '%d'", label))
	}
	p.shoot("picture", 1440, 900, true)

	notPicture := filepath.Join(t.TempDir(), "notes.png")
	if err := os.WriteFile(notPicture, []byte("these are no pixels"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.ID("image-file"), []string{notPicture}))
	p.waitFor("document.getElementById('error').innerText.includes('notes.png')")
}

func TestTrainingStartsBeforeTheTestImages(t *testing.T) {
	p := open(t, settings+"&autostart=1")
	p.do(chromedp.Evaluate[chromedp.Void](`{
		const html = document.documentElement;
		window.states = [];
		new MutationObserver(() => states.push(html.dataset.dataset + ' ' + html.dataset.training)).
			observe(html, {attributes: true});
	}`))
	p.waitForDataset()
	if states := eval[[]string](p, "states"); !slices.Contains(states, "trainable running") {
		t.Errorf("data-dataset and data-training went through %q, want the run to start while the dataset is trainable", states)
	}
	p.waitForStep(3)
	p.click("train-stop")
	p.waitForTraining("done")
}

func TestDatasetWithoutGzip(t *testing.T) {
	const images = 20
	var list [][]float64
	var labels []int
	for i := range images {
		pixels, label := mnist(t, i)
		image := make([]float64, len(pixels))
		for j, k := range pixels {
			image[j] = math.Round(float64(k)/255*1000) / 1000
		}
		list, labels = append(list, image), append(labels, int(label))
	}
	split := [2]any{list, labels}
	file, err := json.Marshal([3]any{split, split, split})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plain.json")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	p := open(t, settings)
	p.waitForDataset()
	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{path}))
	p.waitFor(fmt.Sprintf("document.getElementById('dataset-status').innerText.includes('plain.json: %d images to train on')", images))
	p.click("train-start")
	p.waitForTraining("done")
}

func TestBrokenDatasetLosesNothing(t *testing.T) {
	p := open(t, settings)
	p.waitForDataset()
	var long bytes.Buffer // behind the mistake, for the streams to be given up
	z := gzip.NewWriter(&long)
	fmt.Fprintf(z, "[[[[0.5]%*d", 8<<20, 0)
	z.Close()
	for _, test := range []struct{ file, want string }{
		{"", "the file is empty"},
		{"label,pixel", "neither JSON nor gzip"},
		{"[[[[0.5]]]]", "train image 0: 1 pixels, want 784"},
		{long.String(), "train image 0: 1 pixels, want 784"},
	} {
		broken := filepath.Join(t.TempDir(), "broken.json.gz")
		if err := os.WriteFile(broken, []byte(test.file), 0o644); err != nil {
			t.Fatal(err)
		}
		p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{broken}))
		p.waitFor(fmt.Sprintf("document.getElementById('error').innerText.includes(%q)", test.want))
		p.shoot("broken", 1440, 900, false)
		p.waitForDataset()
	}
	p.click("train-start")
	p.waitForStep(3)
	p.click("train-stop")
	p.waitForTraining("done")
}

func TestSaveAndOpenWeights(t *testing.T) {
	p := open(t, settings)
	p.waitForDataset()
	p.click("train-start")
	p.waitForStep(2)
	p.click("train-stop")
	p.waitForTraining("done")

	file := p.save("weights-save", p.downloads())
	p.click("train-reset")
	p.waitForTraining("idle")
	p.do(chromedp.SetUploadFiles(chromedp.ID("weights-file"), []string{file}))
	p.waitFor(fmt.Sprintf("document.getElementById('weights-source').innerText.includes(%q)", filepath.Base(file)))
}
