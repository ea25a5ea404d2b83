package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// sizes are those of windows: a small and a usual telephone, a tablet, laptops and a
// large screen.
var sizes = [][2]int64{{320, 568}, {390, 844}, {820, 1180}, {1280, 720}, {1440, 900}, {1920, 1080}}

// In every view and window nothing stands out sideways, and the run can be seen and
// steered wherever the view is scrolled to.
func TestRunBarStaysInSight(t *testing.T) {
	p := open(t, "#lr=0.01")
	p.waitForDataset()
	p.click("train-step")
	p.waitForTraining("paused")
	views := eval[[]string](p, "[...document.querySelectorAll('[role=tab]')].map(tab => tab.id)")
	for _, size := range sizes {
		p.do(chromedp.EmulateViewport(size[0], size[1]))
		for _, view := range views {
			p.click(view)
			p.waitFor(fmt.Sprintf("document.getElementById(%q).ariaSelected === 'true'", view))
			if got := eval[int64](p, "document.documentElement.scrollWidth"); got > size[0] {
				t.Errorf("%s is %d pixels wide in a window of %d", view, got, size[0])
			}
			if got := eval[float64](p, "document.getElementById('run-progress').getBoundingClientRect().right - document.getElementById('run-bar').getBoundingClientRect().right"); got > 0 {
				t.Errorf("in %s in a window of %d by %d, the numbers of the run stand out of their bar by %g px", view, size[0], size[1], got)
			}
			for _, button := range p.tightButtons() {
				t.Errorf("in %s in a window of %d by %d, too narrow for its words: %s", view, size[0], size[1], button)
			}
			if view == "tab-train" && eval[bool](p, "document.querySelector('.runs-scroll').scrollWidth > document.querySelector('.runs-scroll').clientWidth") {
				t.Errorf("in a window of %d by %d, the list of one run stands out sideways", size[0], size[1])
			}
			// Telephones make cards of some; anywhere else a row that is none has the class of something else.
			if rows := eval[string](p, "[...document.querySelectorAll('tr')].filter(row => row.checkVisibility() && getComputedStyle(row).display !== 'table-row').map(row => row.className).join()"); rows != "" && size[0] > 640 {
				t.Errorf("in %s in a window of %d by %d, rows of tables are laid out as no rows: %s", view, size[0], size[1], rows)
			}
			// At the window's foot, the tabs and the run do not lie over the end of the page.
			p.waitFor(`(() => {
				scrollTo(0, document.documentElement.scrollHeight);
				const head = document.querySelector(".views-head").getBoundingClientRect();
				return head.bottom < innerHeight || document.querySelector("footer").getBoundingClientRect().bottom <= head.top;
			})()`)
			if hidden := p.outOfSight("train-pause", "train-step", "train-stop", "metric-loss", "metric-accuracy", view); hidden != "" {
				t.Errorf("in %s, scrolled to its end in a window of %d by %d, out of sight: %s", view, size[0], size[1], hidden)
			}
		}
	}
}

// While a run goes on, its curves have half of the window, and the settings a line,
// which opens.
func TestRunHasTheRoom(t *testing.T) {
	p := open(t, "#lr=0.01")
	p.waitForDataset()
	p.click("train-start")
	p.waitForTraining("running")
	p.waitFor("document.getElementById('loss-chart').getBoundingClientRect().height >= .45 * innerHeight")
	if hidden := p.outOfSight("loss-chart", "train-pause", "metric-loss"); hidden != "" {
		t.Errorf("out of sight: %s", hidden)
	}
	if eval[bool](p, "document.getElementById('settings').open") {
		t.Error("the settings are unfolded")
	}
	p.do(chromedp.Click("#settings > summary"))
	p.waitFor("document.getElementById('learning-rate').getBoundingClientRect().height > 0")
	p.shoot("run", 1440, 900, false)
	p.click("train-stop")
	p.waitForTraining("done")
}

