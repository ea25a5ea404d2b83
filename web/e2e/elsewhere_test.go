package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// downloads lets the tab save files, and returns the folder.
func (p *tab) downloads() (folder string) {
	p.t.Helper()
	folder = p.t.TempDir()
	_, err := chromedp.CallBrowser(p.ctx, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior:         cdpbrowser.SetDownloadBehaviorBehaviorAllow,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		DownloadPath:     folder,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return folder
}

// save clicks a button that saves a file, and returns the file once it is whole.
func (p *tab) save(button, folder string) (file string) {
	p.t.Helper()
	list := func() []string {
		files, _ := filepath.Glob(filepath.Join(folder, "*"))
		return slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, ".crdownload") })
	}
	before := list()
	p.click(button)
	p.until("the file that #"+button+" saves", func() bool {
		for _, now := range list() {
			if !slices.Contains(before, now) {
				file = now
			}
		}
		return file != ""
	})
	return file
}

// openWeights opens a file and waits until a JavaScript expression holds.
func (p *tab) openWeights(file, condition string) {
	p.t.Helper()
	p.do(chromedp.SetUploadFiles(chromedp.ID("weights-file"), []string{file}))
	p.waitFor(condition)
}

// The files for PyTorch, Paddle and onnxruntime, and the programs that open them.
// The file for Paddle is opened again and reads the drawing as before; a broken
// one changes nothing.
func TestUseItElsewhere(t *testing.T) {
	p := open(t, "")
	p.draw(digits[3].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '3'")
	p.waitFor("document.getElementById('weights-source').innerText.includes('pretrained')")

	p.click("elsewhere")
	p.waitFor("document.getElementById('program-onnx') !== null")
	folder := p.downloads()
	files := map[string]string{}
	for program, button := range map[string]string{
		"pytorch": "weights-save-pytorch", "paddle": "weights-save-paddle", "onnx": "weights-save-onnx",
	} {
		files[program] = p.save(button, folder)
		p.waitFor(fmt.Sprintf("document.getElementById('program-%s').innerText.includes(%q)", program, filepath.Base(files[program])))
	}
	p.click("copy-paddle")
	p.waitFor("document.getElementById('elsewhere-dialog').innerText.includes('Copied')")
	p.shoot("elsewhere", 1440, 900, false)
	p.shoot("elsewhere", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900), chromedp.KeyEvent(kb.Escape))
	p.waitFor("!document.getElementById('elsewhere-dialog').open && document.getElementById('program-onnx') === null")
	if focus := eval[string](p, "document.activeElement.id"); focus != "elsewhere" {
		t.Errorf("after the dialog #%s has the focus, want #elsewhere", focus)
	}

	content := map[string][]byte{}
	for program, file := range files {
		var err error
		if content[program], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	for program, want := range map[string]string{
		"pytorch": `"format":"pt"`, "paddle": `"format":"pd"`, "onnx": "probabilities",
	} {
		if !bytes.Contains(content[program], []byte(want)) {
			t.Errorf("the file for %s does not say %s", program, want)
		}
	}

	// By now the whole line has been answered, and not just its beginning.
	const probabilities = "[...document.querySelectorAll('.bar')].map(bar => bar.dataset.value).join(' ')"
	before := eval[string](p, probabilities)
	p.openWeights(files["paddle"], fmt.Sprintf("document.getElementById('weights-source').innerText.includes(%q)", filepath.Base(files["paddle"])))
	if after := eval[string](p, probabilities); after != before {
		t.Errorf("with the file for Paddle the probabilities are %s, want %s", after, before)
	}

	broken := filepath.Join(t.TempDir(), "broken.safetensors")
	lies := bytes.Replace(content["paddle"], []byte(`"shape":[20]`), []byte(`"shape":[21]`), 1)
	if err := os.WriteFile(broken, lies, 0o644); err != nil {
		t.Fatal(err)
	}
	p.openWeights(broken, "document.getElementById('error').innerText.includes('broken.safetensors: ')")
	p.click("pad-clear")
	p.waitFor("document.getElementById('prediction').dataset.value === ''")
	p.draw(digits[3].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '3'")
	if source := eval[string](p, "document.getElementById('weights-source').innerText"); !strings.Contains(source, filepath.Base(files["paddle"])) {
		t.Errorf("after a file that was refused, the weights are %s", source)
	}
	p.waitFor(fmt.Sprintf("%s === %q", probabilities, before))
}
