package inside

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// occlusionView shows what the network would read with a part of the picture
// covered.
type occlusionView struct {
	app.Compo
	inside    worker.Inside
	occlusion worker.Occlusion
	classes   worker.Classes
	asked     int // the class it is about, theAnswer for the one that is read
	place     int // that is looked at, noPlace if none is
}

const (
	theAnswer = -1
	noPlace   = -1
)

// OnInit looks at the answer, and at no place.
func (c *occlusionView) OnInit() { c.asked, c.place = theAnswer, noPlace }

// OnMount watches what is read.
func (c *occlusionView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartOcclusion).Observe(ctx, &c.inside)
	state.OcclusionKey.Observe(ctx, &c.occlusion)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// Render shows the picture, coloured by how much each place mattered.
func (c *occlusionView) Render() app.UI {
	m, inside := &c.occlusion, &c.inside
	switch {
	case !inside.Read:
		return renderNothingRead(c.classes)
	case m.Places == 0:
		return app.P().Class("inside-empty").Text(text.T("One moment."))
	}
	output := c.output()
	losses := m.Losses(output)
	frame := app.UI(nil)
	if c.place >= 0 {
		frame = plate.RenderFrame(patchAt(m, c.place))
	}
	return app.Div().Class("inside-body").Body(
		app.P().Class("hint").Text(text.F("A patch of %d × %d pixels is laid on the picture, place by place, and the network reads again. "+
			"Blue: without this place there is less for the answer, so it spoke for it. Orange: it spoke against it. "+
			"Point at a place, or walk over it with the arrow keys, to see what would be read.", m.Patch, m.Patch)),
		app.Div().Class("mattered").Body(
			app.Div().Class("framed", "choice", "mattered-picture").ID("mattered").DataSet("value", m.Digit).
				Role("img").TabIndex(0).
				Aria("label", text.T("How much each part of the picture mattered")).
				Aria("describedby", "mattered-words").
				On("pointermove", c.onPoint).On("pointerdown", c.onPoint).
				On("pointerleave", c.onLeave).OnBlur(c.onLeave).OnKeyDown(c.onKeyDown).
				Body(
					&plate.Plate{ID: "mattered-places", Grid: plate.Whole(m.Places, m.Places), Pictures: losses, Palette: plate.Numbers},
					&plate.Plate{Class: "trace", Grid: plate.Whole(worker.ImageSide, worker.ImageSide), Pictures: inside.Image(), Palette: plate.Trace},
					frame,
				),
			app.Div().Class("mattered-side").Body(
				c.renderChoice(),
				app.P().ID("mattered-words").Aria("live", "polite").Text(c.words(losses, output)),
			),
		),
	)
}

// output returns the output that is looked at.
func (c *occlusionView) output() int {
	if c.single() {
		return 0
	}
	if c.asked >= 0 {
		return c.asked
	}
	return c.occlusion.Digit
}

// single reports whether the network gives one number.
func (c *occlusionView) single() bool { return len(c.occlusion.Outputs) == 1 }

// renderChoice lets the visitor ask about another class than the answer.
func (c *occlusionView) renderChoice() app.UI {
	if c.single() {
		return nil
	}
	choices := []ui.Choice{{Value: strconv.Itoa(theAnswer), Text: text.T("the answer")}}
	for digit := range len(c.occlusion.Outputs) {
		choices = append(choices, ui.Choice{Value: strconv.Itoa(digit), Text: c.classes.Name(digit)})
	}
	return app.Div().Class("field").Body(
		app.Label().For("mattered-digit").Text(text.T("What spoke for")),
		ui.Select("mattered-digit", strconv.Itoa(c.asked), choices, c.onChoose),
	)
}

// words says what a place did, or which one did the most.
func (c *occlusionView) words(losses []byte, output int) string {
	m := &c.occlusion
	if c.place >= 0 {
		digit := int(m.Digits()[c.place])
		if c.single() {
			return text.F("Covered here, the output would be %s: %s.", number.Decimals(m.Outputs[0]-m.Loss(0, c.place), 2), state.OneOf(c.classes, digit))
		}
		return text.F("Covered here, it would read %s, and give %s %s.", state.OneOf(c.classes, digit), state.OneOf(c.classes, output), number.Probability(float64(m.Probabilities(output)[c.place]))) + " " +
			text.F("The logit of %s would be %s instead of %s.", c.classes.Name(output), number.Decimals(m.Outputs[output]-m.Loss(output, c.place), 2), number.Decimals(m.Outputs[output], 2))
	}
	most := 0
	for place, v := range losses {
		if v > losses[most] {
			most = place
		}
	}
	flips := 0
	for _, digit := range m.Digits() {
		if int(digit) != m.Digit {
			flips++
		}
	}
	words := text.F("The patch that matters most takes %s off the logit of %s.", number.Decimals(m.Loss(output, most), 2), c.classes.Name(output))
	if c.single() {
		words = text.F("The patch that matters most takes %s off the output.", number.Decimals(m.Loss(output, most), 2))
	}
	if flips == 0 {
		return words + " " + text.T("No single patch changes the answer.")
	}
	return words + " " + text.F("%d of %d places change the answer when covered.", flips, len(losses))
}

// patchAt returns the patch that covers a place, as far as it is on the picture.
func patchAt(m *worker.Occlusion, place int) *plate.Box {
	step := worker.ImageSide / m.Places
	side := func(at int) (from, length float64) {
		first := at*step - (m.Patch-step)/2
		end := min(first+m.Patch, worker.ImageSide)
		first = max(first, 0)
		return float64(first) / worker.ImageSide, float64(end-first) / worker.ImageSide
	}
	var b plate.Box
	b.Left, b.Width = side(place % m.Places)
	b.Top, b.Height = side(place / m.Places)
	return &b
}

func (c *occlusionView) onChoose(ctx app.Context, _ app.Event) {
	if digit, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil {
		c.asked = digit
	}
}

func (c *occlusionView) onPoint(ctx app.Context, e app.Event) {
	places := c.occlusion.Places
	x, y := plate.PointIn(ctx.JSSrc(), e)
	c.place = wholePlaces(places).At(x, y, places*places)
}

// wholePlaces is a grid with a picture for each place.
func wholePlaces(places int) plate.Grid {
	return plate.Grid{Columns: places, Width: 1, Height: 1, Zoom: 1}
}

func (c *occlusionView) onLeave(_ app.Context, e app.Event) {
	if plate.Gone(e) {
		c.place = noPlace
	}
}

func (c *occlusionView) onKeyDown(_ app.Context, e app.Event) {
	places, from := c.occlusion.Places, c.place
	if from < 0 { // in the middle
		from = places*(places/2) + places/2
	}
	next, moved := plate.Step(from, places, places*places, e.Get("key").String())
	if moved {
		e.PreventDefault()
		c.place = next
	}
}
