package ownset

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/hand"
	"digitlab/web/number"
	"digitlab/web/ownset"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

const (
	// rowLength is how many drawings of a class are shown at first: a page of more
	// takes long to lay out.
	rowLength = 24
	// nameLength limits what is typed.
	nameLength = 40
)

// renderClass shows a class: its name, and its drawings, the newest first.
func (c *Panel) renderClass(class int) app.UI {
	set, n := c.own.Set, strconv.Itoa(class)
	of, key := set.Of(class), set.Classes[class].Key
	shown := of
	if c.all != key && len(of) > rowLength {
		shown = of[:rowLength]
	}
	fault := faultText(set.Fault(class))
	return app.Li().ID("own-class-"+n).Class("own-class").DataSet("value", len(of)).Body(
		app.Div().Class("own-name", "field").Body(
			app.Label().For("own-name-"+n).Class("unseen").Text(text.F("Name of class %d", class+1)),
			renderName(class, set.Classes[class].Name, fault),
			app.Span().Class("own-count").Text(text.F("%s of %s", number.Grouped(len(of)), number.Grouped(ownset.Dozen))),
			app.Button().Type("button").ID("own-remove-"+n).Class("own-remove").
				Aria("label", text.F("Remove the class %s", className(set, class))).Text("×").
				Disabled(len(set.Classes) <= ownset.MinClasses).
				OnClick(func(ctx app.Context, _ app.Event) {
					state.RemoveClass.Raise(ctx, class)
					dom.FocusOn(ctx, "own-undo")
				}, class),
		),
		app.P().ID("own-fault-"+n).Class("fault").Role("alert").Hidden(fault == "").Text(fault),
		app.Ul().Class("hand-samples").Aria("label", text.F("Drawings of %s", className(set, class))).Body(
			app.Range(shown).Slice(func(i int) app.UI { return renderDrawing(shown[i], className(set, class)) }),
			app.If(len(shown) < len(of), app.Li().Body(
				app.Button().Type("button").Class("link").Text(text.F("Show all %s", number.Grouped(len(of)))).
					OnClick(func(app.Context, app.Event) { c.all = key }, key))),
			app.If(len(of) == 0, app.Li().Class("hint").Text(text.T("nothing drawn yet"))),
		),
	)
}

func renderName(class int, name, fault string) app.UI {
	n := strconv.Itoa(class)
	input := app.Input().Type("text").ID("own-name-"+n).Value(name).MaxLength(nameLength).AutoComplete(false).
		Aria("describedby", "own-fault-"+n).
		OnChange(func(ctx app.Context, _ app.Event) {
			state.RenameClass.Raise(ctx, state.RenamedClass{Class: class, Name: ctx.JSSrc().Get("value").String()})
		}, class)
	if fault != "" {
		input = input.Aria("invalid", "true")
	}
	return input
}

func faultText(fault ownset.Fault) string {
	switch fault {
	case ownset.Unnamed:
		return text.T("This class needs a name.")
	case ownset.Twice:
		return text.T("Another class has this name already.")
	case ownset.Unfit:
		return text.T("This name is too long.")
	}
	return ""
}

// renderDrawing shows a drawing, which a press deletes.
func renderDrawing(d hand.Drawing, name string) app.UI {
	id := d.ID()
	return app.Li().Body(
		app.Button().Type("button").ID("own-drawing-"+id).Class("hand-sample").
			Aria("label", text.F("Delete this drawing of %s", name)).
			OnClick(func(ctx app.Context, _ app.Event) {
				state.RemoveOwn.Raise(ctx, id)
				dom.FocusOn(ctx, "own-undo")
			}, id).
			Body(ui.Bitmap(d.Image, worker.ImageSide, "")),
	)
}
