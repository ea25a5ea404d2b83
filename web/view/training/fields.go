package training

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// renderField shows field i with its label, and more below it; its hint is opened by a
// button.
func renderField(s state.Settings, i int, more ...app.UI) app.UI {
	f := form.Fields[i]
	described := f.ID + "-explain-text"
	if s.CountsLater(i) {
		described += " " + laterID(f.ID)
	}
	return app.Div().Class("field").Body(append([]app.UI{
		renderLabel(f.ID, text.T(f.Label), text.T(f.Hint)),
		renderInput(s, i, described),
		renderLater(f.ID, s.CountsLater(i)),
	}, more...)...)
}

// renderLabel shows the label of the field with an id, and the button that explains
// it.
func renderLabel(id, label, hint string) app.UI {
	return app.Div().Class("field-label").Body(
		app.Label().For(id).Text(label),
		&ui.Explain{ID: id + "-explain", About: label, Text: hint},
	)
}

// renderLater says of the field with an ID that it counts from the next run, if so.
func renderLater(id string, later bool) app.UI {
	return app.Small().ID(laterID(id)).Class("hint").Hidden(!later).Text(text.T("counts from the next run"))
}

func laterID(id string) string { return id + "-later" }

// renderExplained is renderField with the hint in sight.
func renderExplained(s state.Settings, i int) app.UI {
	f := form.Fields[i]
	hint := app.Small().ID(f.ID + "-hint").Class("hint").Text(text.T(f.Hint))
	described := f.ID + "-hint"
	if s.CountsLater(i) {
		described += " " + laterID(f.ID)
	}
	input, note := renderInput(s, i, described), renderLater(f.ID, s.CountsLater(i))
	labelled := renderLabelled(f, input, hint, note)
	if f.Tick {
		labelled = app.Div().Class("field").Body(
			app.Label().For(f.ID).Class("check").Body(input, app.Span().Text(text.T(f.Label))),
			hint, note,
		)
	}
	if f.Shown != nil && !f.Shown(s.Form) {
		labelled = labelled.Hidden(true)
	}
	return labelled
}

func renderLabelled(f form.Field, input ...app.UI) app.HTMLDiv {
	return app.Div().Class("field").Body(append([]app.UI{app.Label().For(f.ID).Text(text.T(f.Label))}, input...)...)
}

// renderInput shows what a field is filled in with, and which elements describe it.
func renderInput(s state.Settings, i int, described string) app.UI {
	f, now := form.Fields[i], s.Form[i]
	if f.Choices != nil {
		input := ui.Select(f.ID, now, withUnknown(fieldChoices(f), now), onFieldChange).Aria("describedby", described)
		if !s.Form.Applies(i) {
			input = input.Disabled(true)
		}
		if s.Fault(i) {
			input = input.Aria("invalid", "true").Aria("errormessage", "error")
		}
		return input
	}
	// Not type=number: that hides what was typed when it is no number, and
	// turns with the mouse wheel.
	input := app.Input().Type("text").ID(f.ID).DataSet("value", now).OnChange(onFieldChange).Aria("describedby", described)
	if !s.Form.Applies(i) {
		// Only then: in the page that the server renders, false is an attribute
		// like any other, and disables.
		input = input.Disabled(true)
	}
	if f.Tick {
		return ui.Tick(input.Type("checkbox"), now == "1")
	}
	if s.Fault(i) {
		input = input.Aria("invalid", "true").Aria("errormessage", "error")
	}
	if s.Typing != f.ID {
		input = input.Value(now)
	}
	return input.Attr("inputmode", f.Mode).
		AutoComplete(false).Spellcheck(false).OnInput(onFieldInput)
}

// fieldChoices returns what a field can be, in the page's language.
func fieldChoices(f form.Field) (choices []ui.Choice) {
	for _, c := range f.Choices {
		choices = append(choices, ui.Choice{Value: c.Value, Text: text.T(c.Text)})
	}
	return choices
}

// withUnknown adds a value that is none of the choices, as a link may have it.
// It has to be seen to be changed.
func withUnknown(choices []ui.Choice, value string) []ui.Choice {
	if slices.ContainsFunc(choices, func(c ui.Choice) bool { return c.Value == value }) {
		return choices
	}
	return append(choices[:len(choices):len(choices)], ui.Choice{Value: value, Text: text.F("unknown: %s", value)})
}

func onFieldInput(ctx app.Context, _ app.Event)  { raiseField(ctx, false) }
func onFieldChange(ctx app.Context, _ app.Event) { raiseField(ctx, true) }

func raiseField(ctx app.Context, done bool) {
	input := ctx.JSSrc()
	state.ChangeField.Raise(ctx, state.FieldChange{
		ID: input.Get("id").String(), Text: dom.ShownText(input), Done: done,
	})
}
