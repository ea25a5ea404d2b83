// Package imagine shows what a network imagines: the picture in which it finds a digit
// likeliest, and the least change that makes a drawing another one.
package imagine

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// picker is a row of all classes.
type picker struct {
	Kind     string // prefix of the ids
	Label    string
	Classes  worker.Classes
	Chosen   int // -1 if none is
	Disabled bool
}

// Render shows a button for each.
func (p picker) Render(onPick app.EventHandler) app.UI {
	return app.Div().Class("imagine-digits").Role("group").Aria("labelledby", p.Kind+"-digits").Body(
		app.Span().ID(p.Kind+"-digits").Text(p.Label),
		app.Range(make([]struct{}, p.Classes.Count())).Slice(func(digit int) app.UI {
			return app.Button().Type("button").ID(p.Kind+"-"+strconv.Itoa(digit)).DataSet("digit", digit).
				Aria("pressed", strconv.FormatBool(digit == p.Chosen)).
				Disabled(p.Disabled).Text(p.Classes.Name(digit)).OnClick(onPick, digit)
		}),
	)
}

// picked returns the digit whose button was pressed.
func picked(ctx app.Context) (digit int) {
	digit, _ = strconv.Atoi(ctx.JSSrc().Get("dataset").Get("digit").String())
	return digit
}

// chosen returns the digit that was asked for, -1 if none was.
func chosen(i *state.Imagining) int {
	if !i.Asked {
		return -1
	}
	return i.Digit
}

// renderPicture shows a picture, and below it what is said of it.
func renderPicture(id, label string, picture []byte, palette int, lines ...string) app.UI {
	return app.Figure().Class("imagined").Body(
		&plate.Plate{ID: id, Label: label, Grid: plate.Whole(worker.ImageSide, worker.ImageSide), Pictures: picture, Palette: palette},
		app.FigCaption().Body(app.Range(lines).Slice(func(k int) app.UI { return app.Span().Text(lines[k]) })),
	)
}

// readingText says what is read in a picture, and how surely.
func readingText(r worker.PictureReading, of worker.Classes, rounded bool) string {
	sureness := text.F("%s sure", number.Probability(r.Probability))
	if rounded {
		sureness = text.F("output %s, rounded", number.Decimals(r.Output, 2))
	}
	if r.Unsure {
		return text.F("Not sure, maybe %s: %s", state.OneOf(of, r.Digit), sureness)
	}
	return text.F("Reads %s: %s", of.Name(r.Digit), sureness)
}

// buttons are those below the pictures.
type buttons struct {
	Kind    string
	Running bool
	Again   bool // there is something to begin anew with
	Picture bool // there is one to put on the pad
}

// Render shows them.
func (b buttons) Render(onAgain, onStop, onUse app.EventHandler) app.UI {
	return app.Div().Class("buttons").Body(
		app.Button().Type("button").ID(b.Kind+"-restart").Text(text.T("Restart")).Disabled(!b.Again).OnClick(onAgain),
		app.Button().Type("button").ID(b.Kind+"-stop").Text(text.T("Stop")).Disabled(!b.Running).OnClick(onStop),
		app.Button().Type("button").ID(b.Kind+"-use").Text(text.T("Put it on the pad")).Disabled(b.Running || !b.Picture).OnClick(onUse),
	)
}

// renderAge says that a picture is of older weights; it has its room where it is not.
func renderAge(i *state.Imagining, inside *worker.Inside) app.UI {
	words := ""
	if i.Older(inside.Source, inside.Step) {
		words = text.F("This is of older weights: %s. Restart makes one with the present ones.", state.SourceText(i.Source, i.Step))
	}
	return app.P().Class("hint", "imagine-age").Text(words)
}

// live has a text read aloud once what it says stays.
func live(running bool) string {
	if running {
		return "off"
	}
	return "polite"
}

// stateOf says whether a picture goes on.
func stateOf(i *state.Imagining) string {
	if i.Running {
		return "running"
	}
	return "still"
}
