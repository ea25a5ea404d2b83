package e2e

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// countDraws counts what is drawn with WebGL as window.drawn.
const countDraws = `(() => {
	const draw = WebGL2RenderingContext.prototype.drawArraysInstanced;
	window.drawn = 0;
	WebGL2RenderingContext.prototype.drawArraysInstanced = function (...args) {
		window.drawn++;
		draw.apply(this, args);
	};
})()`

// drawnIn30Frames returns how much is drawn while the browser makes 30 frames.
const drawnIn30Frames = `(async () => {
	const before = window.drawn;
	for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame);
	return window.drawn - before;
})()`

// openSpace draws a 7, opens the network in space and waits until it is painted. It does
// not move by itself.
func openSpace(t testing.TB) *tab {
	t.Helper()
	p := open(t, "")
	p.prefer("prefers-reduced-motion", "reduce")
	p.draw(digits[1].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
	p.do(chromedp.Evaluate[chromedp.Void](countDraws))
	p.click("tab-inside")
	p.waitFor("document.getElementById('sum-layer')?.value === 'conv1'")
	if eval[bool](p, "window.drawn > 0 || document.getElementById('network-space') !== null") {
		t.Error("something is drawn in space while that is folded")
	}
	p.do(chromedp.ScrollIntoView(chromedp.ID("inside-fold-space")))
	p.click("inside-fold-space")
	// The picture, two layers of 20 maps and what is pooled of them, and the answers.
	p.waitForValueOf("space", 784+20*(784+196+196+49)+10)
	p.do(chromedp.ScrollIntoView(chromedp.ID("space-canvas")))
	p.waitForSpace()
	return p
}

// prefer sets a preference of the visitor's system.
func (p *tab) prefer(feature, value string) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: feature, Value: value}},
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// waitForValueOf waits for the number of an element.
func (p *tab) waitForValueOf(id string, value float64) {
	p.t.Helper()
	p.waitFor("document.getElementById('" + id + "') !== null")
	p.until(id, func() bool { return p.value(id) == value })
}

// space returns what is seen of the network in space.
func (p *tab) space() image.Image {
	p.t.Helper()
	shot, err := png.Decode(bytes.NewReader(get(p, chromedp.Screenshot(chromedp.ID("space-canvas")))))
	if err != nil {
		p.t.Fatal(err)
	}
	return shot
}

// waitForSpace waits until the network fills some of its canvas, in many colours.
func (p *tab) waitForSpace() {
	p.t.Helper()
	p.until("the network in space is painted", func() bool {
		shot, colours, painted := p.space(), map[any]bool{}, 0
		b := shot.Bounds()
		paper := shot.At(b.Min.X+8, b.Min.Y+8)
		for y := b.Min.Y + 8; y < b.Max.Y-8; y++ {
			for x := b.Min.X + 8; x < b.Max.X-8; x++ {
				if c := shot.At(x, y); c != paper {
					colours[c] = true
					painted++
				}
			}
		}
		return painted > b.Dx()*b.Dy()/20 && len(colours) > 100
	})
}

// waitForOtherSpace waits until it looks other than it did.
func (p *tab) waitForOtherSpace(before image.Image) {
	p.t.Helper()
	p.until("another picture in space", func() bool { return !same(before, p.space()) })
}

// same reports whether two pictures are alike but for a few pixels: names that have been
// moved, and back, are smoothed otherwise.
func same(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	const few = 200 // one in so many
	other := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				other++
			}
		}
	}
	return other < a.Bounds().Dx()*a.Bounds().Dy()/few
}

// rest waits until nothing is drawn any more.
func (p *tab) rest() {
	p.t.Helper()
	p.until("nothing is drawn", func() bool {
		return get(p, chromedp.Evaluate[int](drawnIn30Frames, chromedp.EvalAwaitPromise)) == 0
	})
}

func TestSpace(t *testing.T) {
	p := openSpace(t)
	p.rest()

	// Below the name of a layer are its maps: one of their cubes is pressed.
	name := eval[struct{ X, Y float64 }](p, "document.querySelectorAll('.space-layer')[2].getBoundingClientRect().toJSON()")
	mouse := func(kind input.DispatchMouseEventType, x, y float64) {
		p.do(chromedp.MouseEvent(kind, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	}
	mouse(input.DispatchMouseEventTypeMousePressed, name.X-8, name.Y+20)
	mouse(input.DispatchMouseEventTypeMouseReleased, name.X-8, name.Y+20)
	p.waitFor("document.getElementById('sum-layer').value === 'pool1'")
	p.waitFor("document.getElementById('space-words').innerText.startsWith('pool1, map ')")
	p.rest()

	// It turns with a drag and with keys.
	home := p.space()
	mouse(input.DispatchMouseEventTypeMousePressed, name.X, name.Y+40)
	mouse(input.DispatchMouseEventTypeMouseMoved, name.X+60, name.Y+60)
	mouse(input.DispatchMouseEventTypeMouseReleased, name.X+60, name.Y+60)
	p.waitForOtherSpace(home)
	p.rest()
	dragged := p.space()
	p.do(chromedp.KeyEvent(kb.ArrowRight))
	p.waitForOtherSpace(dragged)
}
