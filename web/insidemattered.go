package web

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// matteredView shows what the network would read with a part of the picture
// covered.
type matteredView struct {
	app.Compo
	inside   worker.Inside
	mattered worker.Mattered
	asked    int // the digit it is about, theAnswer for the one that is read
	place    int // that is looked at, noPlace if none is
}

const (
	theAnswer = -1
	noPlace   = -1
)

// OnInit looks at the answer, and at no place.
func (c *matteredView) OnInit() { c.asked, c.place = theAnswer, noPlace }

// OnMount watches what is read.
func (c *matteredView) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(insideState(partMattered)).Value(&c.inside)
	ctx.ObserveState(matteredState).Value(&c.mattered)
}

// Render shows the picture, coloured by how much each place mattered.
func (c *matteredView) Render() app.UI {
	m, inside := &c.mattered, &c.inside
	if m.Places == 0 || !inside.Read {
		return renderNothingRead()
	}
	output := c.output()
	losses := m.Losses(output)
	frame := app.UI(nil)
	if c.place >= 0 {
		frame = renderFrame(patchAt(m, c.place))
	}
	return app.Div().Class("inside-body").Body(
		app.P().Class("hint").Text(text.F("A patch of %d × %d pixels is laid on the picture, place by place, and the network reads again. "+
			"Blue: without this place there is less for the digit, so it spoke for it. Orange: it spoke against it. "+
			"Point at a place, or walk over it with the arrow keys, to see what would be read.", m.Patch, m.Patch)),
		app.Div().Class("mattered").Body(
			app.Div().Class("framed", "choice", "mattered-picture").ID("mattered").DataSet("value", m.Digit).
				Role("img").TabIndex(0).
				Aria("label", text.T("How much each part of the picture mattered")).
				Aria("describedby", "mattered-words").
				On("pointermove", c.onPoint).On("pointerdown", c.onPoint).
				On("pointerleave", c.onLeave).OnBlur(c.onLeave).OnKeyDown(c.onKeyDown).
				Body(
					&plate{ID: "mattered-places", Grid: wholePicture(m.Places, m.Places), Pictures: losses, Palette: numberPalette},
					&plate{Class: "trace", Grid: wholePicture(imageSide, imageSide), Pictures: inside.Image(), Palette: tracePalette},
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
func (c *matteredView) output() int {
	if c.single() {
		return 0
	}
	if c.asked >= 0 {
		return c.asked
	}
	return c.mattered.Digit
}

// single tells whether the network gives one number.
func (c *matteredView) single() bool { return len(c.mattered.Outputs) == 1 }

// renderChoice lets the visitor ask about another digit than the answer.
func (c *matteredView) renderChoice() app.UI {
	if c.single() {
		return nil
	}
	choices := []choice{{strconv.Itoa(theAnswer), text.T("the answer")}}
	for digit := range len(c.mattered.Outputs) {
		choices = append(choices, choice{strconv.Itoa(digit), strconv.Itoa(digit)})
	}
	return app.Div().Class("field").Body(
		app.Label().For("mattered-digit").Text(text.T("What spoke for")),
		renderSelect("mattered-digit", strconv.Itoa(c.asked), choices, c.onChoose),
	)
}

// words says what a place did, or which one did the most.
func (c *matteredView) words(losses []byte, output int) string {
	m := &c.mattered
	if c.place >= 0 {
		digit := int(m.Digits()[c.place])
		if c.single() {
			return text.F("Covered here, the output would be %s: a %d.", decimals(m.Outputs[0]-m.Loss(0, c.place), 2), digit)
		}
		return text.F("Covered here, it would read a %d, and give a %d %s.", digit, output, probability(float64(m.Probabilities(output)[c.place]))) + " " +
			text.F("The logit of %d would be %s instead of %s.", output, decimals(m.Outputs[output]-m.Loss(output, c.place), 2), decimals(m.Outputs[output], 2))
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
	words := text.F("The patch that matters most takes %s off the logit of %d.", decimals(m.Loss(output, most), 2), output)
	if c.single() {
		words = text.F("The patch that matters most takes %s off the output.", decimals(m.Loss(output, most), 2))
	}
	if flips == 0 {
		return words + " " + text.T("No single patch changes the answer.")
	}
	return words + " " + text.F("%d of %d places change the answer when covered.", flips, len(losses))
}

// patchAt returns the patch that covers a place, as far as it is on the picture.
func patchAt(m *worker.Mattered, place int) *box {
	step := imageSide / m.Places
	side := func(at int) (from, length float64) {
		first := at*step - (m.Patch-step)/2
		end := min(first+m.Patch, imageSide)
		first = max(first, 0)
		return float64(first) / imageSide, float64(end-first) / imageSide
	}
	var b box
	b.Left, b.Width = side(place % m.Places)
	b.Top, b.Height = side(place / m.Places)
	return &b
}

func (c *matteredView) onChoose(ctx app.Context, _ app.Event) {
	if digit, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil {
		c.asked = digit
	}
}

func (c *matteredView) onPoint(ctx app.Context, e app.Event) {
	places := c.mattered.Places
	x, y := pointIn(ctx.JSSrc(), e)
	c.place = wholePlaces(places).at(x, y, places*places)
}

// wholePlaces is a grid with a picture for each place.
func wholePlaces(places int) pictureGrid {
	return pictureGrid{Columns: places, Width: 1, Height: 1, Zoom: 1}
}

func (c *matteredView) onLeave(app.Context, app.Event) { c.place = noPlace }

func (c *matteredView) onKeyDown(_ app.Context, e app.Event) {
	places, from := c.mattered.Places, c.place
	if from < 0 { // in the middle
		from = places*(places/2) + places/2
	}
	next, moved := stepInGrid(from, places, places*places, e.Get("key").String())
	if moved {
		e.PreventDefault()
		c.place = next
	}
}
