package e2e

import (
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
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

// A file that is no picture leaves what is on the pad, and what was wrong with it goes
// with the next stroke.
func TestWrongPictureLosesNothing(t *testing.T) {
	notes := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(notes, []byte("milk, bread"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := open(t, "")
	wrong := func() {
		t.Helper()
		p.do(chromedp.SetUploadFiles(chromedp.ID("image-file"), []string{notes}))
		p.waitFor("document.getElementById('error').innerText.includes('notes.txt')")
		p.waitFor("document.getElementById('picture') === null")
	}
	wrong() // over the example
	p.waitFor("document.getElementById('prediction').dataset.example === 'true'")
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1' && document.getElementById('error').innerText === ''")
	wrong()
	p.waitFor("document.getElementById('prediction').dataset.value === '1' && document.getElementById('pad').dataset.value === '1'")
}

// Some browsers hand over no file with a pasted picture: the page looks for it in
// the clipboard, and says so where it may not.
func TestPasteWithoutFiles(t *testing.T) {
	p := open(t, "")
	paste := func() {
		p.do(chromedp.Evaluate[chromedp.Void](
			"document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: new DataTransfer(), bubbles: true}))"))
	}
	p.permit("clipboard-read", cdpbrowser.PermissionSettingDenied)
	paste()
	p.waitFor("document.getElementById('error').innerText.includes('no picture from the clipboard')")

	p.permit("clipboard-read", cdpbrowser.PermissionSettingGranted)
	p.do(chromedp.Evaluate[chromedp.Void](`(async () => {
		const canvas = new OffscreenCanvas(100, 100);
		const pen = canvas.getContext("2d");
		pen.fillStyle = "white";
		pen.fillRect(0, 0, 100, 100);
		pen.fillStyle = "black";
		pen.fillRect(46, 20, 8, 60);
		await navigator.clipboard.write([new ClipboardItem({"image/png": await canvas.convertToBlob()})]);
		window.copied = true;
	})()`))
	p.waitFor("window.copied")
	paste()
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.waitFor("document.getElementById('error').innerText === ''")
}

// permit answers in the visitor's place when the browser would ask for a permission.
func (p *tab) permit(name string, setting cdpbrowser.PermissionSetting) {
	p.t.Helper()
	_, err := chromedp.CallBrowser(p.ctx, cdpbrowser.SetPermission, cdpbrowser.SetPermissionParams{
		Permission:       &cdpbrowser.PermissionDescriptor{Name: name},
		Setting:          setting,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// A mistake that stands before megabytes ends the browser's streams, and leaves
// the dataset there was.
func TestBrokenDatasetLosesNothing(t *testing.T) {
	p := open(t, settings)
	p.waitForDataset()
	broken := filepath.Join(t.TempDir(), "broken.json.gz")
	file, err := os.Create(broken)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(file)
	fmt.Fprintf(z, "[[[[0.5]%*d", 8<<20, 0)
	if err := errors.Join(z.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{broken}))
	p.waitFor("document.getElementById('error').innerText.includes('train image 0: 1 pixels, want 784')")
	p.shoot("broken", 1440, 900, false)
	p.waitForDataset()
	p.click("train-step")
	p.waitForStep(1)
	p.click("train-stop")
	p.waitForTraining("done")
}

// A gzip file may be several put together, which a browser's stream does not take.
func TestDatasetOfSeveralMembers(t *testing.T) {
	small, err := os.Open(writeDataset(t, 400, 100, 100))
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	text, err := gzip.NewReader(small)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "members.json.gz")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	const member = 1 << 20 // bytes of text, more than the browser's streams hold
	for n := int64(member); n == member; {
		z := gzip.NewWriter(file)
		if n, err = io.CopyN(z, text, member); err != nil && err != io.EOF {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	p := open(t, "")
	p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{path}))
	p.waitFor("document.getElementById('dataset-status').dataset.value === '600'")
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
