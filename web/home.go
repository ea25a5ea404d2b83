package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// home is the only page. The lab answers actions in its name, and go-app renders
// it after each, so what it renders is next to nothing.
type home struct {
	app.Compo
	lab  *lab
	stop func() // ends listening to what happens around the page
}

// OnInit lets the page speak the visitor's language from the start.
func (h *home) OnInit() {
	if app.IsClient {
		speakPreferred()
	}
}

// OnMount brings the page to life.
func (h *home) OnMount(ctx app.Context) {
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
	return stopAll(
		listenForFiles(),
		listenForHands(ctx, h.lab),
		listenForLeaving(h.lab),
		app.Window().AddEventListener("hashchange", func(ctx app.Context, _ app.Event) { h.lab.followLink(ctx) }),
	)
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

// Render shows the page.
func (h *home) Render() app.UI { return &layout{} }
