package e2e

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// patience is how long a test waits for anything: a build machine may stop for
// seconds, and the first visit compiles two programs. A tab answers to nothing more
// when it has lasted so long.
var patience = 3 * time.Minute

// tab is the page in a tab of its own.
type tab struct {
	t   testing.TB
	ctx context.Context

	mu       sync.Mutex
	problems []string // console errors and uncaught exceptions
	expected string   // part of those that the test counts on, "" for none
}

// isReady holds once the page answers to clicks, and may be asked of one that has
// nothing yet.
const isReady = "document.documentElement?.dataset.ready === 'true'"

// newTab opens an empty tab, which is closed when the test ends.
func newTab(t testing.TB, browser context.Context, options ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, options...)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	return &tab{t: t, ctx: ctx}
}

// open opens the page in a new tab, 1440 by 900 pixels, with an empty cache of
// its own, and waits until it answers to clicks. When the test ends, the tab
// must not have printed an error.
func open(t testing.TB, fragment string) *tab {
	t.Helper()
	return openAt(t, address+fragment, chromedp.WithNewBrowserContext())
}

// openAt is open for any address of the page. Without options the tab shares
// the cache, on disk, with others that are opened so.
func openAt(t testing.TB, url string, options ...chromedp.ContextOption) *tab {
	t.Helper()
	return openIn(t, browser, url, options...)
}

// openIn is openAt for another browser.
func openIn(t testing.TB, browser context.Context, url string, options ...chromedp.ContextOption) *tab {
	t.Helper()
	p := newTab(t, browser, options...)
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, problem := range p.problems {
			if p.expected == "" || !strings.Contains(problem, p.expected) {
				t.Errorf("console: %s", problem)
			}
		}
	})
	go p.collect(chromedp.Console(p.ctx))
	p.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(url))
	p.waitFor(isReady)
	return p
}

// reload loads the page again and waits until it answers to clicks.
func (p *tab) reload() {
	p.t.Helper()
	p.do(chromedp.Reload())
	p.waitFor(isReady)
}

// collect keeps the errors among the page's console messages.
func (p *tab) collect(messages iter.Seq2[chromedp.ConsoleMessage, error]) {
	for m, err := range messages {
		if err != nil {
			return // the tab is closed
		}
		if m.Type == chromedp.ConsoleError || m.Type == chromedp.ConsoleException {
			p.mu.Lock()
			p.problems = append(p.problems, fmt.Sprintf("%s: %s (%s)", m.Type, m.Text, m.URL))
			p.mu.Unlock()
		}
	}
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// eval returns the value of a JavaScript expression.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	return get(p, chromedp.Evaluate[T](expression))
}

// get returns what an action gives.
func get[T any](p *tab, action chromedp.Action[T]) T {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, action)
	if err != nil {
		p.t.Fatal(err)
	}
	return value
}

// waitFor waits until a JavaScript expression holds.
func (p *tab) waitFor(condition string) {
	p.t.Helper()
	p.until(condition, func() bool {
		holds, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("Boolean("+condition+")"))
		if err != nil {
			p.t.Fatalf("waiting for %s: %v", condition, err)
		}
		return holds
	})
}

// until waits until something holds.
func (p *tab) until(what string, holds func() bool) {
	p.t.Helper()
	const interval = 50 * time.Millisecond
	for !holds() {
		select {
		case <-p.ctx.Done():
			p.t.Fatalf("waiting for %s: %v", what, p.ctx.Err())
		case <-time.After(interval):
		}
	}
}

// waitForPainted waits until something is painted on the canvas with an id: one
// that is all transparent has nothing on it.
func (p *tab) waitForPainted(id string) {
	p.t.Helper()
	p.waitFor(fmt.Sprintf(`(() => {
		const c = document.getElementById(%q);
		return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v, i) => i %% 4 === 3 && v > 0);
	})()`, id))
}

func (p *tab) waitForDataset() {
	p.t.Helper()
	p.waitFor("document.documentElement.dataset.dataset === 'ready'")
}

func (p *tab) waitForTraining(state string) {
	p.t.Helper()
	p.waitFor(fmt.Sprintf("document.documentElement.dataset.training === %q", state))
}

// value returns the data-value of the element with an id, NaN if it is empty.
func (p *tab) value(id string) float64 {
	p.t.Helper()
	text := eval[string](p, fmt.Sprintf("document.getElementById(%q).dataset.value", id))
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		p.t.Fatalf("data-value of #%s is %q, want a number", id, text)
	}
	return value
}

func (p *tab) click(id string) {
	p.t.Helper()
	// The bars that stay at the edges of the window may lie over it.
	eval[bool](p, fmt.Sprintf(`(() => {
		const pressed = document.getElementById(%q), box = pressed?.getBoundingClientRect();
		if (pressed && !pressed.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))) {
			pressed.scrollIntoView({block: "center"});
		}
		return true;
	})()`, id))
	// Both ends of the click are of one moment, however busy the machine is: on
	// digits a long press is a dot.
	now := input.TimeSinceEpoch(time.Now().UnixNano()) / 1e9
	atOnce := func(e *input.DispatchMouseEventParams) { e.Timestamp = now }
	p.do(chromedp.QueryAfter(chromedp.ID(id), func(ctx context.Context, t *chromedp.Target, nodes []*chromedp.Node) (chromedp.Void, error) {
		return chromedp.MouseClickNode(nodes[0], atOnce)(ctx, t)
	}, chromedp.NodeVisible))
}

// set types a value into a field.
func (p *tab) set(id, value string) {
	p.t.Helper()
	p.do(chromedp.SetValue(chromedp.ID(id), value))
	eval[bool](p, fmt.Sprintf("document.getElementById(%q).dispatchEvent(new Event('change', {bubbles: true}))", id))
}

// point is a place on the pad, 0 to 1 from its upper left corner.
type point struct{ x, y float64 }

// draw draws a line on the pad with the mouse, as real pointer events.
func (p *tab) draw(line []point) {
	p.t.Helper()
	p.do(chromedp.ScrollIntoView(chromedp.ID("pad")))
	box := eval[struct{ X, Y, Width, Height float64 }](p, "document.getElementById('pad').getBoundingClientRect().toJSON()")
	mouse := func(kind input.DispatchMouseEventType, at point) {
		p.do(chromedp.MouseEvent(kind, box.X+at.x*box.Width, box.Y+at.y*box.Height, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	}
	mouse(input.DispatchMouseEventTypeMousePressed, line[0])
	for i := 1; i < len(line); i++ {
		const parts = 6
		for k := 1; k <= parts; k++ {
			f := float64(k) / parts
			mouse(input.DispatchMouseEventTypeMouseMoved, point{
				line[i-1].x + f*(line[i].x-line[i-1].x),
				line[i-1].y + f*(line[i].y-line[i-1].y),
			})
		}
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, line[len(line)-1])
}

// shoot leaves a screenshot in the folder SHOTS, if one is asked for.
func (p *tab) shoot(name string, width, height int64, dark bool) {
	p.t.Helper()
	folder := os.Getenv("SHOTS")
	if folder == "" {
		return
	}
	theme := "light"
	if dark {
		theme = "dark"
	}
	p.do(chromedp.EmulateViewport(width, height))
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.do(chromedp.Sleep(300 * time.Millisecond)) // for the chart to be laid out again
	png := get(p, chromedp.FullScreenshot(100))
	file := filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, width, theme))
	if err := os.WriteFile(file, png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
