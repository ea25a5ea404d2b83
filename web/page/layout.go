package page

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/dataset"
	"digitlab/web/view/draw"
	"digitlab/web/view/guide"
	"digitlab/web/view/present"
)

// layout is what is to be seen of the page.
type layout struct {
	app.Compo
	icon, licences string // addresses
}

// OnInit asks for the addresses once.
func (c *layout) OnInit() {
	c.icon, c.licences = dom.FileURL(dom.IconFile), dom.FileURL(dom.LicencesFile)
}

// OnMount follows the language.
func (c *layout) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render lays the page out: the pad, which is always there, beside the views.
func (c *layout) Render() app.UI {
	return app.Div().Class("page").Body(
		app.Header().Class("top").Body(
			app.H1().Body(
				app.Img().Src(c.icon).Alt("").Width(26).Height(26),
				app.Text("Digit Lab"),
			),
			app.P().Text(text.T("Draw a digit and see what a small neural network reads in it. Then train it yourself, right here in this tab.")),
			app.Div().Class("preferences").Body(&present.Button{}, &languagePicker{}, &themePicker{}),
		),
		&alerts{},
		&guide.Next{},
		app.Main().Body(
			app.Section().Class("card", "draw").Aria("labelledby", "draw-title").Body(draw.View()...),
			&viewTabs{},
		),
		&present.Slides{},
		&dataset.Offer{},
		app.Footer().Body(
			&guide.Tutorial{},
			app.P().Text(text.T("Nothing leaves your machine: drawings, pictures, data and weights stay in this browser. The server only hands out files.")),
			app.A().ID("licences").Href(c.licences).Target("_blank").Text(text.T("Licences of the software in this page")),
			&guide.Again{},
			&installButton{},
		),
		&newVersionBar{},
	)
}
