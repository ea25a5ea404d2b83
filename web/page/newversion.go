package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// newVersionBar announces that the page has been replaced by a newer one, which
// static/version.js finds out. This one goes on with its own files until the
// visitor wants the other.
type newVersionBar struct {
	app.Compo
	training state.Training
	ready    bool
	asked    bool   // whether a run that stands may end
	stop     func() // ends listening
}

// OnMount listens for a new version, which may have been found already.
func (c *newVersionBar) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.TrainingKey.Observe(ctx, &c.training)
	c.ready = app.Window().Get("newVersion").Truthy()
	// The listener's own context is not the component's.
	c.stop = app.Window().AddEventListener("newversion", func(app.Context, app.Event) {
		ctx.Dispatch(func(app.Context) { c.ready, c.asked = true, false })
	})
}

// OnDismount ends what OnMount began, if it did.
func (c *newVersionBar) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// Render shows the bar when there is something to say. What is around it stays
// in the page, or screen readers would not announce it.
func (c *newVersionBar) Render() app.UI {
	around := app.Div().Class("newversion").Role("status")
	if !c.ready {
		return around
	}
	words, reload := text.T("A new version is ready."), text.T("Reload")
	if c.asked && c.training.Active() {
		words, reload = text.T("Reloading interrupts the run. It is kept, and you can continue it afterwards."), text.T("Reload all the same")
	}
	return around.Body(
		app.Div().ID("update").Body(
			app.P().Text(words),
			app.Button().Type("button").ID("update-reload").Class("primary").Text(reload).OnClick(c.onReload),
			app.Button().Type("button").ID("update-later").Text(text.T("Later")).OnClick(c.onLater),
		),
	)
}

// onReload asks first if a run stands, which would end.
func (c *newVersionBar) onReload(app.Context, app.Event) {
	if c.training.Active() && !c.asked {
		c.asked = true
		return
	}
	app.Window().Call("takeNewVersion")
}

func (c *newVersionBar) onLater(app.Context, app.Event) { c.ready = false }
