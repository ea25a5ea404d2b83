// Package health shows how the layers of a run fare.
package health

import (
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// Fold shows the layers while it is open. Only then are they measured.
type Fold struct {
	app.Compo
	health state.Health
}

// OnMount watches the measurements.
func (c *Fold) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.HealthKey.Observe(ctx, &c.health)
}

// Render shows the layers in the order of the network, and what is healthy.
func (c *Fold) Render() app.UI {
	fold := app.Details().ID("health").Class("more", "health").On("toggle", c.onToggle)
	past := c.health.Past
	if len(past) > 0 {
		fold = fold.DataSet("value", past[len(past)-1].Step)
	}
	summary := app.Summary().Text(text.T("Health of the layers"))
	if !c.health.Open {
		return fold.Body(summary)
	}
	return fold.Body(
		summary,
		app.P().Class("hint").Text(status(past)),
		app.Ul().Class("health-layers").Body(renderLayers(past)...),
		app.Dl().Class("health-words").Body(renderWords()...),
	)
}

func (c *Fold) onToggle(ctx app.Context, _ app.Event) {
	state.WatchHealth.Raise(ctx, ctx.JSSrc().Get("open").Bool())
}

func status(past []*worker.Health) string {
	if len(past) == 0 {
		return text.T("While this is open, the layers are measured twice a second as the network trains.")
	}
	return text.F("Measured after step %s. Measurements in sight: %d.", number.Grouped(past[len(past)-1].Step), len(past))
}

func renderLayers(past []*worker.Health) (list []app.UI) {
	if len(past) == 0 {
		return nil
	}
	for i, l := range past[len(past)-1].Layers {
		var weights, activations []worker.Histogram
		for _, p := range past {
			weights = append(weights, p.Layers[i].Weights)
			activations = append(activations, p.Layers[i].Activations)
		}
		list = append(list, app.Li().Body(
			app.Strong().Text(l.Name),
			app.Dl().Class("health-numbers").Body(
				renderNumber("gradient", l.Name, text.T("Gradient"), l.Gradient, number.Short(l.Gradient), ""),
				renderNumber("update", l.Name, text.T("Update / weight"), l.Update, number.Short(l.Update), judged(l.Update)),
				renderNumber("dead", l.Name, text.T("Dead"), float64(l.Dead), deadText(float64(l.Dead)), ""),
			),
			&strip{Name: text.T("Weights"), Label: text.F("Weights of %s over time, now from %s to %s",
				l.Name, number.Short(l.Weights.Low), number.Short(l.Weights.High)), Histograms: weights},
			&strip{Name: text.T("Activations"), Label: text.F("Activations of %s over time, now from %s to %s",
				l.Name, number.Short(l.Activations.Low), number.Short(l.Activations.High)), Histograms: activations},
		))
	}
	return list
}

// renderNumber shows a number of a layer, with a word that judges it if there is one.
func renderNumber(what, layer, label string, value float64, shown, word string) app.UI {
	dd := app.Dd().ID("health-"+what+"-"+layer).Body(app.Span().Text(shown), app.Small().Text(word))
	if !math.IsNaN(value) {
		dd = dd.DataSet("value", strconv.FormatFloat(value, 'g', -1, 64))
	}
	return app.Div().Body(app.Dt().Text(label), dd)
}

func deadText(share float64) string {
	if math.IsNaN(share) {
		return number.OrDash("")
	}
	return number.Percent(share, 0)
}

// judged says whether an update is about 1e-3.
func judged(update float64) string {
	switch {
	case update < 1e-4:
		return text.T("slow")
	case update > 1e-2:
		return text.T("rough")
	}
	return text.T("healthy")
}

// renderWords explains each measurement in a sentence.
func renderWords() (words []app.UI) {
	for _, entry := range [][2]string{
		{text.T("Gradient"), text.T("How strongly the loss pulls at the layer. In a healthy network no layer's is thousands of times that of another, and none is 0.")},
		{text.T("Update / weight"), text.T("How far a step moves the weights, compared with their size. About 1e-3 is healthy, and more in the first steps; above 1e-2 it is rough, below 1e-4 slow.")},
		{text.T("Dead"), text.T("Units whose ReLU lets nothing through, for none of 64 images. They learn nothing more; healthy is almost none.")},
		{text.T("Weights"), text.T("How the weights are spread, from the first measurement on the left to the last. Healthy ones change slowly.")},
		{text.T("Activations"), text.T("How what the layer gives is spread. A healthy band stays wide and in place; it neither runs away nor becomes a line.")},
	} {
		words = append(words, app.Dt().Text(entry[0]), app.Dd().Text(entry[1]))
	}
	return words
}
