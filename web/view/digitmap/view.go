// Package digitmap shows where images of digits lie in what the network's last hidden
// layer makes of them, and how they part as it learns.
package digitmap

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// View is the map with what is around it.
type View struct {
	app.Compo
	ctx       app.Context // to say that it is gone
	shown     state.Map
	points    []state.MapPoint
	frame     *worker.ImageMap // that they are of
	dataset   state.Dataset
	highlight int  // a digit, -1 for none
	table     bool // the numbers are shown as well
	mounted   bool
}

// OnInit shows all digits alike.
func (c *View) OnInit() { c.highlight = -1 }

// OnMount has the images mapped.
func (c *View) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	c.ctx, c.mounted = ctx, true
	state.MapKey.Observe(ctx, &c.shown, c.take)
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.OpenMap.Raise(ctx)
}

// OnDismount ends that.
func (c *View) OnDismount() {
	if c.mounted {
		state.CloseMap.Raise(c.ctx)
	}
}

func (c *View) take() {
	if c.shown.Frame != c.frame {
		c.frame, c.points = c.shown.Frame, c.shown.Points()
		if c.highlight >= c.shown.Classes().Count() { // of another dataset
			c.highlight = -1
		}
	}
}

// Render shows the map, or says what it waits for.
func (c *View) Render() app.UI {
	switch {
	case !c.dataset.Whole():
		return app.P().Class("inside-empty").Text(text.T("The map is drawn once the dataset is here."))
	case c.shown.Broken && c.shown.Frame == nil:
		return app.P().Class("inside-empty").Text(text.T("With these weights the network’s outputs are not numbers: there is nothing to map."))
	}
	clouds := state.Clouds(c.points)
	return app.Div().Class("inside-body", "map").Body(
		app.P().Class("hint").Text(text.T("Before the last layer answers, the network has made a list of numbers of each image. Here each image lies where its list puts it: those that the network takes for similar are close together. Start a run, and watch the clouds part.")),
		c.renderMethods(),
		&area{Highlight: c.highlight},
		app.P().ID("map-words").Class("hint").Text(c.words(clouds)),
		c.renderLegend(),
		&card{},
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("map-png").Text(text.T("Save as PNG")).Disabled(c.frame == nil).OnClick(c.onPNG),
			app.Button().Type("button").ID("map-csv").Text(text.T("Save as CSV")).Disabled(c.frame == nil).OnClick(c.onCSV),
		),
		app.Details().ID("map-table").Class("more").On("toggle", c.onTable).Body(c.renderNumbers(clouds)...),
	)
}

// renderMethods is the choice of axes.
func (c *View) renderMethods() app.UI {
	said := text.T("Principal components: the two directions in which the lists differ most. They know nothing of the labels.")
	if c.shown.Method == worker.MapLDA {
		said = text.T("Linear discriminants: the two directions in which images with different labels part best. They know the labels, so the clouds lie as far apart as two dimensions can show.")
	}
	return app.Div().Class("map-methods").Body(
		app.Div().Class("buttons").Role("group").Aria("label", text.T("Directions")).Body(
			c.renderMethod(worker.MapPCA, text.T("Principal components")),
			c.renderMethod(worker.MapLDA, text.T("Linear discriminants")),
		),
		app.P().ID("map-method").Class("hint").DataSet("value", c.shown.Method).Text(said),
	)
}

func (c *View) renderMethod(method, name string) app.UI {
	return app.Button().Type("button").ID("map-"+method).Text(name).
		Aria("pressed", strconv.FormatBool(c.shown.Method == method)).
		OnClick(func(ctx app.Context, _ app.Event) { state.ChooseMapMethod.Raise(ctx, method) }, method)
}

// words says what is shown, and how far the clouds have parted.
func (c *View) words(clouds [10]state.Cloud) string {
	f := c.frame
	if f == nil {
		return text.T("The images are being mapped.")
	}
	images, of := number.Grouped(len(c.shown.Picked.Labels)), state.SourceText(f.Source, f.Step)
	said := text.F("%s images by what %s gives (%s numbers each), with these weights: %s.", images, f.Layer, number.Grouped(f.Values), of)
	if f.Layer == "" {
		said = text.F("%s images by their %s pixels, since this network has no hidden layer. Weights: %s.", images, number.Grouped(f.Values), of)
	}
	if f.Used < f.Values {
		said += " " + text.F("%s of the numbers decide.", number.Grouped(f.Used))
	}
	return said + " " + text.F("From one cloud to the nearest it is %s times as far as clouds are wide.", number.Decimals(state.Separation(clouds), 1))
}

// renderLegend tells the classes apart; pressed, one of them has the others stand back.
func (c *View) renderLegend() app.UI {
	return app.Div().Class("map-legend").Body(
		app.Div().Class("map-digits").Role("group").Aria("label", text.T("Show one before the others")).Body(
			app.Range(digitColours[:c.shown.Classes().Count()]).Slice(func(digit int) app.UI {
				return app.Button().Type("button").ID("map-digit-"+strconv.Itoa(digit)).Class("map-digit").
					Aria("pressed", strconv.FormatBool(c.highlight == digit)).
					Style("--digit", digitColours[digit].css()).
					Body(app.Span().Class("map-swatch").Aria("hidden", "true"), app.Text(c.shown.Classes().Name(digit))).
					OnClick(func(app.Context, app.Event) { c.press(digit) }, digit)
			}),
		),
		app.Ul().Class("map-signs").Body(
			app.Li().Body(app.Span().Class("map-sign", "ring").Aria("hidden", "true"),
				app.Text(text.T("read as something else: the ring has the colour of that"))),
			app.If(len(c.shown.Hand) > 0, app.Li().Body(app.Span().Class("map-sign", "diamond").Aria("hidden", "true"),
				app.Text(text.T("drawings in “My handwriting”")))),
			app.Li().Body(app.Span().Class("map-sign", "target").Aria("hidden", "true"),
				app.Text(text.T("what is on the pad; it moves as you draw"))),
		),
	)
}

// press shows a digit before the others, or all alike if it is shown so.
func (c *View) press(digit int) {
	if c.highlight == digit {
		digit = -1
	}
	c.highlight = digit
}

func (c *View) onTable(ctx app.Context, _ app.Event) { c.table = ctx.JSSrc().Get("open").Bool() }
