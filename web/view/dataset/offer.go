// Package dataset is the view of files that were opened to train on.
package dataset

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// Offer is the dialog that shows what files were taken for, before that counts.
type Offer struct {
	app.Compo
	offer state.Offer
	open  bool // the dialog is
}

const dialog = "dataset-dialog"

// OnMount watches what is offered.
func (c *Offer) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.OfferKey.Observe(ctx, &c.offer, c.follow)
}

// follow opens the dialog, or closes it.
func (c *Offer) follow() {
	if c.offer.Open == c.open {
		return
	}
	c.open = c.offer.Open
	if c.open {
		ui.OpenDialog(dialog)
	} else {
		ui.CloseDialog(dialog)
	}
}

// Render shows how far the reading is, then what came of it.
func (c *Offer) Render() app.UI {
	found := c.offer.Found
	return ui.RenderDialog(dialog, text.T("Other data"), c.onClosed,
		app.Div().Class("offer").Body(
			app.P().ID("dataset-offer").Role("status").DataSet("value", c.imageCount()).Text(c.status()),
			app.P().ID("dataset-problem").Class("fault").Role("alert").Hidden(c.offer.Problem == "").Text(c.offer.Problem),
			app.If(found.Train > 0, c.renderSaid(found.Said)),
			app.If(found.Train > 0, c.renderImages()),
			app.If(found.Train > 0, c.renderNames()),
			app.If(!c.offer.Classes().AreDigits(), app.P().ID("dataset-named").Class("hint").Text(text.T(
				"These are no digits. The network has to be trained before it reads them; then names stand where digits stood, "+
					"drawings and pictures are read whole, as they are, and no numbers. Augmentation must leave out styles and nodigit, which draw digits."))),
			app.If(found.Train > 0, c.renderOptions()),
			app.Div().Class("buttons").Body(
				app.Button().Type("button").ID("dataset-use").Class("primary").Text(text.T("Use this")).
					Disabled(c.imageCount() == 0 || state.NamesFault(c.offer.Names) != "").OnClick(c.onUse),
				app.Button().Type("button").ID("dataset-cancel").Text(text.T("Cancel")).OnClick(c.onCancel),
			),
		),
	)
}

// imageCount is how many images could be used now.
func (c *Offer) imageCount() int {
	if c.offer.Reading {
		return 0
	}
	return c.offer.Found.Train + c.offer.Found.Valid + c.offer.Found.Test
}

func (c *Offer) status() string {
	switch o := c.offer; {
	case o.Reading && o.Images > 0:
		return text.F("Reading %s: %s images", o.Name, number.Grouped(o.Images))
	case o.Reading:
		return text.F("Reading %s", o.Name)
	}
	return text.F("This is what was found in %s. Nothing has changed yet.", c.offer.Name)
}

func (c *Offer) renderSaid(said []failure.Message) app.UI {
	return app.Ul().ID("dataset-said").Body(app.Range(said).Slice(func(i int) app.UI {
		return app.Li().Text(text.Capital(text.Said(said[i])))
	}))
}

// renderImages shows some of the images as the network would see them.
func (c *Offer) renderImages() app.UI {
	found := c.offer.Found
	const pixels = worker.ImagePixels
	count := min(len(found.Labels), len(found.Images)/pixels)
	return app.Ul().ID("dataset-images").Class("samples").DataSet("value", count).
		Aria("label", text.T("Some of the training images")).
		Body(app.Range(found.Labels[:count]).Slice(func(i int) app.UI {
			name := c.offer.Classes().Name(found.Labels[i])
			return app.Li().Body(
				ui.Bitmap(c.seen(found.Images[i*pixels:(i+1)*pixels]), worker.ImageSide, ""),
				app.Span().Text(name),
			)
		}))
}

// renderNames shows the names of the classes, for the visitor to change. The fields keep
// what is typed: to set it again would come late, and take the next letters away.
func (c *Offer) renderNames() app.UI {
	fault := state.NamesFault(c.offer.Names)
	return app.Div().Class("class-names").Role("group").Aria("labelledby", "class-names-title").Body(
		app.P().ID("class-names-title").Text(text.F("%d classes, and what they are called", len(c.offer.Names))),
		app.Div().Class("fields").Body(app.Range(c.offer.Names).Slice(func(label int) app.UI {
			id := "class-name-" + strconv.Itoa(label)
			return app.Div().Class("field").Body(
				app.Label().For(id).Text(text.F("Class %d", label)),
				app.Input().Type("text").ID(id).DataSet("label", label).Value(c.offer.Found.Classes.Name(label)).
					Aria("describedby", "class-names-fault").OnInput(c.onName),
			)
		})),
		app.P().ID("class-names-fault").Class("field-error").Role("status").Text(fault),
	)
}

func (c *Offer) onName(ctx app.Context, _ app.Event) {
	if label, err := strconv.Atoi(ctx.JSSrc().Get("dataset").Get("label").String()); err == nil {
		state.NameClass.Raise(ctx, state.ClassName{Label: label, Name: ctx.JSSrc().Get("value").String()})
	}
}

// seen returns an image, inverted if that is chosen.
func (c *Offer) seen(image []byte) []byte {
	if !c.offer.Invert {
		return image
	}
	inverted := make([]byte, len(image))
	for i, v := range image {
		inverted[i] = 255 - v
	}
	return inverted
}

const (
	plain    = "plain"
	prepared = "prepared"
)

func (c *Offer) renderOptions() app.UI {
	how := plain
	if c.offer.Prepare {
		how = prepared
	}
	choices := []ui.Choice{{Value: plain, Text: text.T("scale plainly")}, {Value: prepared, Text: text.T("crop and centre as digits")}}
	return app.Div().Class("offer-options").Body(
		app.Label().Class("check").Body(
			ui.Tick(app.Input().Type("checkbox").ID("dataset-invert"), c.offer.Invert).OnChange(c.onInvert),
			app.Span().Text(text.T("Black on white: invert")),
		),
		app.Span().Class("hint").Text(text.T("The network wants light ink on dark paper, as in MNIST and on the pad.")),
		app.If(c.offer.Found.Pictures, app.Div().Class("field").Body(
			app.Label().For("dataset-prepare").Text(text.T("Pictures")),
			ui.Select("dataset-prepare", how, choices, c.onPrepare).Disabled(c.offer.Reading),
		)),
	)
}

func (c *Offer) onInvert(ctx app.Context, _ app.Event) {
	state.InvertOffer.Raise(ctx, ctx.JSSrc().Get("checked").Bool())
}

func (c *Offer) onPrepare(ctx app.Context, _ app.Event) {
	state.PrepareOffer.Raise(ctx, ctx.JSSrc().Get("value").String() == prepared)
}

func (c *Offer) onUse(ctx app.Context, _ app.Event) { state.UseOffer.Raise(ctx) }

func (c *Offer) onCancel(ctx app.Context, _ app.Event) { state.DropOffer.Raise(ctx) }

// onClosed hears of Esc, too. It comes later than the dialog closes, which may be
// open again by then for other files.
func (c *Offer) onClosed(ctx app.Context, _ app.Event) {
	if !c.open || ctx.JSSrc().Get("open").Bool() {
		return
	}
	c.open = false
	state.DropOffer.Raise(ctx)
}
