package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Two runs are compared, with the mouse and by keys; a reload loses nothing of
// it.
func TestRuns(t *testing.T) {
	p := open(t, "#lr=0.05&momentum=0.9&epochs=1&workers=2")
	p.waitForDataset()
	p.waitForPaint("--run-0", true) // the curve of the weights that are there
	p.runFor(50)
	p.set("loss-function", "doublesoftmax")
	p.runFor(30)
	p.waitFor("document.getElementById('runs').dataset.value === '2'")
	for _, colour := range []string{"--run-0", "--run-1"} {
		p.waitForPaint(colour, true)
	}
	p.shoot("runs", 1440, 900, false)
	p.shoot("runs", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.click("run-1-show")
	p.waitForPaint("--run-0", false)
	p.click("run-1-show")
	p.waitForPaint("--run-0", true)

	// By keys: the last place of the chart is read, then less of it is shown.
	p.do(chromedp.Focus(chromedp.ID("loss-chart-cursor")))
	p.do(chromedp.KeyEvent(kb.End))
	p.waitFor("document.getElementById('loss-chart-cursor').ariaValueText.includes('Double softmax')")
	all := p.shownSteps()
	p.do(chromedp.KeyEvent("+"))
	p.do(chromedp.KeyEvent(kb.ArrowLeft))
	p.waitFor("!document.getElementById('loss-chart-zoom-all').disabled")
	p.waitFor(fmt.Sprintf("%s < %g", shownSteps, 0.6*all))
	p.do(chromedp.KeyEvent(kb.Escape))
	p.waitFor("document.getElementById('loss-chart-zoom-all').disabled")
	p.waitFor(fmt.Sprintf("%s === %g", shownSteps, all))

	p.zoomByHand(all)

	p.rename("run-2-name", "twice, \"soft\"")
	if got, want := filepath.Base(p.save("runs-export-csv", p.downloads())), "digitlab-runs.csv"; got != want {
		t.Errorf("the table of the runs is saved as %s, want %s", got, want)
	}
	p.click("run-2-delete")
	p.waitFor("document.getElementById('runs').dataset.value === '1' && document.activeElement.id === 'runs-undo'")
	p.click("runs-undo")
	p.waitFor("document.getElementById('runs').dataset.value === '2'")
	p.click("run-1-show")
	p.waitForPaint("--run-0", false)
	const names = "[...document.querySelectorAll('.run-name')].map(name => name.value).join('|')"
	before := eval[string](p, names)
	// The page keeps a run beside painting it, a little later.
	p.waitFor(`(indexedDB.open('digitlab-runs').onsuccess = ({target: {result: database}}) => {
		database.transaction('records').objectStore('records').getAll().onsuccess = ({target: {result: records}}) => {
			window.keptHidden = records.filter(record => new TextDecoder().decode(record).includes('"shown":false')).length;
			database.close();
		};
	}, window.keptHidden === 1)`)
	p.reload()
	p.waitFor("document.getElementById('runs')?.dataset.value === '2'")
	if got := eval[string](p, names); got != before {
		t.Errorf("after a reload the runs are called %q, want %q", got, before)
	}
	p.waitForPaint("--run-1", true)
	p.waitForPaint("--run-0", false)
	if got := p.value("loss-chart"); got != 0 {
		t.Errorf("after a reload #loss-chart has data-value %g, want 0: there is no present run", got)
	}

	// What the runs have learned is there too, and two of them read one drawing.
	p.click("run-2-weights")
	p.waitFor("document.getElementById('run-2-use') !== null")
	p.shoot("runweights", 1440, 900, true)
	p.shoot("runweights", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.click("run-2-use")
	p.waitFor("document.getElementById('weights-source').textContent.includes('soft')")
	p.click("run-1-weights")
	p.waitFor("document.getElementById('run-1-compare') !== null")
	p.click("run-1-compare")
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('second').dataset.value !== undefined && document.getElementById('second').dataset.value !== ''")
	p.shoot("compare", 1440, 900, true)
	p.shoot("compare", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.click("second-close")
	p.waitFor("document.getElementById('second') === null")

	// The table is sorted by keys as well as by clicks.
	p.do(chromedp.Focus(chromedp.ID("runs-sort-loss")))
	p.do(chromedp.KeyEvent(kb.Enter))
	p.waitFor(names + ".startsWith('Cross')")
	p.do(chromedp.KeyEvent(kb.Enter))
	p.waitFor(names + ".startsWith('twice') && document.querySelector('#runs [aria-sort=descending] button').id === 'runs-sort-loss'")
}

// runFor trains at least so many steps, and stops.
func (p *tab) runFor(steps float64) {
	p.t.Helper()
	p.click("train-start")
	p.waitForTraining("running")
	p.waitForStep(steps)
	p.click("train-stop")
	p.waitForTraining("done")
}

// painted counts the pixels of the chart in a colour of the style sheet.
func (p *tab) painted(colour string) int {
	p.t.Helper()
	return eval[int](p, fmt.Sprintf(`(() => {
		const canvas = document.getElementById('loss-chart');
		const probe = document.createElement('canvas').getContext('2d');
		probe.fillStyle = getComputedStyle(canvas).getPropertyValue(%q).trim();
		probe.fillRect(0, 0, 1, 1);
		const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
		const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
		let count = 0;
		for (let i = 0; i < data.length; i += 4) {
			count += data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255;
		}
		return count;
	})()`, colour))
}

// waitForPaint waits until something is painted in a colour, or nothing.
func (p *tab) waitForPaint(colour string, some bool) {
	p.t.Helper()
	for p.painted(colour) > 0 != some {
		if p.ctx.Err() != nil {
			p.t.Fatalf("%s on the chart: %t, want %t", colour, !some, some)
		}
		p.do(chromedp.ScrollIntoView(chromedp.ID("loss-chart")))
	}
}

const shownSteps = "(cursor => cursor.ariaValueMax - cursor.ariaValueMin)(document.getElementById('loss-chart-cursor'))"

// shownSteps returns how many steps the chart shows.
func (p *tab) shownSteps() float64 {
	p.t.Helper()
	return eval[float64](p, shownSteps)
}

// zoomByHand zooms into the chart with a drag, the wheel and two fingers, and
// out again each time.
func (p *tab) zoomByHand(all float64) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`
		window.scrolled = performance.now();
		addEventListener("scroll", () => { scrolled = performance.now() })`),
		chromedp.ScrollIntoView(chromedp.ID("loss-chart")))
	type rect struct{ X, Y, Width, Height float64 }
	var box rect
	mouse := func(kind input.DispatchMouseEventType, share float64, options ...chromedp.MouseOption) {
		p.do(chromedp.MouseEvent(kind, box.X+share*box.Width, box.Y+box.Height/2, options...))
	}
	for name, zoom := range map[string]func(){
		"a drag": func() {
			mouse(input.DispatchMouseEventTypeMousePressed, 0.4, chromedp.ButtonLeft, chromedp.ClickCount(1))
			mouse(input.DispatchMouseEventTypeMouseMoved, 0.6, chromedp.ButtonLeft)
			mouse(input.DispatchMouseEventTypeMouseReleased, 0.6, chromedp.ButtonLeft, chromedp.ClickCount(1))
		},
		"the wheel": func() {
			_, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
				Type: input.DispatchMouseEventTypeMouseWheel, X: box.X + box.Width/2, Y: box.Y + box.Height/2, DeltaX: 1, DeltaY: -500,
			})
			if err != nil {
				p.t.Fatal(err)
			}
		},
		"two fingers": func() {
			p.do(chromedp.Evaluate[chromedp.Void](`{
				const chart = document.getElementById("loss-chart-cursor");
				const box = chart.getBoundingClientRect();
				const finger = (type, pointerId, share) => chart.dispatchEvent(new PointerEvent(type, {
					pointerId, pointerType: "touch", clientX: box.left + share * box.width, clientY: box.top + 50,
				}));
				finger("pointerdown", 11, 0.4);
				finger("pointerdown", 12, 0.6);
				finger("pointermove", 11, 0.2);
				finger("pointermove", 12, 0.8);
				finger("pointerup", 11, 0.2);
				finger("pointerup", 12, 0.8);
			}`))
		},
	} {
		p.waitFor("performance.now() - scrolled > 400") // before that the wheel is the page's
		box = eval[rect](p, "document.getElementById('loss-chart').getBoundingClientRect().toJSON()")
		zoom()
		p.waitFor("!document.getElementById('loss-chart-zoom-all').disabled")
		mouse(input.DispatchMouseEventTypeMouseMoved, 0.5) // reads, so that the ends are said
		p.waitFor(shownSteps + fmt.Sprintf(" < %g", 0.7*all))
		if shown := p.shownSteps(); shown <= 0 {
			p.t.Errorf("%s leaves %g steps", name, shown)
		}
		p.click("loss-chart-zoom-all")
		p.waitFor("document.getElementById('loss-chart-zoom-all').disabled")
	}
}

// rename types another name for a run.
func (p *tab) rename(id, name string) {
	p.t.Helper()
	p.do(chromedp.Focus(chromedp.ID(id)), chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.getElementById(%q).select()", id)))
	p.do(chromedp.KeyEvent(name + kb.Enter))
	p.waitFor(fmt.Sprintf("document.getElementById('%s-show').ariaLabel.includes(%q)", strings.TrimSuffix(id, "-name"), name))
}
