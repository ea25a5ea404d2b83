package inside

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// sweepStrip shows what is read at each value of a slider.
type sweepStrip struct {
	app.Compo
	Of    int     // which of worker.Changes
	Value float64 // where the slider stands
	// Classes are those that are read.
	Classes worker.Classes

	sweep worker.Sweep
}

// OnMount watches what is read.
func (c *sweepStrip) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SweepKey(c.Of).Observe(ctx, &c.sweep)
}

// Render shows a colour for each value, and below it what is read.
func (c *sweepStrip) Render() app.UI {
	if len(c.sweep.Bytes) == 0 {
		return app.Div().Class("sweep")
	}
	r := worker.Changes[c.Of]
	now := c.sweep.Bytes[int((c.Value-r.Min)/r.Step()+0.5)]
	runs := runsOf(&c.sweep)
	return app.Div().Class("sweep").ID("sweep-"+r.Name).DataSet("value", len(runs)).
		Role("img").Aria("label", runsText(c.Of, c.Classes, runs)).Body(
		&plate.Plate{Grid: plate.Whole(worker.Sweeps, 1), Pictures: sweepPicture(&c.sweep, now), Palette: plate.Numbers},
		app.Div().Class("sweep-digits").Body(app.Range(runs).Slice(func(i int) app.UI {
			digit := app.Span().Style("flex-grow", strconv.Itoa(runs[i].length()))
			if runs[i].length() < 2 {
				return digit // there is no room
			}
			return digit.Body(app.B().Text(c.Classes.Name(int(runs[i].Digit))))
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

// runsText says where what is read.
func runsText(of int, classes worker.Classes, runs []sameDigit) string {
	var list []string
	for _, r := range runs {
		from, to := worker.Changes[of].Value(r.From), worker.Changes[of].Value(r.To)
		list = append(list, text.F("%s from %s to %s", classes.Name(int(r.Digit)), changeText(of, from), changeText(of, to)))
	}
	return text.F("Reads %s", strings.Join(list, text.T(", ")))
}
