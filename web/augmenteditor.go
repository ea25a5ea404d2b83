package web

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// augmentEditor chooses how training images are varied, and shows some.
type augmentEditor struct {
	app.Compo
	settings  settings
	catalogue catalogue
	dataset   dataset
	samples   samples
}

// OnInit shows what the page shows before it answers.
func (c *augmentEditor) OnInit() { c.settings = initialSettings() }

// OnMount watches the settings, the images and whether there are any.
func (c *augmentEditor) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(settingsState).Value(&c.settings)
	ctx.ObserveState(catalogueState).Value(&c.catalogue)
	ctx.ObserveState(datasetState).Value(&c.dataset)
	ctx.ObserveState(samplesState).Value(&c.samples)
}

// Render shows the choice of presets, a slider for each effect, the text they
// make, and the images.
func (c *augmentEditor) Render() app.UI {
	return app.FieldSet().Class("group").Body(
		app.Legend().Text(text.T("Augmentation")),
		app.Div().Class("fields").Body(
			renderPresets("augment-preset", text.T("Vary the images"), c.catalogue.Augments, fieldAugment, c.settings.Form[fieldAugment]),
			app.Div().Class("wide").Body(renderExplained(c.settings, fieldAugment)),
		),
		app.Div().Class("augment").Body(
			c.renderSliders(),
			app.Div().Class("augment-samples").Body(
				c.renderButton(),
				app.P().ID("augment-error").Class("field-error").Role("status").Text(said(c.samples.Error)),
				renderSamples(c.samples),
			),
		),
	)
}

func (c *augmentEditor) renderButton() app.UI {
	label := text.T("Show sixteen samples")
	if c.samples.Wanted {
		label = text.T("Hide the samples")
	}
	return app.Button().Type("button").ID("augment-show").Text(label).
		Aria("expanded", c.samples.Wanted).Aria("controls", "augment-preview").
		Disabled(!c.dataset.trainable()).
		OnClick(c.onShow)
}

func (c *augmentEditor) onShow(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(showSamples, !c.samples.Wanted)
}

// renderSliders shows how far the effects go. They do not answer while the text
// says something else.
func (c *augmentEditor) renderSliders() app.UI {
	values, ok := c.catalogue.effectsOf(c.settings.Form[fieldAugment])
	return app.Div().Class("sliders").OnInput(c.onSlide).OnChange(c.onSlid).Body(
		app.Range(c.catalogue.Effects).Slice(func(i int) app.UI {
			return c.renderSlider(c.catalogue.Effects[i], values, ok)
		}),
	)
}

func (c *augmentEditor) renderSlider(e worker.Effect, values effectValues, answers bool) app.UI {
	id, words := augmentSlider+e.Name, wordsOf(e.Name)
	amount := words.amount(values[e.Name])
	return app.Div().Class("slider").Body(
		app.Label().For(id).Text(text.T(words.Label)),
		app.Output().For(id).Text(amount),
		&slider{
			ID: id, Most: e.Limit, Step: stepTo(e.Limit), Value: values[e.Name], Words: amount,
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
	values, ok := c.catalogue.effectsOf(c.settings.Form[fieldAugment])
	if !ok {
		return
	}
	id, value := slid(e)
	values[strings.TrimPrefix(id, augmentSlider)] = value
	ctx.NewActionWithValue(changeField, fieldChange{
		ID: fields[fieldAugment].ID, Text: c.catalogue.effectText(values), Done: done, By: id,
	})
}
