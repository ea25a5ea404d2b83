package e2e

import (
	"encoding/json"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// fortyTwo is a number in three strokes: the 4 has two.
var fortyTwo = [][]point{
	{{.24, .26}, {.14, .55}, {.44, .55}},
	{{.36, .36}, {.34, .78}},
	{{.58, .36}, {.66, .27}, {.78, .27}, {.83, .38}, {.76, .52}, {.58, .75}, {.86, .75}},
}

// A number is read while it is drawn, and what the page shows is about the digit that
// is chosen, by mouse or keys.
func TestNumber(t *testing.T) {
	for _, width := range []int64{1440, 390} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := open(t, "")
			p.do(chromedp.EmulateViewport(width, 900))
			p.waitForDataset() // of which the page says more as it is read
			pad := p.tops("#pad")
			p.write(fortyTwo[:2])
			p.waitFor("document.getElementById('prediction').dataset.value === '4'")
			if got := p.tops("#pad"); got != pad {
				t.Errorf("with the first strokes the pad moves from %s to %s px", pad, got)
			}
			before := p.tops(".preview", ".digits", ".keeping", ".weights")
			p.write(fortyTwo[2:])
			p.waitFor("document.getElementById('prediction').dataset.value === '42'")
			if got := p.tops(".preview", ".digits", ".keeping", ".weights"); got != before {
				t.Errorf("with two digits what is below them begins at %s px, with one at %s", got, before)
			}
			if got := eval[string](p, "document.getElementById('prediction').innerText"); got != "42" {
				t.Errorf("the page shows %q, want 42", got)
			}
			for i, strokes := range [][][]point{fortyTwo[:2], fortyTwo[2:]} {
				p.expectAround(i, strokes)
			}
			p.expectChosen(0, 4)
			first := p.picture("preview")

			p.click("digit-1")
			p.expectChosen(1, 2)
			if p.picture("preview") == first {
				t.Error("the network is said to see the same image in both digits")
			}
			p.do(chromedp.KeyEvent(kb.ArrowLeft)) // the press has left the focus there
			p.expectChosen(0, 4)
			p.do(chromedp.KeyEvent(kb.ArrowRight))
			p.expectChosen(1, 2)
			p.do(chromedp.KeyEvent(kb.Home))
			p.expectChosen(0, 4)
			if got := p.value("pad"); got != 3 {
				t.Errorf("there are %g strokes on the pad, want the 3 that were drawn", got)
			}

			p.click("digit-1")
			p.expectChosen(1, 2)
			p.click("correct-7") // to its owner, it is a 7
			p.waitFor("document.getElementById('hand-kept').dataset.value === '1'")
			for _, dark := range []bool{false, true} {
				p.shoot("number", width, 900, dark)
			}

			p.click("pad-clear")
			p.waitFor("document.getElementById('prediction').dataset.value === '' && !document.getElementById('digit-0')")
		})
	}
}

// The boxes lie on a picture as it is shown on the pad, whatever its shape, and its
// digits can be copied.
func TestNumberInAPicture(t *testing.T) {
	const width, height = 560, 240
	img := image.NewGray(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for _, bar := range []image.Rectangle{image.Rect(150, 40, 166, 200), image.Rect(400, 40, 416, 200)} {
		draw.Draw(img, bar, image.Black, image.Point{}, draw.Src)
	}
	path := filepath.Join(t.TempDir(), "eleven.png")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, img); err != nil {
		t.Fatal(err)
	}

	p := open(t, "")
	p.do(chromedp.SetUploadFiles(chromedp.ID("image-file"), []string{path}))
	p.waitFor("document.getElementById('prediction').dataset.value === '11'")
	const above = (1 - float64(height)/width) / 2 // what the picture leaves free
	for i, left := range []float64{150, 400} {
		p.expectAround(i, [][]point{{{left / width, above + 40./width}, {(left + 16) / width, above + 200./width}}})
	}
	p.click("digit-1")
	p.expectChosen(1, 1)
	if !eval[bool](p, "document.getElementById('picture') !== null") {
		t.Error("choosing a digit has taken the picture off the pad")
	}
	p.shoot("number-picture", 1440, 900, false)
	p.click("prediction-copy")
	p.waitFor("document.getElementById('prediction-copy').innerText === 'Copied'")
	p.permit("clipboard-read", cdpbrowser.PermissionSettingGranted)
	if got := get(p, chromedp.Evaluate[string]("navigator.clipboard.readText()", chromedp.EvalAwaitPromise)); got != "11" {
		t.Errorf("copied is %q, want 11", got)
	}
	p.click("pad-undo")
	p.waitFor("!document.getElementById('digit-0')")
}

