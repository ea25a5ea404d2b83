package training

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// networkEditor chooses the network's layers.
type networkEditor struct {
	app.Compo
	settings  state.Settings
	network   state.Network
	catalogue form.Catalogue
}

// OnInit shows what the page shows before it answers.
func (c *networkEditor) OnInit() { c.settings = state.InitialSettings() }

// OnMount watches the layers and what the trainer says of them.
func (c *networkEditor) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SettingsKey.Observe(ctx, &c.settings)
	state.NetworkKey.Observe(ctx, &c.network)
	state.CatalogueKey.Observe(ctx, &c.catalogue)
}

// Render shows the choice of presets, the text of the layers, what there is to
// know of batch normalisation, what is wrong with the text, and the layers in a
// table.
func (c *networkEditor) Render() app.UI {
	f, layers := form.Fields[form.Network], c.settings.Form[form.Network]
	area := app.Textarea().ID(f.ID).Rows(3).Spellcheck(false).
		DataSet("value", layers).
		Aria("describedby", f.ID+"-hint network-bn network-error "+laterID(f.ID)).
		OnInput(onFieldInput).OnChange(onFieldChange)
	if c.settings.Typing != f.ID {
		area = area.Text(layers)
	}
	if c.network.Error.Text != "" || c.settings.Fault(form.Network) {
		area = area.Aria("invalid", "true").Aria("errormessage", "network-error")
	}
	later := c.settings.CountsLater(form.Network)
	norm := app.P().ID("network-bn").Class("hint").Text(text.T("Batch normalisation (bn) takes mean and variance of eight images at a time, " +
		"not of the whole batch, so that the result is the same with any number of workers."))
	if !slices.ContainsFunc(c.network.Right.Layers, isNorm) {
		norm = norm.Hidden(true)
	}
	return app.FieldSet().Class("group").Body(
		app.Legend().Text(text.T("Network")),
		app.Div().Class("fields", "network").Body(
			renderPresets("network-preset", text.T("Network"), c.catalogue.Networks, form.Network, layers),
			renderLabelled(f, area, app.Small().ID(f.ID+"-hint").Class("hint").Text(text.T(f.Hint)), renderLater(f.ID, later)).Class("wide"),
		),
		norm,
		app.P().ID("network-error").Class("field-error").Role("status").Text(text.Said(c.network.Error)),
		renderLayers(c.network, layers),
	)
}

func isNorm(l worker.Layer) bool { return l.Text == "bn" }

// ownPreset is the choice that a text without a name shows.
const ownPreset = "own"

// renderPresets shows a choice of the presets of a field with the given value.
func renderPresets(id, label string, list form.Presets, field int, value string) app.UI {
	if len(list) == 0 { // the trainer has not told yet
		list = form.Presets{{Name: value, Text: value}}
	}
	var choices []ui.Choice
	for _, p := range list {
		choices = append(choices, ui.Choice{Value: p.Name, Text: form.PresetLabel(p.Name)})
	}
	now := list.NameOf(value)
	if now == "" {
		now = ownPreset
		choices = append(choices, ui.Choice{Value: ownPreset, Text: text.T("Custom")})
	}
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		ui.Select(id, now, choices, onPreset).DataSet("field", form.Fields[field].ID),
	)
}

// onPreset puts the name of a preset into its field, where it is spelt out.
func onPreset(ctx app.Context, _ app.Event) {
	choice := ctx.JSSrc()
	if name := choice.Get("value").String(); name != ownPreset {
		state.ChangeField.Raise(ctx, state.FieldChange{
			ID: choice.Get("dataset").Get("field").String(), Text: name, Done: true,
		})
	}
}
