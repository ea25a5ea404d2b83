package web

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// renderField shows field i with its label; its hint is seen by those who point
// at it.
func renderField(s settings, i int) app.UI {
	return renderLabelled(fields[i], renderInput(s, i, "title", text.T(fields[i].Hint)))
}

// renderExplained is renderField with the hint in sight.
func renderExplained(s settings, i int) app.UI {
	f := fields[i]
	hint := app.Small().ID(f.ID + "-hint").Class("hint").Text(text.T(f.Hint))
	input := renderInput(s, i, "aria-describedby", f.ID+"-hint")
	labelled := renderLabelled(f, input, hint)
	if f.Tick {
		labelled = app.Div().Class("field").Body(
			app.Label().For(f.ID).Class("check").Body(input, app.Span().Text(text.T(f.Label))),
			hint,
		)
	}
	if f.shown != nil && !f.shown(s.Form) {
		labelled = labelled.Hidden(true)
	}
	return labelled
}

func renderLabelled(f field, input ...app.UI) app.HTMLDiv {
	return app.Div().Class("field").Body(append([]app.UI{app.Label().For(f.ID).Text(text.T(f.Label))}, input...)...)
}

// renderInput shows what a field is filled in with, with one more attribute.
func renderInput(s settings, i int, attribute, value string) app.UI {
	f, now := fields[i], s.Form[i]
	if f.Choices != nil {
		input := renderSelect(f.ID, now, withUnknown(translated(f.Choices), now), onFieldChange).
			Attr(attribute, value)
		if !s.Form.means(i) {
			input = input.Disabled(true)
		}
		if s.fault(i) {
			input = input.Aria("invalid", "true").Aria("errormessage", "error")
		}
		return input
	}
	// Not type=number: that hides what was typed when it is no number, and
	// turns with the mouse wheel.
	input := app.Input().Type("text").ID(f.ID).DataSet("value", now).
		Attr(attribute, value).OnChange(onFieldChange)
	if !s.Form.means(i) {
		// Only then: in the page that the server renders, false is an attribute
		// like any other, and disables.
		input = input.Disabled(true)
	}
	if f.Tick {
		return tick(input.Type("checkbox"), now == "1")
	}
	if s.fault(i) {
		input = input.Aria("invalid", "true").Aria("errormessage", "error")
	}
	if s.Typing != f.ID {
		input = input.Value(now)
	}
	return input.Attr("inputmode", f.Mode).
		AutoComplete(false).Spellcheck(false).OnInput(onFieldInput)
}

// tick ticks a box, or clears it, which takes saying so in the browser and
// saying nothing in the page that the server renders.
func tick(box app.HTMLInput, ticked bool) app.HTMLInput {
	if ticked || app.IsClient {
		box = box.Checked(ticked)
	}
	return box
}

// withUnknown adds a value that is none of the choices, as a link may have it.
// It has to be seen to be changed.
func withUnknown(choices []choice, value string) []choice {
	if oneOf(choices)(value) {
		return choices
	}
	return append(choices[:len(choices):len(choices)], choice{value, text.F("unknown: %s", value)})
}

func onFieldInput(ctx app.Context, _ app.Event)  { raiseField(ctx, false) }
func onFieldChange(ctx app.Context, _ app.Event) { raiseField(ctx, true) }

func raiseField(ctx app.Context, done bool) {
	input := ctx.JSSrc()
	ctx.NewActionWithValue(changeField, fieldChange{
		ID: input.Get("id").String(), Text: shownText(input), Done: done,
	})
}

// shownText returns what an element of a form shows, as text of its field.
func shownText(input app.Value) string {
	if input.Get("type").String() != "checkbox" {
		return input.Get("value").String()
	}
	if input.Get("checked").Bool() {
		return "1"
	}
	return "0"
}

// choice is an option of a select.
type choice struct{ Value, Text string }

// translated returns choices of a table in the page's language.
func translated(choices []choice) []choice {
	list := slices.Clone(choices)
	for i := range list {
		list[i].Text = text.T(list[i].Text)
	}
	return list
}

func renderSelect(id, value string, choices []choice, onChange app.EventHandler) app.HTMLSelect {
	return app.Select().ID(id).DataSet("value", value).OnChange(onChange).Body(
		app.Range(choices).Slice(func(i int) app.UI {
			option := app.Option().Value(choices[i].Value).Text(choices[i].Text)
			if choices[i].Value == value {
				// go-app renders Selected(false) as the attribute, which is true.
				option = option.Selected(true)
			}
			return option
		}),
	)
}
