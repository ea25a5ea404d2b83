package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// networkEditor chooses the network's layers.
type networkEditor struct {
	app.Compo
	settings  settings
	network   network
	catalogue catalogue
}

// OnInit shows what the page shows before it answers.
func (c *networkEditor) OnInit() { c.settings = initialSettings() }

// OnMount watches the layers and what the trainer says of them.
func (c *networkEditor) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(settingsState).Value(&c.settings)
	ctx.ObserveState(networkState).Value(&c.network)
	ctx.ObserveState(catalogueState).Value(&c.catalogue)
}

// Render shows the choice of presets, the text of the layers, what is wrong
// with it, and the layers in a table.
func (c *networkEditor) Render() app.UI {
	f, layers := fields[fieldNetwork], c.settings.Form[fieldNetwork]
	area := app.Textarea().ID(f.ID).Rows(3).Spellcheck(false).
		DataSet("value", layers).
		Aria("describedby", f.ID+"-hint network-error").
		OnInput(onFieldInput).OnChange(onFieldChange)
	if c.settings.Typing != f.ID {
		area = area.Text(layers)
	}
	if c.network.Error != "" || c.settings.fault(fieldNetwork) {
		area = area.Aria("invalid", "true").Aria("errormessage", "network-error")
	}
	return app.FieldSet().Class("group").Body(
		app.Legend().Text(text.T("Network")),
		app.Div().Class("fields", "network").Body(
			renderPresets("network-preset", text.T("Network"), c.catalogue.Networks, fieldNetwork, layers),
			renderLabelled(f, area, app.Small().ID(f.ID+"-hint").Class("hint").Text(text.T(f.Hint))).Class("wide"),
		),
		app.P().ID("network-error").Class("field-error").Role("status").Text(said(c.network.Error)),
		renderLayers(c.network, layers),
	)
}

// presetWords are what people call a preset.
var presetWords = map[string]string{
	"simplenet": "SimpleNet",
	"mlp":       "Fully connected",
	"modern":    "Modern",
	"none":      "None",
	"light":     "Light",
	"full":      "Full",
}

func presetLabel(name string) string {
	if words, ok := presetWords[name]; ok {
		return text.T(words)
	}
	return name
}

// ownPreset is the choice that a text without a name shows.
const ownPreset = "own"

// renderPresets shows a choice of the presets of a field with the given value.
func renderPresets(id, label string, list presets, field int, value string) app.UI {
	if len(list) == 0 { // the trainer has not told yet
		list = presets{{Name: value, Text: value}}
	}
	var choices []choice
	for _, p := range list {
		choices = append(choices, choice{p.Name, presetLabel(p.Name)})
	}
	now := list.nameOf(value)
	if now == "" {
		now = ownPreset
		choices = append(choices, choice{ownPreset, text.T("Own")})
	}
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		renderSelect(id, now, choices, onPreset).DataSet("field", fields[field].ID),
	)
}

// onPreset puts the name of a preset into its field, where it is spelt out.
func onPreset(ctx app.Context, _ app.Event) {
	choice := ctx.JSSrc()
	if name := choice.Get("value").String(); name != ownPreset {
		ctx.NewActionWithValue(changeField, fieldChange{
			ID: choice.Get("dataset").Get("field").String(), Text: name, Done: true,
		})
	}
}
