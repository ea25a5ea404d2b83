package web

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// whatIfView changes the picture that the network reads, and shows where its
// answer flips.
type whatIfView struct {
	app.Compo
	inside worker.Inside
	sweeps sweeps
	// change is what the sliders show. Nobody else sets it, so that no slider
	// is moved back while it is being dragged.
	change worker.Change
}

// OnMount watches what is read.
func (c *whatIfView) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(insideState).Value(&c.inside)
	ctx.ObserveState(sweepsState).Value(&c.sweeps)
}

// Render shows the picture, what is read in it, and the sliders. These stay when
// there is nothing to read: new ones would not show where the old ones stood.
func (c *whatIfView) Render() app.UI {
	read := c.inside.Read
	return app.Div().Class("inside-body").Body(
		app.If(!read, renderNothingRead()),
		app.P().Class("hint").Hidden(!read).Text(text.T("Move the finished picture under the network's eyes: everything above and below follows. The strip beneath a slider shows "+
			"what would be read there: blue where the answer stays, orange where it flips, fainter where it is less sure. "+
			"On the pad you can draw anywhere and at any size, since the preparation undoes that. Turning it does not undo, and thickness only in part.")),
		app.Div().Class("whatif").Hidden(!read).Body(
			app.Div().Class("whatif-seen").Body(
				&plate{ID: "whatif-picture", Label: text.T("The changed picture"), Class: "large", Grid: wholePicture(imageSide, imageSide), Pictures: c.inside.Image(), Palette: inkPalette},
				app.P().Class("whatif-answer").Body(
					app.Text(text.T("Reads")+" "),
					app.Strong().ID("whatif-digit").DataSet("value", c.inside.Digit).Text(c.inside.Digit),
					app.Text(" "+c.sureness()),
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

func (c *whatIfView) sureness() string {
	switch m := &c.inside; {
	case !m.Read:
		return ""
	case len(m.Outputs) == 1:
		return text.F("output %s, rounded", decimals(m.Outputs[0], 2))
	default:
		return text.F("%s sure", percent(m.Probabilities[m.Digit], 1))
	}
}

func (c *whatIfView) renderSlider(of int) app.UI {
	r := worker.Changes[of]
	id, value := "whatif-"+r.Name, c.change[of]
	return app.Div().Class("slider").Body(
		app.Div().Class("slider-label").Body(
			app.Label().For(id).Text(changeLabel(of)),
			app.Output().For(id).Text(changeText(of, value)),
		),
		app.Input().Type("range").ID(id).DataSet("value", number(value)).
			Min(r.Least).Max(r.Most).Step(r.Step()).Value(number(value)).
			Aria("valuetext", changeText(of, value)).
			OnInput(c.onInput, of),
		renderSweep(of, c.sweeps[of], value),
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
	switch of {
	case worker.ShiftX, worker.ShiftY:
		return text.F("%s pixels", signedShort(v))
	case worker.Turn:
		return signedShort(v) + "°"
	case worker.Scale:
		return "× " + decimals(1+v, 3)
	}
	return text.F("%s pixels at each edge", signedShort(v))
}

// signedShort writes a number with as many decimals as it needs, two at most.
func signedShort(v float64) string {
	short := strings.TrimRight(strings.TrimRight(decimals(v, 2), "0"), ".")
	if v > 0 {
		return "+" + short
	}
	return short
}

// renderSweep shows what is read at each value of a slider.
func renderSweep(of int, m *worker.Sweep, value float64) app.UI {
	if m == nil || len(m.Bytes) == 0 {
		return app.Div().Class("sweep")
	}
	r := worker.Changes[of]
	now := m.Bytes[int((value-r.Least)/r.Step()+0.5)]
	runs := runsOf(m)
	return app.Div().Class("sweep").ID("sweep-"+r.Name).DataSet("value", len(runs)).
		Role("img").Aria("label", runsText(of, runs)).Body(
		&plate{Grid: wholePicture(worker.Sweeps, 1), Pictures: sweepPicture(m, now), Palette: numberPalette},
		app.Div().Class("sweep-digits").Body(app.Range(runs).Slice(func(i int) app.UI {
			digit := app.Span().Style("flex-grow", strconv.Itoa(runs[i].length()))
			if runs[i].length() < 2 {
				return digit // there is no room
			}
			return digit.Body(app.B().Text(runs[i].Digit))
		})),
	)
}

// sweepPicture colours the values by whether the answer is the one now, and how
// sure it is.
func sweepPicture(m *worker.Sweep, now byte) []byte {
	picture := make([]byte, worker.Sweeps)
	for i, digit := range m.Bytes[:worker.Sweeps] {
		depth := m.Bytes[worker.Sweeps+i] / 2 // up to 127
		if digit == now {
			picture[i] = 128 + depth
		} else {
			picture[i] = 128 - depth
		}
	}
	return picture
}

// sameDigit is a row of values at which the same digit is read.
type sameDigit struct {
	Digit    byte
	From, To int // indices of the first and the last
}

func (r sameDigit) length() int { return r.To - r.From + 1 }

func runsOf(m *worker.Sweep) (runs []sameDigit) {
	for i, digit := range m.Bytes[:worker.Sweeps] {
		if n := len(runs); n > 0 && runs[n-1].Digit == digit {
			runs[n-1].To = i
		} else {
			runs = append(runs, sameDigit{digit, i, i})
		}
	}
	return runs
}

// runsText says where which digit is read.
func runsText(of int, runs []sameDigit) string {
	var list []string
	for _, r := range runs {
		from, to := worker.Changes[of].Value(r.From), worker.Changes[of].Value(r.To)
		list = append(list, text.F("%d from %s to %s", r.Digit, changeText(of, from), changeText(of, to)))
	}
	return text.F("Reads %s", strings.Join(list, text.T(", ")))
}

func (c *whatIfView) onInput(ctx app.Context, _ app.Event) {
	input := ctx.JSSrc()
	value, err := strconv.ParseFloat(input.Get("value").String(), 64)
	if err != nil {
		return
	}
	for of, r := range worker.Changes {
		if "whatif-"+r.Name == input.Get("id").String() {
			c.change[of] = value
		}
	}
	ctx.NewActionWithValue(changePicture, c.change)
}

func (c *whatIfView) onReset(ctx app.Context, _ app.Event) {
	c.change = worker.Change{}
	ctx.NewActionWithValue(changePicture, c.change)
}
