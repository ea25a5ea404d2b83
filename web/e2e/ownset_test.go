package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// cross returns the two lines of a cross.
func cross(x, y, r, skew float64) [][]point {
	return [][]point{{{x - r, y - r + skew}, {x + r, y + r - skew}}, {{x + r + skew, y - r}, {x - r - skew, y + r}}}
}

// A visitor draws circles and crosses, has a network learn them, and draws new ones;
// exports the set, and imports it again.
func TestOwnSet(t *testing.T) {
	p := open(t, "#view=hand&workers=2")
	p.waitForDataset()
	p.click("hand-own")
	p.waitFor("document.getElementById('own-set') !== null")
	p.set("own-name-1", "circle")
	p.waitFor("document.getElementById('own-fault-1').innerText !== ''")
	p.set("own-name-1", "cross")
	p.waitFor("document.getElementById('own-fault-1').innerText === '' && document.getElementById('own-prompt').dataset.value === '0'")

	for i := range 6 {
		d := float64(i-3) / 50
		p.draw(circle(0.5+d, 0.5-d/2, 0.28+d/2, 0.3-d))
		p.keep(0, i+1)
	}
	for i := range 6 {
		d := float64(i-3) / 50
		for _, line := range cross(0.5-d, 0.5+d, 0.28+d/2, d) {
			p.draw(line)
		}
		if i%2 == 0 { // the pad has the focus
			p.waitFor("!document.getElementById('own-keep-1').disabled")
			p.do(chromedp.KeyEvent("2"))
			p.waitForValue("own-class-1", fmt.Sprint(i+1))
			p.waitForValue("pad", "0")
			continue
		}
		p.keep(1, i+1)
	}

	// A slip is taken back.
	p.draw(circle(0.3, 0.3, 0.1, 0.1))
	p.keep(2, 1)
	p.click("own-kept-undo")
	p.waitForValue("own-class-2", "0")

	if axe, err := os.ReadFile(axeFile); err == nil {
		p.do(chromedp.Evaluate[chromedp.Void](string(axe)))
		for _, width := range []int64{1440, 390} {
			p.do(chromedp.EmulateViewport(width, 900))
			for _, language := range []string{"zh-Hans", "en"} {
				p.choose("language", language)
				for _, theme := range []string{"dark", "light"} {
					p.choose("theme", theme)
					for _, violation := range p.violations() {
						t.Errorf("%d wide, %s, %s: %s", width, language, theme, violation)
					}
				}
			}
		}
		p.choose("theme", "") // the system's
		p.do(chromedp.EmulateViewport(320, 844))
		if got := eval[int64](p, "document.documentElement.scrollWidth"); got > 320 {
			t.Errorf("the page is %d pixels wide in a window of 320", got)
		}
		for _, small := range append(p.smallTargets(), p.tightButtons()...) {
			t.Errorf("too small for a finger, or for its words: %s", small)
		}
	}
	p.shootAll("own-set")
	p.shoot("own-set", 1280, 720, false)
	p.shoot("own-set", 1280, 720, true)
	p.do(chromedp.EmulateViewport(1440, 900))

	p.click("own-train")
	p.waitFor("document.getElementById('dataset-status').dataset.value === '962'")
	p.waitForTraining("done")
	p.expectShape("circle", circle(0.47, 0.52, 0.25, 0.27))
	p.expectShape("cross", cross(0.52, 0.47, 0.26, 0.02)...)
	p.shootAll("own-set-read")

	// Its images are a dataset like any other.
	p.click("tab-data")
	p.set("gallery-split", "valid")
	p.waitForValue("gallery", "2")

	p.click("tab-hand")
	p.waitFor("document.getElementById('own-answers') !== null")
	p.shootAll("own-set-trained")
	file := p.save("own-export", p.downloads())

	// Here every drawing is there already; in another browser none is.
	p.do(chromedp.SetUploadFiles(chromedp.ID("own-import"), []string{file}))
	p.waitFor("document.getElementById('own-done').innerText.includes('0')")
	p.reload()
	p.waitForDataset()
	p.click("hand-own")
	p.waitFor("document.getElementById('own-set')?.dataset.value === '12'")
	for range 12 {
		before := p.value("own-set")
		p.do(chromedp.Click("#own-set .hand-sample"))
		p.waitForValue("own-set", fmt.Sprint(before-1))
	}
	p.click("hand-digits")
	p.dropFile(file)
	p.waitFor("document.getElementById('own-set')?.dataset.value === '12' && document.getElementById('own-class-1').dataset.value === '6'")
	if name := eval[string](p, "document.getElementById('own-name-1').value"); name != "cross" {
		t.Errorf("the second class is called %q, want cross", name)
	}
	p.click("own-train")
	p.waitForTraining("done")
	p.click("tab-hand")
	p.click("own-digits")
	p.waitFor("document.getElementById('dataset-status') === null || document.documentElement.dataset.dataset === 'ready'")
	p.waitFor("document.getElementById('weights-source').textContent.includes('pretrained')")
}

// keep keeps what is on the pad as one of a class, which has so many then.
func (p *tab) keep(class, count int) {
	p.t.Helper()
	p.waitFor(fmt.Sprintf("!document.getElementById('own-keep-%d').disabled", class))
	p.click(fmt.Sprintf("own-keep-%d", class))
	p.waitForValue(fmt.Sprintf("own-class-%d", class), fmt.Sprint(count))
	p.waitForValue("pad", "0")
}

// expectShape draws, and expects a name to be read.
func (p *tab) expectShape(name string, lines ...[]point) {
	p.t.Helper()
	for _, line := range lines {
		p.draw(line)
	}
	p.waitForValue("prediction", name)
	p.click("pad-clear")
	p.waitForValue("prediction", "")
}

// dropFile drops a file on the page.
func (p *tab) dropFile(file string) {
	p.t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	name := file[strings.LastIndexByte(file, '/')+1:]
	eval[bool](p, fmt.Sprintf(`(() => {
		const transfer = new DataTransfer();
		transfer.items.add(new File([%q], %q, {type: "application/json"}));
		return window.dispatchEvent(new DragEvent("drop", {dataTransfer: transfer, cancelable: true})) || true;
	})()`, text, name))
}
