package e2e

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// onTelephone gives the tab a telephone's window, and fingers.
func (p *tab) onTelephone() {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(390, 844))
	_, err := chromedp.Call(p.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true, MaxTouchPoints: 2})
	if err != nil {
		p.t.Fatal(err)
	}
}

// path is where a finger goes, in px of the window.
type path struct{ from, to point }

// tap touches a place for a moment.
func (p *tab) tap(at point) {
	p.t.Helper()
	p.touch(path{at, at})
}

// touch puts fingers down, moves and lifts them. Those that go nowhere are lifted at
// once, or the browser takes it for a long press.
func (p *tab) touch(fingers ...path) {
	p.t.Helper()
	const parts = 10
	send := func(kind input.DispatchTouchEventType, share float64) {
		var points []*input.TouchPoint
		for i, f := range fingers {
			id := float64(i)
			points = append(points, &input.TouchPoint{ID: &id, X: f.from.x + share*(f.to.x-f.from.x), Y: f.from.y + share*(f.to.y-f.from.y)})
		}
		if kind == input.DispatchTouchEventTypeTouchEnd {
			points = []*input.TouchPoint{}
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points}); err != nil {
			p.t.Fatal(err)
		}
	}
	send(input.DispatchTouchEventTypeTouchStart, 0)
	for k := 1; k <= parts && fingers[0].from != fingers[0].to; k++ {
		send(input.DispatchTouchEventTypeTouchMove, float64(k)/parts)
	}
	send(input.DispatchTouchEventTypeTouchEnd, 1)
}

// showMiddle scrolls an element to the middle of the window, until it stays there, and
// returns where its own middle is.
func (p *tab) showMiddle(id string) point {
	p.t.Helper()
	var at point
	p.until(id+" in the middle of the window", func() bool {
		before := at
		box := eval[struct{ X, Y, Width, Height float64 }](p, fmt.Sprintf(`(() => {
			const element = document.getElementById(%q);
			element.scrollIntoView({block: "center"});
			return element.getBoundingClientRect().toJSON();
		})()`, id))
		at = point{box.X + box.Width/2, box.Y + box.Height/2}
		return at == before
	})
	return at
}

func (p *tab) scrolled() float64 {
	p.t.Helper()
	return eval[float64](p, "Math.round(scrollY)")
}

// pinch parts two fingers, one above the other, around a place.
func (p *tab) pinch(at point) {
	p.t.Helper()
	p.touch(path{point{at.x, at.y - 25}, point{at.x, at.y - 85}}, path{point{at.x, at.y + 25}, point{at.x, at.y + 85}})
}

// expectStill holds that the page was neither scrolled nor zoomed.
func (p *tab) expectStill(what string, scrolled float64) {
	p.t.Helper()
	if got := p.scrolled(); got != scrolled {
		p.t.Errorf("%s has scrolled the page from %g to %g", what, scrolled, got)
	}
	p.expectNoZoom(what)
}

// expectNoZoom holds that the page was not zoomed.
func (p *tab) expectNoZoom(what string) {
	p.t.Helper()
	if got := eval[float64](p, "visualViewport.scale"); got != 1 {
		p.t.Errorf("%s has zoomed the page by %g", what, got)
	}
}

// A finger that goes sideways turns the network in space, two zoom it, and one that goes
// up scrolls the page.
func TestTouchSpace(t *testing.T) {
	p := openSpace(t)
	p.onTelephone()
	at := p.showMiddle("space-canvas")
	p.rest()

	home, scrolled := p.space(), p.scrolled()
	p.touch(path{at, point{at.x + 90, at.y + 30}})
	p.waitForOtherSpace(home)
	p.expectStill("a finger that turns the network", scrolled)
	p.rest()
	turned := p.space()
	p.pinch(at)
	p.waitForOtherSpace(turned)
	p.expectStill("a pinch", scrolled)
	p.rest()

	drawn := eval[int](p, "window.drawn")
	p.touch(path{point{at.x, at.y + 60}, point{at.x + 4, at.y - 60}})
	p.until("the page is scrolled", func() bool { return p.scrolled() > scrolled+50 })
	p.showMiddle("space-canvas")
	p.rest()
	if got := eval[int](p, "window.drawn"); got > drawn+2 { // as it comes into sight
		t.Errorf("a finger that scrolls the page has the network drawn %d times", got-drawn)
	}
}

// A tap on the network's picture chooses, and what it says stays when the finger is gone.
// A finger that scrolls the page chooses nothing.
func TestTouchNetwork(t *testing.T) {
	p := open(t, "")
	p.draw(digits[1].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
	p.onTelephone()
	p.click("tab-inside")
	p.waitFor("document.getElementById('sum-layer')?.value === 'conv1'")
	p.tap(p.showMiddle("network-column-2"))
	p.waitFor("document.getElementById('sum-layer').value === 'pool1'")
	p.waitFor("document.getElementById('network-words').innerText.startsWith('pool1, number ')")

	at, scrolled := p.showMiddle("network-column-3"), p.scrolled()
	p.touch(path{at, point{at.x, at.y - 120}})
	p.until("the page is scrolled", func() bool { return p.scrolled() > scrolled+50 })
	if got := eval[string](p, "document.getElementById('sum-layer').value"); got != "pool1" {
		t.Errorf("a finger that scrolls the page has the sum be about %s", got)
	}
}

// Two fingers zoom the map of digits, and not the page.
func TestTouchMap(t *testing.T) {
	p := open(t, mapSettings)
	p.waitForDataset()
	p.draw(digits[1].line)
	p.onTelephone()
	p.openMap()
	p.waitForPainted("digit-map")
	at := p.showMiddle("digit-map")
	// Parts above it are filled meanwhile, and the page scrolls for it to stay in its
	// place: so it is the place that tells.
	const top = "Math.round(document.getElementById('digit-map').getBoundingClientRect().top)"
	far, before := p.picture("digit-map"), eval[float64](p, top)
	p.pinch(at)
	p.waitFor("document.getElementById('digit-map').toDataURL() !== " + strconv.Quote(far))
	// A page scrolls by whole pixels of the screen, parts have others.
	if after := eval[float64](p, top); math.Abs(after-before) > 2 {
		t.Errorf("a pinch has moved the map from %g to %g", before, after)
	}
	p.expectNoZoom("a pinch")
}