// A pen draws through the boxes, also from within one; a press that is held is a dot.
func TestDrawThroughBoxes(t *testing.T) {
	p := open(t, "")
	p.write(fortyTwo)
	p.waitFor("document.getElementById('prediction').dataset.value === '42'")
	p.expectChosen(0, 4)
	p.draw([]point{{.72, .5}, {.6, .6}, {.3, .6}}) // from the box of the 2 into that of the 4
	p.waitFor("document.getElementById('pad').dataset.value === '4'")
	p.click("pad-undo")
	p.waitFor("document.getElementById('prediction').dataset.value === '42'")
	if focus := eval[string](p, "document.activeElement.id"); focus != "pad-undo" {
		t.Errorf("#%s has the focus, want #pad-undo", focus)
	}

	p.hold(point{.72, .42})
	p.waitFor("document.getElementById('pad').dataset.value === '4'")
	p.draw([]point{{.5, .05}, {.52, .07}}) // beside the boxes
	p.waitFor("document.getElementById('pad').dataset.value === '5'")
}

// write draws lines on the pad.
func (p *tab) write(lines [][]point) {
	p.t.Helper()
	for _, line := range lines {
		p.draw(line)
	}
}

// hold presses a place on the pad for longer than a press that chooses lasts.
func (p *tab) hold(at point) {
	p.t.Helper()
	box := eval[struct{ X, Y, Width, Height float64 }](p, "document.getElementById('pad').getBoundingClientRect().toJSON()")
	x, y := box.X+at.x*box.Width, box.Y+at.y*box.Height
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	p.do(chromedp.Sleep(600 * time.Millisecond))
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
}

// tops returns where elements begin on the page.
func (p *tab) tops(selectors ...string) string {
	p.t.Helper()
	list, err := json.Marshal(selectors)
	if err != nil {
		p.t.Fatal(err)
	}
	return eval[string](p, string(list)+".map(s => Math.round(document.querySelector(s).getBoundingClientRect().top + scrollY)).join(' ')")
}

// expectAround waits until the box of a digit is around its strokes, with no more
// than the pen's width and a frame beside them.
func (p *tab) expectAround(index int, strokes [][]point) {
	p.t.Helper()
	left, top, right, bottom := 1., 1., 0., 0.
	for _, line := range strokes {
		for _, at := range line {
			left, top, right, bottom = min(left, at.x), min(top, at.y), max(right, at.x), max(bottom, at.y)
		}
	}
	const most = 0.1
	p.waitFor(fmt.Sprintf(`(() => {
		const pad = document.getElementById("pad").getBoundingClientRect();
		const box = document.getElementById("digit-%d").getBoundingClientRect();
		return [%g - (box.left - pad.left) / pad.width, %g - (box.top - pad.top) / pad.height,
			(box.right - pad.left) / pad.width - %g, (box.bottom - pad.top) / pad.height - %g].
			every(beside => 0 <= beside && beside <= %g);
	})()`, index, left, top, right, bottom, most))
}

// expectChosen waits until the page is about a digit of the number.
func (p *tab) expectChosen(index, digit int) {
	p.t.Helper()
	p.waitFor(fmt.Sprintf(`document.getElementById("digit-%d").ariaChecked === "true" &&
		document.querySelectorAll(".pad-box[aria-checked=true]").length === 1`, index))
	p.waitFor(fmt.Sprintf("document.querySelector('.bar.best')?.id === 'probability-%d'", digit))
	p.waitFor(fmt.Sprintf("document.querySelector('.answer-sure').innerText.startsWith('%d of ')", index+1))
}
