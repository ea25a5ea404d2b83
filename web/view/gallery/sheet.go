package gallery

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// gallerySheet shows the images in rows, however many there are: what is in
// sight is painted on one canvas. For the keyboard and for screen readers it is
// a list box, of which there is but the chosen option.
type gallerySheet struct {
	app.Compo
	gallery   state.Gallery
	selection worker.Selection // that was shown last
	chosen    int              // the place of the image that was chosen then
	tiling    tiling
	top       float64    // scrolled down to, in px
	sight     state.Span // that was asked for last
	paintings map[*worker.Images]app.Value
	stop      func() // ends the watching of size and scrolling
}

// OnInit lays the sheet out for a page that has not been measured yet.
func (c *gallerySheet) OnInit() {
	c.gallery = state.NewGallery()
	c.selection = c.gallery.Selection
	c.paintings = map[*worker.Images]app.Value{}
}

// OnMount watches the gallery and the room there is for it.
func (c *gallerySheet) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.GalleryKey.Observe(ctx, &c.gallery, func() { c.follow(ctx) })
	unobserve := dom.ObserveSize(ctx, c.JSValue(), func(width, height float64) {
		c.tiling.Width, c.tiling.Height = width, height
		c.reveal(ctx)
	})
	unlisten := dom.Listen(c.JSValue(), "scroll", nil, func(app.Value) { dom.Dispatch(ctx, c.scrolled) })
	c.stop = dom.StopAll(unobserve, unlisten)
	state.OpenGallery.Raise(ctx)
}

// OnDismount ends the watching.
func (c *gallerySheet) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

func (c *gallerySheet) scrolled(ctx app.Context) {
	c.top = c.JSValue().Get("scrollTop").Float()
	c.show(ctx)
}

// Render makes room for all images, and puts the chosen option where its image
// is painted.
func (c *gallerySheet) Render() app.UI {
	matches := ""
	if c.gallery.Pages.Known {
		matches = strconv.Itoa(c.gallery.Pages.Total)
	}
	role := "listbox"
	if c.none() || c.gallery.Unread {
		role = "group" // a list box has nothing but options
	}
	sheet := app.Div().ID("gallery").Class("gallery-sheet").DataSet("value", matches).
		Role(role).TabIndex(0).Aria("label", text.T("Images of the dataset")).
		Aria("busy", !c.gallery.Pages.Known).
		OnClick(c.onClick).OnDblClick(c.onDoubleClick).OnKeyDown(c.onKeyDown)
	if c.tiling.Total > 0 {
		sheet = sheet.Aria("activedescendant", c.optionID())
	}
	return sheet.Body(
		app.Div().Class("gallery-length").Style("height", px(c.tiling.length())).Body(
			app.Canvas().Class("gallery-canvas").Aria("hidden", "true").
				Style("height", px(min(c.tiling.Height, c.tiling.length()))),
			app.If(c.tiling.Total > 0, c.renderOption()),
		),
		app.If(c.none(), c.renderNone()),
		app.If(c.gallery.Unread, app.Div().Class("gallery-none").Body(
			app.P().Text(text.T("The network has to read all images first. Those that match come here.")))),
	)
}

// none reports whether it is known that no image is to be shown.
func (c *gallerySheet) none() bool { return c.gallery.Pages.Known && c.gallery.Pages.Total == 0 }

func (c *gallerySheet) renderNone() app.UI {
	return app.Div().Class("gallery-none").Body(
		app.P().Text(text.T("No image matches.")),
		app.If(c.gallery.Selection != unfiltered(c.gallery.Selection),
			app.Button().Type("button").ID("gallery-clear").Text(text.T("Clear the filters")).OnClick(c.onClear)),
	)
}

func (c *gallerySheet) onClear(ctx app.Context, _ app.Event) {
	state.SelectImages.Raise(ctx, unfiltered(c.gallery.Selection))
}

// renderOption frames the chosen image and says what it is.
func (c *gallerySheet) renderOption() app.UI {
	x, y, width := c.tiling.tile(c.gallery.Chosen)
	label := text.T("One moment.")
	if e, ok := c.gallery.ChosenImage(); ok {
		label = e.String()
	}
	return app.Div().ID(c.optionID()).Class("gallery-option").Role("option").
		Aria("selected", "true").Aria("label", label).
		Aria("posinset", c.gallery.Chosen+1).Aria("setsize", c.tiling.Total).
		Style("transform", fmt.Sprintf("translate(%.1fpx, %.1fpx)", x, y)).
		Style("width", px(width)).Style("height", px(tileHeight))
}

// optionID changes with the image: to a screen reader it is another option.
func (c *gallerySheet) optionID() string { return "gallery-option-" + strconv.Itoa(c.gallery.Chosen) }

func px(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) + "px" }

// follow shows what has changed.
func (c *gallerySheet) follow(ctx app.Context) {
	c.tiling.Total = c.gallery.Pages.Total
	if c.gallery.Unread {
		c.tiling.Total = 0 // how many match is still to be found
	}
	if c.selection != c.gallery.Selection {
		c.selection, c.sight = c.gallery.Selection, state.Span{}
		c.scrollTo(0)
	}
	if c.chosen != c.gallery.Chosen { // perhaps by the browser's history
		c.chosen = c.gallery.Chosen
		c.reveal(ctx)
	}
	c.show(ctx)
}

// show paints what is in sight and asks for what is missing of it.
func (c *gallerySheet) show(ctx app.Context) {
	if c.tiling.Width == 0 {
		return
	}
	c.paint()
	sight := c.tiling.inSight(c.top)
	if _, missing := c.gallery.Pages.Missing(sight); missing && sight != c.sight {
		c.sight = sight
		state.ShowImages.Raise(ctx, sight)
	}
}

// scrollTo scrolls, as far as the page has room by now.
func (c *gallerySheet) scrollTo(top float64) {
	c.JSValue().Set("scrollTop", top)
	c.top = c.JSValue().Get("scrollTop").Float()
}

// reveal scrolls to the chosen image, once the page has room for it.
func (c *gallerySheet) reveal(ctx app.Context) {
	ctx.Defer(func(ctx app.Context) {
		if top := c.tiling.reveal(c.gallery.Chosen, c.top); top != c.top {
			c.scrollTo(top)
		}
		c.show(ctx)
	})
}

func (c *gallerySheet) onClick(ctx app.Context, e app.Event) {
	box := ctx.JSSrc().Get("firstElementChild").Call("getBoundingClientRect")
	x, y := e.Get("clientX").Float()-box.Get("left").Float(), e.Get("clientY").Float()-box.Get("top").Float()
	if place, ok := c.tiling.at(x, y); ok {
		state.ChooseImage.Raise(ctx, place)
	}
}

func (c *gallerySheet) onDoubleClick(ctx app.Context, _ app.Event) { state.InspectImage.Raise(ctx) }

func (c *gallerySheet) onKeyDown(ctx app.Context, e app.Event) {
	if c.tiling.Total == 0 {
		return // the key may be for the button
	}
	key := e.Get("key").String()
	if key == "Enter" {
		e.PreventDefault()
		state.InspectImage.Raise(ctx)
		return
	}
	place, ok := c.tiling.step(c.gallery.Chosen, key)
	if !ok {
		return
	}
	e.PreventDefault()
	c.gallery.Chosen = place // the next key may come before the lab's answer
	state.WalkImages.Raise(ctx, place)
	c.reveal(ctx)
}
