package sum

import (
	"math"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// kindOf returns the first word of a layer's text, such as conv.
func kindOf(layer string) string {
	kind, _, _ := strings.Cut(layer, " ")
	return kind
}

// renderSteps writes out the steps to the value, and those behind it.
func (c *View) renderSteps(at *layer) app.UI {
	m := &c.explanation
	if m.Layer != c.point.Layer || len(m.Steps) == 0 {
		return app.Div().Class("sum-steps")
	}
	var steps []app.UI
	for i := range m.Steps {
		steps = append(steps, c.renderStep(i))
	}
	return app.Div().Class("sum-steps").Body(append(steps,
		app.P().ID("sum-words").Class("hint").Aria("live", "polite").Text(c.words(at)),
	)...)
}

// words says where one points, and what is there.
func (c *View) words(at *layer) string {
	m := &c.explanation
	i := slices.IndexFunc(m.Steps, func(s worker.ExplanationStep) bool { return s.Layer == at.Name })
	if i < 0 {
		return ""
	}
	s := &m.Steps[i]
	value := number.Decimals(float64(s.Value), 2)
	if at.Side == 1 {
		return text.F("%s, number %d: %s.", at.Name, s.Channel+1, value)
	}
	f := s.Field
	return text.F("%s, map %d, row %d, column %d: %s. It sees %d × %d pixels of the picture.",
		at.Name, s.Channel+1, s.Row+1, s.Column+1, value, f[2]-f[0], f[3]-f[1])
}

func (c *View) renderStep(i int) app.UI {
	s := &c.explanation.Steps[i]
	inputs, weights := c.explanation.Values(i)
	var body []app.UI
	switch {
	case kindOf(s.Text) == "conv":
		body = c.renderConv(s, inputs, weights)
	case kindOf(s.Text) == "linear":
		body = renderLinear(s, inputs, weights)
	default:
		body = []app.UI{renderEquation(equation(s, inputs, weights))}
	}
	return app.Section().ID("sum-"+s.Layer).Class("sum-step").DataSet("value", number.Plain(float64(s.Value))).
		Aria("labelledby", "sum-"+s.Layer+"-title").Body(
		append([]app.UI{app.H4().ID("sum-" + s.Layer + "-title").Text(s.Layer + " · " + s.Text)}, body...)...)
}

func renderEquation(words string) app.UI { return app.P().Class("equation").Text(words) }

// equation writes out what a layer makes of few values.
func equation(s *worker.ExplanationStep, inputs, weights []float32) string {
	value := decimals(float64(s.Value))
	first := decimals(float64(inputs[0]))
	switch kind := kindOf(s.Text); {
	case s.Weighs:
		return text.F("%s × %s %s = %s", first, decimals(float64(weights[0])), added(float64(s.Bias)), value)
	case kind == "relu":
		return text.F("The larger of 0 and %s: %s", first, value)
	case kind == "pool":
		return text.F("The largest of %s: %s", list(inputs), value)
	case kind == "avgpool":
		return text.F("The mean of %s: %s", list(inputs), value)
	case kind == "dropout":
		return text.F("%s: nothing is dropped outside training", value)
	}
	return text.F("%s becomes %s", first, value)
}

// decimals writes a number with its sign in two decimals.
func decimals(v float64) string {
	if v == 0 {
		v = 0 // not -0
	}
	return strings.Replace(number.Decimals(v, 2), "-", "−", 1)
}

// added writes a number as what is added or taken off.
func added(v float64) string {
	if v < 0 {
		return "− " + decimals(-v)
	}
	return "+ " + decimals(v)
}

// list writes a few numbers, and says how many there are if there are many.
func list(values []float32) string {
	const most = 9
	var words []string
	for _, v := range values[:min(len(values), most)] {
		words = append(words, decimals(float64(v)))
	}
	if more := len(values) - most; more > 0 {
		return text.F("%s and %d more", strings.Join(words, ", "), more)
	}
	return strings.Join(words, ", ")
}

// renderConv shows the window that a filter sees in a channel, the filter, and their
// products, then the sum.
func (c *View) renderConv(s *worker.ExplanationStep, inputs, weights []float32) []app.UI {
	sums := channelSums(s, inputs, weights)
	channel := c.channelOf(sums)
	area := s.Side * s.Side
	seen, filter := inputs[channel*area:][:area], weights[channel*area:][:area]
	products := make([]float32, area)
	for i, w := range filter {
		products[i] = w * seen[i]
	}
	parts := []app.UI{
		c.renderSource(s, channel),
		renderNumbers(text.T("What it sees"), seen, s.Side),
		renderSign("×"),
		renderNumbers(text.T("Filter"), filter, s.Side),
		renderSign("="),
		renderNumbers(text.T("Products"), products, s.Side),
	}
	body := []app.UI{app.Div().Class("sum-conv").Body(parts...)}
	total := 0.
	for _, v := range sums {
		total += v
	}
	if len(sums) > 1 {
		body = append(body, c.renderChannels(s, sums, channel))
	}
	return append(body, renderEquation(text.F("Sum of the products %s, bias %s: %s",
		decimals(total), added(float64(s.Bias)), decimals(float64(s.Value)))))
}

// channelSums returns what each channel's products add up to.
func channelSums(s *worker.ExplanationStep, inputs, weights []float32) []float64 {
	sums := make([]float64, s.Channels)
	area := s.Side * s.Side
	for i, w := range weights {
		sums[i/area] += float64(w) * float64(inputs[i])
	}
	return sums
}

// channelOf returns the channel that is written out: the one that was chosen, or the
// one that matters most.
func (c *View) channelOf(sums []float64) int {
	if !c.followed && c.channel < len(sums) {
		return c.channel
	}
	most := 0
	for i, v := range sums {
		if math.Abs(v) > math.Abs(sums[most]) {
			most = i
		}
	}
	return most
}

// renderChannels shows what each channel adds, to choose one from.
func (c *View) renderChannels(s *worker.ExplanationStep, sums []float64, channel int) app.UI {
	largest := 0.
	for _, v := range sums {
		largest = max(largest, math.Abs(v))
	}
	return app.Div().Class("sum-channels").Role("radiogroup").
		Aria("label", text.F("What each of the %d channels of %s adds", len(sums), s.From)).Body(
		app.Range(sums).Slice(func(i int) app.UI {
			chosen, tab := "false", -1
			if i == channel {
				chosen, tab = "true", 0
			}
			return cell(app.Button().Type("button").ID("sum-channel-"+number.Plain(float64(i))), sums[i], largest).
				Role("radio").Aria("checked", chosen).TabIndex(tab).
				Aria("label", text.F("Channel %d adds %s", i+1, decimals(sums[i]))).
				Text(decimals(sums[i])).
				OnClick(func(ctx app.Context, _ app.Event) { c.chooseChannel(i) }, i).
				OnKeyDown(func(ctx app.Context, e app.Event) { c.onChannelKey(ctx, e, i, len(sums)) }, i)
		}),
	)
}

func (c *View) chooseChannel(i int) { c.channel, c.followed = i, false }

func (c *View) onChannelKey(ctx app.Context, e app.Event, at, count int) {
	next, moved := plate.Step(at, 1, count, e.Get("key").String())
	if !moved {
		return
	}
	e.PreventDefault()
	c.chooseChannel(next)
	dom.FocusOn(ctx, "sum-channel-"+number.Plain(float64(next)))
}

// renderSource shows the map that the filter reads, with its window.
func (c *View) renderSource(s *worker.ExplanationStep, channel int) app.UI {
	picture, side, palette := c.inside.Image(), worker.ImageSide, plate.Ink
	if before := pointedAt(&c.inside, worker.Point{Layer: s.From}); before != nil && channel < before.Count {
		picture, side, palette = before.picture(channel), before.Side, plate.Numbers
	}
	title := text.T("The picture")
	if s.From != "" {
		title = text.F("%s, map %d", s.From, channel+1)
	}
	share := func(v int) float64 { return float64(v) / float64(side) }
	window := plate.Box{Left: share(s.Left), Top: share(s.Top), Width: share(s.Side), Height: share(s.Side)}
	return app.Figure().Body(
		app.Div().Class("framed", "sum-source").Body(
			&plate.Plate{Label: text.F("%s, with a frame around what the filter sees", title), Grid: plate.Whole(side, side), Pictures: picture, Palette: palette},
			plate.RenderFrame(&window),
		),
		app.FigCaption().Text(title),
	)
}
