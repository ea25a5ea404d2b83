// Package page puts the page together: the pad beside the views, their tabs, and
// what stands around them, such as language, theme and notices.
package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab"
)

// Home is the only page. The lab answers actions in its name, and go-app renders
// it after each, so what it renders is next to nothing.
type Home struct {
	app.Compo
	Options lab.Options // zero for the browser's own

	lab  *lab.Lab
	stop func() // ends listening to what happens around the page
}

// OnInit lets the page speak the visitor's language from the start, and open with an
// example.
func (h *Home) OnInit() {
	if app.IsClient {
		lab.SpeakPreferred()
		h.Options.Example = true
	}
}

// OnMount brings the page to life.
func (h *Home) OnMount(ctx app.Context) {
	h.lab = lab.New(ctx, h.Options)
	h.stop = h.listen(ctx)
	dom.OwnEntry()
	dom.Mark(ctx, "ready", "true")
}

func (h *Home) listen(ctx app.Context) (stop func()) {
	return dom.StopAll(
		listenForFiles(),
		listenForActivity(ctx, h.lab),
		listenForLeaving(h.lab),
		app.Window().AddEventListener("popstate", func(ctx app.Context, _ app.Event) {
			if dom.OwnsEntry() {
				h.GoTo(ctx)
			}
		}),
		app.Window().AddEventListener("hashchange", func(ctx app.Context, _ app.Event) {
			if dom.OwnsEntry() { // the browser has gone back or forth, see above
				return
			}
			dom.OwnEntry()
			h.lab.FollowLink(ctx)
		}),
	)
}

// GoTo shows the entry of the history that the browser has gone to.
func (h *Home) GoTo(ctx app.Context) { h.lab.FollowHistory(ctx) }

// OnDismount ends what OnMount began, which on the server is nothing: there
// the page is rendered and dismounted without having been mounted.
func (h *Home) OnDismount() {
	if h.lab == nil {
		return
	}
	h.stop()
	h.lab.Close()
}

// Render shows the page.
func (h *Home) Render() app.UI { return &layout{} }
