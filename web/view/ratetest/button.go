// Package ratetest shows the search for a learning rate: a button that begins it, and
// what it finds.
package ratetest

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// Button begins a search.
type Button struct {
	app.Compo
	dataset state.Dataset
}

// OnMount watches whether there is something to train on.
func (c *Button) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.DatasetKey.Observe(ctx, &c.dataset)
}

// Render shows the button. During a run it says why there is no search now.
func (c *Button) Render() app.UI {
	return app.Button().Type("button").ID("rate-find").Class("rate-find").Text(text.T("Find the rate")).
		Title(text.T("Try rates from tiny to huge on a few batches; nothing else changes")).
		Disabled(!c.dataset.Trainable()).OnClick(c.onFind)
}

func (c *Button) onFind(ctx app.Context, _ app.Event) { state.FindRate.Raise(ctx) }
