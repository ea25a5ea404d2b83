package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// home is the only page.
type home struct {
	app.Compo
	lab  *lab
	icon string // its address
	stop func() // ends listening to what happens around the page
}

// OnInit lets the page speak the visitor's language from the start.
func (h *home) OnInit() {
	h.icon = fileURL(iconFile)
	if app.IsClient {
		speakPreferred()
	}
}

// OnMount brings the page to life.
func (h *home) OnMount(ctx app.Context) {
	followLanguage(ctx)
	defaults := defaultForm(app.Window().Get("navigator").Get("hardwareConcurrency").Int())
	h.lab = &lab{
		defaults: defaults,
		settings: settings{Form: defaults, Origin: originFresh},
		view:     firstView,
	}
	h.lab.handleActions(ctx)
	h.lab.runState(ctx, &worker.RunState{State: worker.StateIdle})
	h.lab.followLink(ctx) // which may choose the workers' kernel
	h.lab.connect(ctx)
	h.lab.openRuns(ctx)
	h.stop = h.listen(ctx)
	mark(ctx, "ready", "true")
}

func (h *home) listen(ctx app.Context) (stop func()) {
	stopFiles := listenForFiles()
	stopHands := listenForHands(ctx, h.lab)
	stopLeaving := listenForLeaving(h.lab)
	stopLinks := app.Window().AddEventListener("hashchange", func(ctx app.Context, _ app.Event) {
		h.lab.followLink(ctx)
	})
	return func() {
		stopFiles()
		stopHands()
		stopLeaving()
		stopLinks()
	}
}

// OnDismount ends what OnMount began, which on the server is nothing: there
// the page is rendered and dismounted without having been mounted.
func (h *home) OnDismount() {
	if h.lab == nil {
		return
	}
	h.stop()
	h.lab.close()
}

// Render lays the page out: the pad, which is always there, beside the views.
func (h *home) Render() app.UI {
	return app.Div().Class("page").Body(
		app.Header().Class("top").Body(
			app.H1().Body(
				app.Img().Src(h.icon).Alt("").Width(26).Height(26),
				app.Text("Digit Lab"),
			),
			app.P().Text(text.T("Draw a digit and see what a small neural network reads in it. Then train it yourself, right here in this tab.")),
			app.Div().Class("preferences").Body(&languagePicker{}, &themePicker{}),
		),
		&alerts{},
		app.Main().Body(
			app.Section().Class("card", "draw").Aria("labelledby", "draw-title").Body(
				app.H2().ID("draw-title").Text(text.T("Draw")),
				app.Div().Class("draw-top").Body(
					&pad{},
					app.Div().Class("seen").Body(&answer{}, &preview{}),
				),
				&digits{},
				&weightsPanel{},
			),
			&viewTabs{},
		),
		app.Footer().Body(
			app.P().Text(text.T("Nothing leaves your machine: drawings, pictures, data and weights stay in this browser. The server only hands out files.")),
			&installButton{},
		),
		&newVersionBar{},
	)
}
