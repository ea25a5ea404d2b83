package e2e

import (
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestPageLoads(t *testing.T) {
	p := open(t, "")
	p.waitForDataset()
	if got := p.value("dataset-status"); got != 70000 {
		t.Errorf("data-value of #dataset-status = %g, want the 70000 images of MNIST", got)
	}
	if focused := eval[string](p, "document.activeElement.id"); focused != "" {
		t.Errorf("#%s has the focus, which nobody has given to it", focused)
	}
	for _, width := range []int64{1440, 390, 320} {
		p.do(chromedp.EmulateViewport(width, 844))
		if got := eval[int64](p, "document.documentElement.scrollWidth"); got > width {
			t.Errorf("the page is %d pixels wide in a window of %d", got, width)
		}
	}
	for _, width := range []int64{1440, 390} {
		p.shoot("loaded", width, 900, false)
		p.shoot("loaded", width, 900, true)
	}
}

// digits that a visitor might draw, in one line each.
var digits = []struct {
	digit float64
	line  []point
}{
	{1, []point{{0.5, 0.2}, {0.5, 0.8}}},
	{7, []point{{0.3, 0.25}, {0.7, 0.25}, {0.45, 0.8}}},
	{0, circle(0.5, 0.5, 0.2, 0.28)},
	{3, []point{{0.32, 0.25}, {0.5, 0.19}, {0.66, 0.28}, {0.62, 0.42}, {0.48, 0.48}, {0.64, 0.54}, {0.68, 0.68}, {0.52, 0.8}, {0.32, 0.75}}},
	{2, []point{{0.33, 0.32}, {0.42, 0.2}, {0.58, 0.2}, {0.66, 0.34}, {0.55, 0.55}, {0.32, 0.78}, {0.7, 0.78}}},
}

func circle(x, y, rx, ry float64) (line []point) {
	for i := range 25 {
		angle := 2 * math.Pi * float64(i) / 24
		line = append(line, point{x + rx*math.Sin(angle), y - ry*math.Cos(angle)})
	}
	return line
}

func TestDraw(t *testing.T) {
	p := open(t, "")
	for _, d := range digits {
		p.draw(d.line)
		p.waitFor("document.getElementById('prediction').dataset.value !== ''")
		// The answer to the last part of the line may still be on its way.
		p.waitFor("document.getElementById('prediction').dataset.value === '" + string('0'+rune(d.digit)) + "'")
		sum := eval[float64](p, `[...Array(10).keys()].
			reduce((sum, digit) => sum + Number(document.getElementById("probability-" + digit).dataset.value), 0)`)
		if math.Abs(sum-1) > 1e-4 { // as the page rounds them
			t.Errorf("the probabilities of a drawn %g sum to %g, want 1", d.digit, sum)
		}
		if d.digit == 7 {
			p.shoot("seven", 1440, 900, false)
			p.shoot("seven", 390, 844, true)
			p.do(chromedp.EmulateViewport(1440, 900))
		}
		p.click("pad-clear")
		p.waitFor("document.getElementById('prediction').dataset.value === ''")
	}
}

// Small, and in a corner: the line is as thick on the pad, but not for its size.
func TestDrawSmall(t *testing.T) {
	p := open(t, "")
	for _, d := range digits {
		var line []point
		for _, at := range d.line {
			line = append(line, point{0.05 + at.x/4, 0.05 + at.y/4})
		}
		p.draw(line)
		p.waitFor("document.getElementById('prediction').dataset.value === '" + string('0'+rune(d.digit)) + "'")
		p.click("pad-clear")
		p.waitFor("document.getElementById('prediction').dataset.value === ''")
	}
}

// An address that is none, at first and later: go-app would end the program.
func TestUnreadableLink(t *testing.T) {
	p := open(t, "#lr=0.1%")
	p.waitFor("document.getElementById('error').innerText.includes('0.1%')")
	p.do(chromedp.Evaluate[chromedp.Void]("location.hash = '#%zz'"))
	p.waitFor("document.getElementById('error').innerText.includes('%zz')")
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
}

// A 1 and a 7, without a mouse.
func TestDrawWithKeys(t *testing.T) {
	p := open(t, "")
	p.do(chromedp.Focus(chromedp.ID("pad")))
	press := func(key string, times int) { p.do(chromedp.KeyEvent(strings.Repeat(key, times))) }
	press(kb.ArrowUp, 8)
	press(" ", 1)
	press(kb.ArrowDown, 16)
	press(" ", 1)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	press(kb.ArrowUp, 16) // the pen is up
	if got := p.value("pad"); got != 1 {
		t.Errorf("there are %g strokes on the pad, want 1", got)
	}
	press(kb.Escape, 1)
	press(kb.ArrowLeft, 5)
	press(" ", 1)
	press(kb.ArrowRight, 11)
	press(kb.End, 5)
	press(kb.ArrowDown, 3)
	press(kb.End, 2)
	press(kb.ArrowDown, 7)
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
}
