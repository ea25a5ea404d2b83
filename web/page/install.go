package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// installButton installs the page as an app. It shows itself where the browser
// offers that, which it does not while the page runs as one.
type installButton struct {
	app.Compo
	offered bool
}

var _ app.AppInstaller = (*installButton)(nil)

// OnMount looks whether the browser has made its offer already.
func (c *installButton) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	c.OnAppInstallChange(ctx)
}

// OnAppInstallChange looks again.
func (c *installButton) OnAppInstallChange(ctx app.Context) { c.offered = ctx.IsAppInstallable() }

// Render shows the button if there is something to accept.
func (c *installButton) Render() app.UI {
	return app.Button().Type("button").ID("install").Hidden(!c.offered).
		Text(text.T("Install as an app")).OnClick(c.onClick)
}

func (c *installButton) onClick(ctx app.Context, _ app.Event) { ctx.ShowAppInstallPrompt() }
