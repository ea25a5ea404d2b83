package inside

import (
	"fmt"
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// logitsView shows what the outputs are the sums of.
type logitsView struct {
	app.Compo
	inside  worker.Inside
	classes worker.Classes
	chosen  int // contribution that is looked at, noPlace if none is
}

// OnInit looks at none.
func (c *logitsView) OnInit() { c.chosen = noPlace }

// OnMount watches what is read.
func (c *logitsView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartLogits).Observe(ctx, &c.inside)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// logit is an output and what it is the sum of.
type logit struct {
	Value, Probability, Bias float64
	Parts                    []float32
	For, Against             int // indices of the largest and the smallest part
}

func logitsOf(m *worker.Inside) []logit {
	biases, parts := m.Contributions()
	list := make([]logit, len(m.Outputs))
	for i := range list {
		l := &list[i]
		l.Value, l.Bias = m.Outputs[i], float64(biases[i])
		if len(m.Outputs) == len(m.Probabilities) {
			l.Probability = m.Probabilities[i]
		}
		l.Parts = parts[i*m.Parts:][:m.Parts]
		for k, v := range l.Parts {
			if v > l.Parts[l.For] {
				l.For = k
			}
			if v < l.Parts[l.Against] {
				l.Against = k
			}
		}
	}
	return list
}

// Render shows the parts of each output as a sheet of colours, and what they come
// to as a table.
func (c *logitsView) Render() app.UI {
	m := &c.inside
	if !m.Read {
		return renderNothingRead(c.classes)
	}
	list := logitsOf(m)
	return app.Div().Class("inside-body").Body(
		app.P().Class("hint").Text(logitsText(m)),
		c.renderParts(m, list),
		renderLogits(m, c.classes, list),
		&lossView{},
	)
}

func logitsText(m *worker.Inside) string {
	if len(m.Outputs) == 1 {
		return text.T("The last layer multiplies everything it gets by its weights and adds up: the sum, and a bias, is the answer. It is rounded to a whole number.")
	}
	return text.T("The last layer multiplies everything it gets by its weights, for each answer others, and adds up: each sum, and a bias, is a logit. " +
		"The largest wins. Softmax makes them into probabilities: e to the power of each, shared out to 1.")
}

// renderParts shows the parts: a row for each output, a column for each channel.
func (c *logitsView) renderParts(m *worker.Inside, list []logit) app.UI {
	pictures, frame := partPictures(list), app.UI(nil)
	chosen := c.chosen
	if chosen >= len(pictures) {
		chosen = noPlace
	}
	if chosen >= 0 {
		b := partGrid(m.Parts).Box(chosen, len(pictures))
		frame = plate.RenderFrame(&b)
	}
	return app.Figure().Class("sheet", "parts").Body(
		app.If(len(list) > 1, app.Div().Class("parts-rows").Aria("hidden", "true").Body(
			app.Range(list).Slice(func(i int) app.UI { return app.Span().Text(c.classes.Name(i)) }),
		)),
		app.Div().Class("framed", "choice").
			Role("img").TabIndex(0).
			Aria("label", text.T("What each channel adds to each output")).
			Aria("describedby", "part-words").
			On("pointermove", c.onPoint).On("pointerdown", c.onPoint).
			On("pointerleave", c.onLeave).OnBlur(c.onLeave).OnKeyDown(c.onKeyDown).
			Body(
				&plate.Plate{ID: "contributions", Grid: partGrid(m.Parts), Pictures: pictures, Palette: plate.Numbers},
				frame,
			),
		app.FigCaption().ID("part-words").Class("hint").Aria("live", "polite").Text(partText(m, c.classes, list, chosen)),
	)
}

// partGrid has a row for each output.
func partGrid(parts int) plate.Grid {
	return plate.Grid{Columns: max(parts, 1), Width: 1, Height: 1, Zoom: 1}
}

// partPictures returns the parts as pixels: 128 is 0, 255 the largest of all.
func partPictures(list []logit) (pictures []byte) {
	largest := 0.0
	for _, l := range list {
		for _, v := range l.Parts {
			largest = max(largest, math.Abs(float64(v)))
		}
	}
	for _, l := range list {
		for _, v := range l.Parts {
			pictures = append(pictures, byte(128.5+127*float64(v)/max(largest, math.SmallestNonzeroFloat32)))
		}
	}
	return pictures
}

// partText says what the sheet shows, or what the chosen part is.
func partText(m *worker.Inside, of worker.Classes, list []logit, chosen int) string {
	from := m.From
	if from == "" {
		from = text.T("the picture")
	}
	if chosen < 0 {
		return text.F("A row for each output, a column for each channel of %s. Blue adds to the output, orange takes off.", from)
	}
	output, part := chosen/m.Parts, chosen%m.Parts
	value := signed(float64(list[output].Parts[part]))
	if len(list) == 1 {
		return text.F("Channel %d of %s adds %s.", part+1, from, value)
	}
	return text.F("Channel %d of %s adds %s to the logit of %s.", part+1, from, value, of.Name(output))
}

// signed writes a number with its sign.
func signed(v float64) string { return fmt.Sprintf("%+.2f", v) }

// renderLogits shows what the outputs come to.
func renderLogits(m *worker.Inside, of worker.Classes, list []logit) app.UI {
	single := len(list) == 1
	heads := []string{state.ClassTitle(of), text.T("Logit"), text.T("Probability"), text.T("Bias"), text.T("Most for it"), text.T("Most against")}
	if single {
		heads = []string{state.ClassTitle(of), text.T("Output"), text.T("Bias"), text.T("Most for it"), text.T("Most against")}
	}
	return app.Table().ID("logits").Class("scores", "logits").DataSet("value", m.Digit).Aria("labelledby", "logits-title").Body(
		app.THead().Body(app.Tr().Body(ui.ColumnHeads(heads...)...)),
		app.TBody().Body(app.Range(list).Slice(func(i int) app.UI {
			digit := i
			if single {
				digit = m.Digit
			}
			return renderLogit(i, of.Name(digit), list[i], digit == m.Digit, single)
		})),
	)
}

func renderLogit(i int, name string, l logit, best, single bool) app.UI {
	part := func(at int) string { return text.F("%s (%d)", signed(float64(l.Parts[at])), at+1) }
	row := app.Tr()
	if best {
		row = row.Class("best")
	}
	cells := []app.UI{
		app.Th().Scope("row").Text(name),
		app.Td().ID("logit-"+strconv.Itoa(i)).DataSet("value", number.Plain(l.Value)).Text(signed(l.Value)),
	}
	if !single {
		cells = append(cells, app.Td().Text(number.Probability(l.Probability)))
	}
	return row.Body(append(cells,
		app.Td().Text(signed(l.Bias)),
		app.Td().Text(part(l.For)),
		app.Td().Text(part(l.Against)),
	)...)
}

func (c *logitsView) onPoint(ctx app.Context, e app.Event) {
	x, y := plate.PointIn(ctx.JSSrc(), e)
	c.chosen = partGrid(c.inside.Parts).At(x, y, c.inside.Parts*len(c.inside.Outputs))
}

func (c *logitsView) onLeave(_ app.Context, e app.Event) {
	if plate.Gone(e) {
		c.chosen = noPlace
	}
}

func (c *logitsView) onKeyDown(_ app.Context, e app.Event) {
	m := &c.inside
	next, moved := plate.Step(max(c.chosen, 0), m.Parts, m.Parts*len(m.Outputs), e.Get("key").String())
	if moved {
		e.PreventDefault()
		c.chosen = next
	}
}
