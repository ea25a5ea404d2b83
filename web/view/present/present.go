// Package present is what an audience sees of the lesson while the page is
// presented: a step of it, in large type, below the pad and the curves.
package present

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/text"
)

// Button begins to present the page.
type Button struct{ app.Compo }

// OnMount follows the language.
func (c *Button) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the button.
func (c *Button) Render() app.UI {
	return app.Button().Type("button").ID("present").Text(text.T("Present")).OnClick(c.onClick)
}

func (c *Button) onClick(ctx app.Context, _ app.Event) { state.Present.Raise(ctx, true) }

// Slides shows the steps, one at a time, while the page is presented.
type Slides struct {
	app.Compo
	on    bool
	shown bool // it was on, when the focus was last looked after
	at    int
	stop  func() // ends listening to keys
}

// OnMount watches whether the page is presented, and listens to keys.
func (c *Slides) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.PresentKey.Observe(ctx, &c.on, func() { ctx.Defer(c.begin) })
	// Captured before the pad's own keys, which the same arrows are.
	c.stop = dom.Listen(app.Window(), "keydown", map[string]any{"capture": true}, func(e app.Value) {
		if by, leave := meaning(e.Get("key").String()); c.on && (by != 0 || leave) && !inDialog(e) {
			e.Call("preventDefault")
			e.Call("stopPropagation")
			ctx.Dispatch(func(ctx app.Context) { c.move(ctx, by, leave) })
		}
	})
}

// OnDismount ends the listening.
func (c *Slides) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// meaning returns by how many steps a key goes on, or that it leaves. Remote
// controls for slides send page up and down.
func meaning(key string) (by int, leave bool) {
	switch key {
	case "ArrowRight", "ArrowDown", "PageDown":
		return 1, false
	case "ArrowLeft", "ArrowUp", "PageUp":
		return -1, false
	case "Escape":
		return 0, true
	}
	return 0, false
}

// inDialog reports whether a key is meant for a dialog.
func inDialog(e app.Value) bool {
	target := e.Get("target")
	return target.Get("closest").Truthy() && target.Call("closest", "dialog").Truthy()
}

// begin begins with the first step, and passes the keyboard's focus on.
func (c *Slides) begin(ctx app.Context) {
	if c.on == c.shown {
		return
	}
	c.shown = c.on
	if c.on {
		c.at = 0
		dom.FocusOn(ctx, "present-next")
	} else {
		dom.FocusOn(ctx, "present")
	}
}

// move shows another step, whose loss the next run has.
func (c *Slides) move(ctx app.Context, by int, leave bool) {
	if leave {
		state.Present.Raise(ctx, false)
		return
	}
	c.at = min(max(c.at+by, 0), len(lesson.Slides)-1)
	if loss := lesson.Slides[c.at].Loss; loss != "" {
		state.ChangeField.Raise(ctx, state.FieldChange{ID: form.Fields[form.Loss].ID, Text: loss, Done: true})
	}
	if c.at == 0 || c.at == len(lesson.Slides)-1 {
		dom.RescueFocus(ctx, "present-next", "present-back")
	}
}

// Render shows the step, which is announced when it changes.
func (c *Slides) Render() app.UI {
	if !c.on {
		return app.Div().Class("slides").Hidden(true)
	}
	slide := lesson.Slides[c.at]
	return app.Section().ID("slides").Class("slides").DataSet("value", c.at+1).Aria("label", text.T("Lesson")).Body(
		app.Div().Class("slide").Aria("live", "polite").Body(
			app.H2().Text(text.T(slide.Title)),
			app.P().Text(text.T(slide.Text)),
		),
		app.Div().Class("slide-buttons").Body(
			app.Span().Text(text.F("%d of %d", c.at+1, len(lesson.Slides))),
			app.Button().Type("button").ID("present-back").Aria("label", text.T("Back")).Text("←").Disabled(c.at == 0).OnClick(c.onBack),
			app.Button().Type("button").ID("present-next").Aria("label", text.T("Next")).Text("→").Disabled(c.at == len(lesson.Slides)-1).OnClick(c.onNext),
			app.Button().Type("button").ID("present-leave").Text(text.T("Leave (Esc)")).OnClick(c.onLeave),
		),
	)
}

func (c *Slides) onBack(ctx app.Context, _ app.Event)  { c.move(ctx, -1, false) }
func (c *Slides) onNext(ctx app.Context, _ app.Event)  { c.move(ctx, 1, false) }
func (c *Slides) onLeave(ctx app.Context, _ app.Event) { c.move(ctx, 0, true) }
