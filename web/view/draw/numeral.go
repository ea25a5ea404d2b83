package draw

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// renderNumber shows what was read in #prediction, as large as there is room for.
func renderNumber(r state.Reading) app.UI {
	live := "polite"
	if r.Of.Example {
		live = "off" // nobody has asked
	}
	shown := app.Output().ID("prediction").Aria("live", live).Aria("atomic", true).Aria("labelledby", "answer-label").
		DataSet("value", r.Value()).DataSet("unsure", r.AnyUnsure()).DataSet("example", r.Of.Example)
	switch {
	case r.NoDigit():
		return shown.Body(
			app.Span().Aria("hidden", true).Text(number.OrDash("")),
			app.Span().Class("unseen").Text(text.T("no digit")),
		)
	case !r.Several() && !r.Classes.AreDigits():
		return shown.Class("named").Text(r.Text())
	case !r.Several():
		return shown.Text(number.OrDash(r.Text()))
	}
	lines := r.Lines()
	size, fits := numberSize(lines)
	if !fits {
		shown = shown.Class("long").TabIndex(0) // it has to be scrolled, also with the keyboard
	}
	var body []app.UI
	first := 0
	for _, line := range lines {
		body = append(body, renderLine(r, line, r.Chosen-first))
		first += len(line)
	}
	return shown.Class("number").Style("font-size", fmt.Sprintf("calc(var(--number) * %.3f)", float64(size)/numberHeight)).Body(body...)
}

// renderLine shows a line of digits, with the chosen one marked if it is among them.
// Those beside each other that look the same are one element.
func renderLine(r state.Reading, line []worker.ReadDigit, chosen int) app.UI {
	var spans []app.UI
	var shown, class string
	flush := func() {
		if shown != "" {
			spans = append(spans, app.Span().Class(class).Text(shown))
		}
		shown = ""
	}
	for i, d := range line {
		next := "digit-read"
		if d.Unsure || d.None {
			next += " unsure"
		}
		if i == chosen {
			next += " chosen"
		}
		if next != class {
			flush()
		}
		class = next
		shown += r.Sign(d)
	}
	flush()
	return app.Span().Class("digit-line").Body(spans...)
}

// The room that the card has for the number, and the width of a bold digit as a
// share of its size, in the widest of the fonts that systems have. The height stands
// for the style sheet's --number, which changes with the window.
const (
	numberWidth  = 150
	numberHeight = 118
	digitWidth   = .7
)

// numberSizes are those of a number's digits, where the room is so large: each is the largest of which so
// many fit into a row, or so many rows into the height.
var numberSizes = []int{106, 71, 53, 35, 26, 21, 17, 14}

// numberSize returns the size, in that room, in which lines of digits are shown, wrapped where they
// are too long, and whether there is room for all.
func numberSize(lines [][]worker.ReadDigit) (px int, fits bool) {
	for _, px = range numberSizes {
		inRow := int(numberWidth / (digitWidth * float64(px)))
		rows := 0
		for _, line := range lines {
			rows += (len(line) + inRow - 1) / inRow
		}
		if rows*px <= numberHeight {
			return px, true
		}
	}
	return px, false
}
