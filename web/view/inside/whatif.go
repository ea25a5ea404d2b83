package inside

import (
	"math"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// whatIfView changes the picture that the network reads, and shows where its
// answer flips.
type whatIfView struct {
	app.Compo
	inside  worker.Inside
	classes worker.Classes
	// change is what the sliders show. Nobody else sets it, so that no slider
	// is moved back while it is being dragged.
	change worker.Change
}

// OnMount watches what is read.
func (c *whatIfView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartWhatIf).Observe(ctx, &c.inside)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// Render shows the picture, what is read in it, and the sliders. These stay when
// there is nothing to read: new ones would not show where the old ones stood.
func (c *whatIfView) Render() app.UI {
	read := c.inside.Read
	return app.Div().Class("inside-body").Body(
		app.If(!read, renderNothingRead(c.classes)),
		app.P().Class("hint").Hidden(!read).Text(text.T("Move the finished picture under the network's eyes: everything above and below follows. The strip beneath a slider shows "+
			"what would be read there: blue where the answer stays, orange where it flips, fainter where it is less sure. "+
			"On the pad you can draw anywhere and at any size, since the preparation undoes that. Turning it does not undo, and thickness only in part.")),
		app.Div().Class("whatif").Hidden(!read).Body(
			app.Div().Class("whatif-seen").Body(
				&plate.Plate{ID: "whatif-picture", Label: text.T("The changed picture"), Class: "large", Grid: plate.Whole(worker.ImageSide, worker.ImageSide), Pictures: c.inside.Image(), Palette: plate.Ink},
				app.P().Class("whatif-answer").Body(
					app.Text(c.answer()+" "),
					app.Strong().ID("whatif-digit").DataSet("value", c.inside.Digit).Text(c.classes.Name(c.inside.Digit)),
					app.Text(" "),
					app.Span().Text(c.sureness()),
				),
				app.Button().Type("button").ID("whatif-reset").Text(text.T("As drawn")).
					Disabled(c.change == worker.Change{}).OnClick(c.onReset),
			),
			app.Div().Class("sliders").Body(
				app.Range(worker.Changes[:]).Slice(func(i int) app.UI { return c.renderSlider(i) }),
			),
		),
	)
}

// answer leads to the digit as beside the pad.
func (c *whatIfView) answer() string {
	switch {
	case c.inside.Unsure && !c.classes.AreDigits():
		return text.T("Not sure, maybe")
	case c.inside.Unsure:
		return text.T("Not sure, maybe a")
	}
	return text.T("Reads")
}

func (c *whatIfView) sureness() string {
	switch m := &c.inside; {
	case !m.Read:
		return ""
	case len(m.Outputs) == 1:
		return text.F("output %s, rounded", number.Decimals(m.Outputs[0], 2))
	case m.Unsure:
		return number.Probability(m.Probabilities[m.Digit])
	default:
		return text.F("%s sure", number.Probability(m.Probabilities[m.Digit]))
	}
}

func (c *whatIfView) renderSlider(of int) app.UI {
	r := worker.Changes[of]
	id, value := "whatif-"+r.Name, c.change[of]
	return app.Div().Class("slider").OnInput(c.onInput).Body(
		app.Div().Class("slider-label").Body(
			app.Label().For(id).Text(changeLabel(of)),
			app.Output().For(id).Text(changeText(of, value)),
		),
		&ui.Slider{ID: id, Min: r.Min, Max: r.Max, Step: r.Step(), Value: value, Words: changeText(of, value)},
		&sweepStrip{Of: of, Value: value, Classes: c.classes},
	)
}

func changeLabel(of int) string {
	switch of {
	case worker.ShiftX:
		return text.T("Shift to the right")
	case worker.ShiftY:
		return text.T("Shift downwards")
	case worker.Turn:
		return text.T("Turn clockwise")
	case worker.Scale:
		return text.T("Size")
	}
	return text.T("Thicker lines")
}

func changeText(of int, v float64) string {
	one := math.Abs(v) == 1
	switch {
	case of == worker.Thickness && one:
		return text.F("%s pixel at each edge", signedShort(v))
	case of == worker.Thickness:
		return text.F("%s pixels at each edge", signedShort(v))
	case of == worker.Turn:
		return signedShort(v) + "°"
	case of == worker.Scale:
		return "× " + number.Decimals(1+v, 3)
	case one:
		return text.F("%s pixel", signedShort(v))
	}
	return text.F("%s pixels", signedShort(v))
}

// signedShort writes a number with as many decimals as it needs, two at most.
func signedShort(v float64) string {
	short := strings.TrimRight(strings.TrimRight(number.Decimals(v, 2), "0"), ".")
	if v > 0 {
		return "+" + short
	}
	return short
}

func (c *whatIfView) onInput(ctx app.Context, e app.Event) {
	id, value := ui.Slid(e)
	for of, r := range worker.Changes {
		if "whatif-"+r.Name == id {
			c.change[of] = value
		}
	}
	state.ChangePicture.Raise(ctx, c.change)
}

func (c *whatIfView) onReset(ctx app.Context, _ app.Event) {
	c.change = worker.Change{}
	state.ChangePicture.Raise(ctx, c.change)
}
