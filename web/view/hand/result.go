package hand

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// renderLearned shows how well the hand and the dataset were read before and
// after learning, and what to think of it.
func renderLearned(l state.Learning) app.UI {
	if l.Before == nil {
		return nil
	}
	before, after := *l.Before, worker.Learned{}
	if l.After != nil {
		after = *l.After
	}
	remarks := remarks(before, l.After)
	return app.Div().Class("hand-learned").Body(
		app.Table().Body(
			app.Caption().Class("unseen").Text(text.T("Read correctly before and after learning")),
			app.THead().Body(app.Tr().Body(
				app.Td(),
				app.Th().Scope("col").Text(text.T("Before")),
				app.Th().Scope("col").Text(text.T("After")),
				app.Th().Scope("col").Text(text.T("Change")),
			)),
			app.TBody().Body(
				renderLearnedRow("hand", handTested(before.HeldBack), before.Hand, after.Hand),
				renderLearnedRow("hand-mnist", text.T("MNIST, validation images"), before.Valid, after.Valid),
			),
		),
		app.Range(remarks).Slice(func(i int) app.UI { return app.P().Class("hint").Text(remarks[i]) }),
	)
}

// handTested says which drawings were read.
func handTested(heldBack bool) string {
	if heldBack {
		return text.T("My handwriting, held back")
	}
	return text.T("My handwriting, as learned")
}

func renderLearnedRow(id, what string, before, after worker.Count) app.UI {
	change := ""
	if before.Images > 0 && after.Images > 0 {
		change = points(share(after)-share(before), sharpness(after))
	}
	return app.Tr().Body(
		app.Th().Scope("row").Text(what),
		renderCount(id+"-before", before),
		renderCount(id+"-after", after),
		app.Td().Text(number.OrDash(change)),
	)
}

func renderCount(id string, c worker.Count) app.UI {
	if c.Images == 0 {
		return app.Td().ID(id).DataSet("value", "").Text(number.OrDash(""))
	}
	return app.Td().ID(id).DataSet("value", number.Plain(share(c))).Body(
		app.Strong().Text(number.Percent(share(c), sharpness(c))),
		app.Small().Text(text.F("%s of %s", number.Grouped(c.Right), number.Grouped(c.Images))),
	)
}

func share(c worker.Count) float64 { return float64(c.Right) / float64(c.Images) }

// sharpness is how many decimals of a percentage say something.
func sharpness(c worker.Count) int {
	if c.Images >= 1000 {
		return 2
	}
	return 0
}

// points writes a change of a share in percentage points, with its sign.
func points(change float64, places int) string {
	sign := "±"
	switch {
	case change > 0:
		sign = "+"
	case change < 0:
		sign = "−"
	}
	return text.F("%s points", sign+number.Decimals(math.Abs(change)*100, places))
}

// fewTests is how many drawings a share has to be of to mean something.
const fewTests = 10

// remarks say what to think of the results, of which those after learning may be
// missing.
func remarks(before worker.Learned, after *worker.Learned) (list []string) {
	switch {
	case !before.HeldBack:
		list = append(list, text.T("No drawing is held back yet, so the ones to learn from are read: that they are known afterwards says little. Keep more."))
	case before.Hand.Images < fewTests:
		list = append(list, text.F("Drawings held back: only %s. With so few, the figures mean little.", number.Grouped(before.Hand.Images)))
	}
	list = append(list, text.T("Keeping only mistakes makes the network look worse than it was: keep some that were read correctly too."))
	if after == nil || after.Valid.Images == 0 {
		return list
	}
	if lost := before.Valid.Right - after.Valid.Right; lost > 0 {
		return append(list, text.F("The price on MNIST: %s of %s validation images, on balance.", number.Grouped(lost), number.Grouped(after.Valid.Images)))
	}
	return append(list, text.T("Nothing of MNIST was lost."))
}
