package inside

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// preparationView shows how the drawing becomes what the network reads.
type preparationView struct {
	app.Compo
	prepared worker.Prepared
	reading  state.Reading
	classes  worker.Classes
}

// OnInit begins with nothing drawn.
func (c *preparationView) OnInit() { c.prepared.Blank = true }

// OnMount watches the steps.
func (c *preparationView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.PreparedKey.Observe(ctx, &c.prepared)
	state.ReadingKey.Observe(ctx, &c.reading)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// preparationStep is a picture on the way, and what was done to get it.
type preparationStep struct {
	ID, Title, Text string
	Dark            string // is said as well in the dark theme
	Size            worker.Size
	Picture         []byte
	Box             *plate.Box // around what is cut out, nil if nothing is
}

// Render shows the steps, and why the picture is inverted.
func (c *preparationView) Render() app.UI {
	m := &c.prepared
	steps := preparationSteps(m)
	if len(steps) > 0 && len(c.reading.Of.Strokes) > 0 {
		steps[0].Dark = text.T("What you draw is dark ink on light paper: in the dark theme the pad only looks inverted.")
	}
	return app.Div().Class("inside-body").Body(
		app.Ol().ID("preparation").Class("steps").DataSet("value", len(steps)).Body(
			app.Range(steps).Slice(func(i int) app.UI { return renderPreparationStep(steps[i]) }),
		),
		renderPreparationEnd(m, c.classes),
		app.Details().Body(
			app.Summary().Text(text.T("Why is the picture inverted?")),
			app.P().Text(text.T("MNIST's digits are light on dark: paper is 0, ink is 1. A convolution needs something beyond the edges "+
				"of the picture, and takes zeros (padding). So zero means the same everywhere: no ink. With dark ink on light paper, "+
				"the zeros around the picture would be ink, a black frame around every digit, and all the paper, which says nothing, "+
				"would add to every sum.")),
			app.P().Text(text.T("The network has seen nothing but light ink on dark paper. The other way round it would be lost: "+
				"what it has learnt is how much each place weighs, and then the paper would weigh and the ink would not.")),
		),
	)
}

// preparationSteps returns the steps there are.
func preparationSteps(m *worker.Prepared) (steps []preparationStep) {
	page, ink, scaled, sample := m.Cut()
	add := func(id, title, words string, size worker.Size, picture []byte, box *plate.Box) {
		if len(picture) > 0 {
			steps = append(steps, preparationStep{ID: id, Title: title, Text: words, Size: size, Picture: picture, Box: box})
		}
	}
	add("page", text.T("In grey"), text.T("The picture as it is, without colours."), m.Page, page, nil)
	add("ink", text.T("Ink found, inverted"), text.T("What stands out from the paper, light on dark from here on. Shadows, printed lines and specks are gone. The frame is around what is cut out."),
		m.Ink, ink, boxIn(m.Box, m.Ink))
	square := worker.Size{Width: worker.ImageSide, Height: worker.ImageSide}
	if m.Plain {
		add("scaled", text.T("Squeezed"), text.T("The whole page becomes 28 × 28 pixels."), m.Scaled, scaled, nil)
		add("sample", text.T("Inverted"), text.T("Light becomes dark: 1 − v/255. This is what the network reads."), square, sample, nil)
		return steps
	}
	add("scaled", text.T("Cut out and scaled"), text.T("The longer side becomes 20 pixels, each the mean of what it covers. Lines much thinner or thicker than MNIST's are brought nearer to those."),
		m.Scaled, scaled, nil)
	if len(steps) == 0 {
		add("sample", text.T("From the dataset"), text.T("The image is 28 × 28 pixels already, and light on dark."), square, sample, nil)
		return steps
	}
	add("sample", text.T("Centred"), text.T("Moved so that the ink's centre of mass is in the middle of 28 × 28 pixels. This is what the network reads."), square, sample, nil)
	return steps
}

// boxIn returns a box in shares of a picture.
func boxIn(b [4]int, size worker.Size) *plate.Box {
	if size.Pixels() == 0 {
		return nil
	}
	w, h := float64(size.Width), float64(size.Height)
	return &plate.Box{Left: float64(b[0]) / w, Top: float64(b[1]) / h, Width: float64(b[2]-b[0]) / w, Height: float64(b[3]-b[1]) / h}
}

// renderPreparationEnd says why there are no more steps, nothing of an image
// that takes none.
func renderPreparationEnd(m *worker.Prepared, of worker.Classes) app.UI {
	words := preparationEnd(m, of)
	if words == "" {
		return nil
	}
	return app.P().Class("hint").ID("preparation-end").Text(words)
}

func preparationEnd(m *worker.Prepared, of worker.Classes) string {
	switch {
	case m.Blank && m.Page.Pixels() == 0 && !of.AreDigits():
		return text.T("Draw something or open a picture, and its way to the network stands here.")
	case m.Blank && m.Page.Pixels() == 0:
		return text.T("Draw a digit, and its way from the pad to the network stands here.")
	case m.Blank:
		return text.T("There is no ink to be found: the way ends here.")
	case m.Blot:
		return text.T("That is only a dot or a blot: the way ends here.")
	case m.Page.Pixels() == 0:
		return "" // an image of a dataset
	case m.Plain && !of.AreDigits():
		return text.T("What the network knows are no digits: it reads the whole pad, or picture, as it is, and as one thing.")
	case m.Plain:
		return text.T("“Crop and centre” is off: the digit keeps its place and size, which the network is not used to.")
	}
	return text.T("MNIST's authors did the same, which is why it helps: the network knows digits of this size, in this place.")
}

func renderPreparationStep(s preparationStep) app.UI {
	return app.Li().Class("step").Body(
		app.Div().Class("step-picture").Body(
			app.Span().Class("framed").Body(
				&plate.Plate{ID: "preparation-" + s.ID, Label: text.F("%s: %d × %d pixels", s.Title, s.Size.Width, s.Size.Height),
					Grid: plate.Whole(s.Size.Width, s.Size.Height), Pictures: s.Picture, Palette: plate.Ink},
				plate.RenderFrame(s.Box),
			),
		),
		app.P().Class("step-title").Text(s.Title),
		app.P().Class("hint").Text(s.Text),
		app.If(s.Dark != "", app.P().Class("hint", "in-dark").Text(s.Dark)),
	)
}
