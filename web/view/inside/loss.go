package inside

import (
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// softmax is one, step by step.
type softmax struct {
	Powers []float64 // e to the power of each value
	Sum    float64   // of them
	Shares []float64
}

func softmaxOf(values []float64) softmax {
	largest := math.Inf(-1)
	for _, v := range values {
		largest = max(largest, v)
	}
	// The powers may be too large for a number; those of the differences are not.
	s := softmax{Powers: make([]float64, len(values)), Shares: make([]float64, len(values))}
	sum := 0.
	for i, v := range values {
		s.Powers[i], s.Shares[i] = math.Exp(v), math.Exp(v-largest)
		s.Sum += s.Powers[i]
		sum += s.Shares[i]
	}
	for i := range s.Shares {
		s.Shares[i] /= sum
	}
	return s
}

// lossPath is the way from outputs to the loss of a label, and the gradient that would
// go back.
type lossPath struct {
	First    softmax // of the logits
	Second   softmax // of its shares, where the loss takes another one
	Loss     float64
	Gradient []float64 // for each output
}

// lossOf returns the path of a loss, as its name is in form.
func lossOf(loss string, outputs []float64, label int) (p lossPath) {
	p.Gradient = make([]float64, len(outputs))
	if len(outputs) == 1 {
		off := outputs[0] - float64(label)
		p.Loss, p.Gradient[0] = off*off, 2*off
		return p
	}
	p.First = softmaxOf(outputs)
	if loss != form.DoubleSoftmax {
		copy(p.Gradient, p.First.Shares)
		p.Gradient[label]--
		p.Loss = surprise(outputs, label)
		return p
	}
	p.Second = softmaxOf(p.First.Shares)
	p.Loss = surprise(p.First.Shares, label)
	back := append([]float64(nil), p.Second.Shares...)
	back[label]--
	sum := 0.
	for i, share := range p.First.Shares {
		sum += share * back[i]
	}
	for i, share := range p.First.Shares {
		p.Gradient[i] = share * (back[i] - sum)
	}
	return p
}

// surprise returns -ln of the share that softmax gives a label. A share that is too
// small for a number still has one.
func surprise(values []float64, label int) float64 {
	largest := values[label]
	for _, v := range values {
		largest = max(largest, v)
	}
	sum := 0.
	for _, v := range values {
		sum += math.Exp(v - largest)
	}
	return largest + math.Log(sum) - values[label]
}

// lossView leads from the outputs to the loss that they would have in training, if the
// picture were of a class that the visitor chooses.
type lossView struct {
	app.Compo
	inside  worker.Inside
	classes worker.Classes
	label   int // that is chosen, theAnswer for what is read
}

// OnInit takes what is read for the truth.
func (c *lossView) OnInit() { c.label = theAnswer }

// OnMount watches the outputs.
func (c *lossView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.InsideKey(state.PartLogits).Observe(ctx, &c.inside)
	state.ClassesKey.Observe(ctx, &c.classes)
}

// Render shows the choice, and the way with its numbers.
func (c *lossView) Render() app.UI {
	m := &c.inside
	if !m.Read {
		return app.Div().Hidden(true)
	}
	label := c.label
	choices := []ui.Choice{{Value: strconv.Itoa(theAnswer), Text: text.F("what is read: %s", c.classes.Name(m.Digit))}}
	count := len(m.Outputs)
	if count == 1 {
		count = c.classes.Count()
	}
	for class := range count {
		choices = append(choices, ui.Choice{Value: strconv.Itoa(class), Text: c.classes.Name(class)})
	}
	if label >= count { // of other weights
		c.label, label = theAnswer, theAnswer
	}
	if label == theAnswer {
		label = m.Digit
	}
	path := lossOf(m.Loss, m.Outputs, label)
	steps := lossSteps(m, &path, c.classes, label)
	return app.Section().Class("inside-body", "loss-path").Aria("labelledby", "loss-path-title").Body(
		app.H4().ID("loss-path-title").Text(text.T("From the outputs to the loss")),
		app.P().Class("hint").Text(text.T("In training, the label says what it is. The loss of that answer, and the gradient that goes back to the weights, come about like this.")),
		app.Div().Class("field").Body(
			app.Label().For("loss-label").Text(text.T("What it is")),
			ui.Select("loss-label", strconv.Itoa(c.label), choices, c.onChoose),
		),
		app.Ol().ID("loss-path").DataSet("value", number.Plain(path.Loss)).Body(
			app.Range(steps).Slice(func(i int) app.UI { return app.Li().Text(steps[i]) }),
		),
		renderGradient(m, &path, c.classes, label),
		renderTemperature(m),
	)
}

// lossSteps writes the way out.
func lossSteps(m *worker.Inside, p *lossPath, of worker.Classes, label int) []string {
	if len(m.Outputs) == 1 {
		off := amount(m.Outputs[0])
		return []string{
			text.F("Loss: the output's distance to the label, squared: (%s − %d)² = %s", off, label, amount(p.Loss)),
			text.F("Gradient: 2 × (%s − %d) = %s. The output has to go against it: down if it is positive, up if it is negative.", off, label, signedAmount(p.Gradient[0])),
		}
	}
	first := softmaxStep(&p.First, m.Outputs, of, label, "p", "z")
	if len(p.Second.Shares) == 0 {
		return []string{
			first,
			text.F("Loss: −ln p = −ln %s = %s", amount(p.First.Shares[label]), amount(p.Loss)),
			text.F("Gradient: p − 1 = %s for %s, which has to become likelier, and p for all others, which have to become less likely.", signedAmount(p.Gradient[label]), of.Name(label)),
		}
	}
	others := len(m.Outputs) - 1
	return []string{
		first,
		text.T("And softmax once more, of these probabilities in place of logits:") + " " + softmaxStep(&p.Second, p.First.Shares, of, label, "q", "p"),
		text.F("Loss: −ln q = −ln %s = %s. Since p is between 0 and 1, q is never above e / (e + %d) = %s.", amount(p.Second.Shares[label]), amount(p.Loss), others, number.Decimals(math.E/(math.E+float64(others)), 2)),
		text.T("Gradient: p × (d − the sum of all p × d), where d is q, and q − 1 for the true answer. The factor p makes it small wherever p is."),
	}
}

// softmaxStep writes out the share that a softmax gives one of the values.
func softmaxStep(s *softmax, values []float64, of worker.Classes, label int, share, value string) string {
	return text.F("Softmax: %[1]s = e^%[2]s / sum of all e^%[2]s. For %[3]s: e^%[4]s / %[6]s = %[5]s / %[6]s = %[7]s",
		share, value, of.Name(label), amount(values[label]), amount(s.Powers[label]), amount(s.Sum), amount(s.Shares[label]))
}

// renderGradient shows all classes on the way; of one output there is no more to show.
func renderGradient(m *worker.Inside, p *lossPath, of worker.Classes, label int) app.UI {
	if len(m.Outputs) == 1 {
		return nil
	}
	twice := len(p.Second.Shares) > 0
	heads := []string{state.ClassTitle(of), "z", "e^z", "p", text.T("Gradient")}
	if twice {
		heads = []string{state.ClassTitle(of), "z", "p", "e^p", "q", text.T("Gradient")}
	}
	return app.Table().ID("loss-gradient").Class("scores", "logits").Aria("labelledby", "loss-path-title").Body(
		app.THead().Body(app.Tr().Body(ui.ColumnHeads(heads...)...)),
		app.TBody().Body(app.Range(m.Outputs).Slice(func(i int) app.UI {
			cells := []string{amount(m.Outputs[i]), amount(p.First.Powers[i]), amount(p.First.Shares[i])}
			if twice {
				cells = []string{amount(m.Outputs[i]), amount(p.First.Shares[i]), amount(p.Second.Powers[i]), amount(p.Second.Shares[i])}
			}
			row := app.Tr()
			if i == label {
				row = row.Class("best")
			}
			return row.Body(
				app.Th().Scope("row").Text(of.Name(i)),
				app.Range(cells).Slice(func(k int) app.UI { return app.Td().Text(cells[k]) }),
				app.Td().ID("loss-gradient-"+strconv.Itoa(i)).DataSet("value", number.Plain(p.Gradient[i])).Text(signedAmount(p.Gradient[i])),
			)
		})),
	)
}

// renderTemperature says why p is not the probability that the page shows.
func renderTemperature(m *worker.Inside) app.UI {
	differs := len(m.Outputs) > 1 && m.Temperature > 0 && m.Temperature != 1
	return app.If(differs, app.P().ID("loss-temperature").Class("hint").DataSet("value", number.Plain(m.Temperature)).
		Text(text.F("The probabilities beside the pad are others: they come from logits divided by a temperature of %s, which was fitted after training. Training itself divides by nothing.", number.Plain(m.Temperature))))
}

// amount writes a number so that small ones are not 0.
func amount(v float64) string {
	if v != 0 && math.Abs(v) < 0.01 {
		return number.Short(v)
	}
	return number.Decimals(v, 3)
}

func signedAmount(v float64) string {
	if v > 0 {
		return "+" + amount(v)
	}
	return amount(v)
}

func (c *lossView) onChoose(ctx app.Context, _ app.Event) {
	if digit, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil {
		c.label = digit
	}
}