// On a laptop the whole card of the drawing is in sight, and nothing in it moves when
// something is drawn. On telephones and tablets pad and answer stay.
func TestDrawingStaysInSight(t *testing.T) {
	p := open(t, "")
	p.do(chromedp.EmulateViewport(1280, 720))
	parts := []string{".answer-sure", "#preview", "#pad-clear", "#camera-open", ".bars", ".keeping", ".weights"}
	before := p.tops(parts...)
	p.draw(digits[1].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '7' && document.getElementById('keep-right') !== null")
	if after := p.tops(parts...); after != before {
		t.Errorf("with a drawing the parts of the card begin at %s px, without at %s", after, before)
	}
	ids := []string{"pad", "prediction", "camera-open", "keep-right", "weights-save"}
	for i := range 10 {
		ids = append(ids, fmt.Sprintf("probability-%d", i))
	}
	if hidden := p.outOfSight(ids...); hidden != "" {
		t.Errorf("in a window of 1280 by 720 out of sight: %s", hidden)
	}
	clear, camera, _ := strings.Cut(p.tops("#pad-clear", "#camera-open"), " ")
	if clear != camera {
		t.Errorf("the first button below the pad is at %s px, the last at %s", clear, camera)
	}
	// Nor does anything move in the other windows, down to the views.
	parts[len(parts)-1] = ".views"
	for _, size := range sizes {
		p.do(chromedp.EmulateViewport(size[0], size[1]))
		p.click("pad-clear")
		p.waitFor("document.getElementById('prediction').dataset.value === '' && document.getElementById('keep-right') === null")
		before := p.tops(parts...)
		p.draw(digits[1].line)
		p.waitFor("document.getElementById('prediction').dataset.value === '7' && document.getElementById('keep-right') !== null")
		if after := p.tops(parts...); after != before {
			t.Errorf("in a window of %d by %d, with a drawing the parts begin at %s px, without at %s", size[0], size[1], after, before)
		}
	}
	p.waitForDataset() // else the page becomes higher while it is scrolled
	for _, size := range sizes[:3] {
		p.do(chromedp.EmulateViewport(size[0], size[1]))
		p.click("tab-data")
		p.waitFor("document.getElementById('view-data').offsetWidth > 0")
		p.do(chromedp.Evaluate[chromedp.Void]("scrollTo(0, 500)"))
		if hidden := p.outOfSight("pad", "prediction", "pad-clear", "tab-train", "view-data"); hidden != "" {
			t.Errorf("in a window of %d by %d out of sight: %s", size[0], size[1], hidden)
		}
	}
}

// outOfSight returns those of some elements that are not in the window, or are
// covered where they begin.
func (p *tab) outOfSight(ids ...string) string {
	p.t.Helper()
	return strings.Join(slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		return eval[bool](p, fmt.Sprintf(`(() => {
			const e = document.getElementById(%q), box = e.getBoundingClientRect();
			const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 12)];
			if (box.width === 0 || box.left < 0 || box.right > innerWidth) return false;
			if (e.id.startsWith("view-")) return box.bottom > 0 && box.top < innerHeight;
			const top = document.elementFromPoint(x, y);
			const seen = e.contains(top) || top?.closest("li, .pad-sheet, .chart-area")?.contains(e);
			return Boolean(seen) && y > 0 && box.bottom <= innerHeight + 1;
		})()`, id))
	}), ", ")
}

// An explanation opens on hover, focus and a tap, lies in the window, and closes
// with Esc or another tap.
func TestExplanations(t *testing.T) {
	p := open(t, "")
	p.waitForDataset() // whose words move what is below them
	shown := func(id string) string {
		return fmt.Sprintf(`(() => {
			const box = document.getElementById(%q).getBoundingClientRect();
			return box.width > 0 && box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
		})()`, id+"-text")
	}
	p.do(chromedp.Focus(chromedp.ID("run-explain")))
	p.waitFor(shown("run-explain"))
	p.do(chromedp.KeyEvent(kb.Escape))
	p.waitFor("document.getElementById('run-explain-text').hidden")
	for _, size := range [][2]int64{{390, 844}, {1440, 900}} {
		p.do(chromedp.EmulateViewport(size[0], size[1]))
		for _, id := range []string{"run-explain", "workers-explain", "prepare-explain"} {
			p.do(chromedp.ScrollIntoView(chromedp.ID(id)))
			p.click(id)
			// The mouse has come, and so opened it; a finger's tap does so itself. On a
			// slow machine the click may be the first to come.
			p.until(shown(id), func() bool {
				if eval[bool](p, fmt.Sprintf("document.getElementById(%q).hidden", id+"-text")) {
					p.click(id)
				}
				return eval[bool](p, shown(id))
			})
			p.do(chromedp.KeyEvent(kb.Escape))
			p.waitFor(fmt.Sprintf("document.getElementById(%q).hidden", id+"-text"))
		}
	}
}

// A lesson is presented large, step by step by the arrow keys, with nothing cut off.
func TestPresent(t *testing.T) {
	p := open(t, "#lr=0.01")
	p.waitForDataset()
	p.draw(digits[1].line)
	p.click("present")
	for _, size := range [][2]int64{{820, 1180}, {1024, 600}, {1280, 720}, {1920, 1080}} {
		p.do(chromedp.EmulateViewport(size[0], size[1]))
		if eval[bool](p, "document.getElementById('next').getBoundingClientRect().height > 0") {
			t.Errorf("in a window of %d by %d, what to do next takes room before an audience", size[0], size[1])
		}
		ids := []string{"pad", "pad-clear", "prediction", "probability-0", "probability-9", "loss-chart", "train-start", "slides", "present-leave"}
		if hidden := p.outOfSight(ids...); hidden != "" {
			t.Errorf("in a window of %d by %d out of sight: %s", size[0], size[1], hidden)
		}
		p.shoot("present", size[0], size[1], false)
	}
	p.do(chromedp.Focus(chromedp.ID("pad"))) // whose keys the arrows are, too
	for range 3 {
		p.do(chromedp.KeyEvent(kb.ArrowRight))
	}
	p.waitFor("document.getElementById('slides').dataset.value === '4' && document.getElementById('loss-function').value === 'squarederror'")
	p.do(chromedp.KeyEvent(kb.ArrowLeft))
	p.waitFor("document.getElementById('slides').dataset.value === '3'")
	p.do(chromedp.KeyEvent(kb.Escape))
	p.waitFor("document.documentElement.dataset.present === 'false' && document.activeElement.id === 'present'")
	if got := p.value("pad"); got != 1 {
		t.Errorf("there are %g strokes on the pad, want the one that was drawn", got)
	}
}
