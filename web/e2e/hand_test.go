package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A visitor keeps three drawings, finds them again after a reload, has them
// learned, and takes that back.
func TestHand(t *testing.T) {
	p := open(t, "")
	if !eval[bool](p, "document.getElementById('correct-7').disabled") {
		t.Error("with nothing drawn, a row can be pressed")
	}
	for _, drawn := range digits[1:4] { // 7, 0 and 3
		digit := string('0' + rune(drawn.digit))
		p.draw(drawn.line)
		p.waitFor("document.getElementById('prediction').dataset.value === '" + digit + "'")
		p.click("correct-" + digit)
		p.waitFor("document.getElementById('hand-kept').textContent.includes('" + digit + "')")
		p.click("pad-clear")
		p.waitFor("document.getElementById('hand-kept').textContent === ''")
	}

	// A slip of the finger is undone.
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.click("correct-4")
	p.waitFor("document.getElementById('hand-kept').dataset.value === '4'")
	p.shoot("kept", 1440, 900, false)
	p.shoot("kept", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.click("kept-undo")
	p.waitFor("document.getElementById('hand-kept').dataset.value === '3'")

	p.reload()
	p.waitForDataset()
	p.click("tab-hand")
	p.waitFor("document.getElementById('hand-count')?.dataset.value === '3'")
	for digit := range 10 {
		want := 0.
		if digit == 7 || digit == 0 || digit == 3 {
			want = 1
		}
		if got := p.value(fmt.Sprintf("hand-row-%d", digit)); got != want {
			t.Errorf("after a reload, %g drawings of the digit %d, want %g", got, digit, want)
		}
	}

	p.waitFor("!document.getElementById('hand-learn').disabled")
	p.click("hand-learn")
	p.waitFor("document.getElementById('hand-mnist-after')?.dataset.value > 0")
	p.waitForTraining("done")
	if got := p.value("hand-after"); got != 1 {
		t.Errorf("of the three drawings that were learned, a share of %g is read rightly, want all", got)
	}
	before, after := p.value("hand-mnist-before"), p.value("hand-mnist-after")
	// The validation images, of which the weights the page starts with read 99.29 %.
	if before < 0.992 || after < before-0.003 {
		t.Errorf("accuracy on MNIST is %g before learning and %g after, want hardly less", before, after)
	}
	for _, width := range []int64{390, 320, 1440} {
		p.do(chromedp.EmulateViewport(width, 844))
		if got := eval[int64](p, "document.documentElement.scrollWidth"); got > width {
			t.Errorf("the page is %d pixels wide in a window of %d", got, width)
		}
	}
	for _, width := range []int64{1440, 390} {
		p.shoot("learned", width, 900, false)
		p.shoot("learned", width, 900, true)
	}
	p.do(chromedp.EmulateViewport(1440, 900))

	p.waitFor("document.getElementById('weights-source').textContent.includes('my hand')")
	p.click("hand-back")
	p.waitFor("document.getElementById('weights-source').textContent.includes('pretrained')")

	p.click("hand-delete")
	p.waitFor("document.getElementById('hand-count').dataset.value === '0'")
	p.waitFor("document.activeElement.id === 'hand-undo'")
	p.click("hand-undo")
	p.waitFor("document.getElementById('hand-count').dataset.value === '3'")
}

// Brackets within each other, which would fill the stack of the page's program,
// are refused, and the page goes on.
func TestDeepHandIsRefused(t *testing.T) {
	p := open(t, "#view=hand")
	deep := filepath.Join(t.TempDir(), "deep.json")
	text := `{"samples":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}"
	if err := os.WriteFile(deep, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.ID("hand-import"), []string{deep}))
	p.waitFor("document.getElementById('error').innerText.includes('JSON is nested more than 20 deep at byte 30')")
	p.draw(digits[1].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
}
