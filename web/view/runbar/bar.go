// Package runbar is the bar that says how the run stands and steers it. It is in
// sight in every view.
package runbar

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// Bar is the bar.
type Bar struct{ app.Compo }

// OnMount follows the language.
func (c *Bar) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the numbers beside the buttons.
func (c *Bar) Render() app.UI {
	return app.Section().ID("run-bar").Class("run-bar").Aria("label", text.T("Run")).Body(&numbers{}, &runButtons{})
}
