package training

import (
	"math"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// augmentEditor chooses how training images are varied, and shows some.
type augmentEditor struct {
	app.Compo
	settings  state.Settings
	catalogue form.Catalogue
	dataset   state.Dataset
	preview   state.Preview
}

// OnInit shows what the page shows before it answers.
func (c *augmentEditor) OnInit() { c.settings = state.InitialSettings() }

// OnMount watches the settings, the images and whether there are any.
func (c *augmentEditor) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SettingsKey.Observe(ctx, &c.settings)
	state.CatalogueKey.Observe(ctx, &c.catalogue)
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.PreviewKey.Observe(ctx, &c.preview)
}

// Render shows the choice of presets, a slider for each effect, the text they
// make, and the images.
func (c *augmentEditor) Render() app.UI {
	return app.FieldSet().Class("group").Body(
		app.Legend().Text(text.T("Augmentation")),
		app.Div().Class("fields").Body(
			renderPresets("augment-preset", text.T("Vary the images"), c.catalogue.Augments, form.Augment, c.settings.Form[form.Augment]),
			app.Div().Class("wide").Body(renderExplained(c.settings, form.Augment)),
		),
		app.Div().Class("augment").Body(
			c.renderSliders(),
			app.Div().Class("augment-samples").Body(
				c.renderButton(),
				app.P().ID("augment-error").Class("field-error").Role("status").Text(text.Said(c.preview.Error)),
				renderPreview(c.preview, c.dataset.Loaded.Classes),
			),
		),
	)
}

func (c *augmentEditor) renderButton() app.UI {
	label := text.T("Show sixteen samples")
	if c.preview.Wanted {
		label = text.T("Hide the samples")
	}
	return app.Button().Type("button").ID("augment-show").Text(label).
		Aria("expanded", c.preview.Wanted).Aria("controls", "augment-preview").
		Disabled(!c.dataset.Trainable()).
		OnClick(c.onShow)
}

func (c *augmentEditor) onShow(ctx app.Context, _ app.Event) {
	state.ShowPreview.Raise(ctx, !c.preview.Wanted)
}

// renderSliders shows how far the effects go. They do not answer while the text
// says something else.
func (c *augmentEditor) renderSliders() app.UI {
	values, ok := c.catalogue.EffectsOf(c.settings.Form[form.Augment])
	return app.Div().Class("sliders").OnInput(c.onSlide).OnChange(c.onSlid).Body(
		app.Range(c.catalogue.Effects).Slice(func(i int) app.UI {
			return c.renderSlider(c.catalogue.Effects[i], values, ok)
		}),
	)
}

func (c *augmentEditor) renderSlider(e worker.Effect, values form.EffectValues, answers bool) app.UI {
	id, words := augmentSlider+e.Name, form.EffectWordsOf(e.Name)
	amount := words.Amount(values[e.Name])
	return app.Div().Class("slider").Body(
		app.Label().For(id).Text(text.T(words.Label)),
		app.Output().For(id).Text(amount),
		&ui.Slider{
			ID: id, Max: e.Limit, Step: stepTo(e.Limit), Value: values[e.Name], Words: amount,
			Held: c.settings.Typing == id, Still: !answers,
		},
	)
}

// augmentSlider begins the ID of the slider of an effect.
const augmentSlider = "augment-"

func (c *augmentEditor) onSlide(ctx app.Context, e app.Event) { c.raiseEffect(ctx, e, false) }
func (c *augmentEditor) onSlid(ctx app.Context, e app.Event)  { c.raiseEffect(ctx, e, true) }

// raiseEffect writes what a slider shows into the text.
func (c *augmentEditor) raiseEffect(ctx app.Context, e app.Event, done bool) {
	values, ok := c.catalogue.EffectsOf(c.settings.Form[form.Augment])
	if !ok {
		return
	}
	id, value := ui.Slid(e)
	values[strings.TrimPrefix(id, augmentSlider)] = value
	state.ChangeField.Raise(ctx, state.FieldChange{
		ID: form.Fields[form.Augment].ID, Text: c.catalogue.EffectText(values), Done: done, By: id,
	})
}

// stepTo returns a round step in which a slider goes to its limit: about a
// hundredth of it.
func stepTo(limit float64) float64 {
	rough := limit / 100
	ten := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, digit := range []float64{1, 2, 5} {
		if digit*ten >= rough*(1-1e-9) {
			return digit * ten
		}
	}
	return 10 * ten
}
