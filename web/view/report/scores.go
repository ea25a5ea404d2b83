package report

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// renderScores shows how well each class is read.
func renderScores(f state.Findings) []app.UI {
	title := text.T("Digit by digit")
	if !f.Classes.AreDigits() {
		title = text.T("Class by class")
	}
	return []app.UI{
		app.H3().ID("scores-title").Text(title),
		app.P().Class("hint").Text(text.T("Precision: of what was read as this, how much was right. " +
			"Recall: of all images of it, how many were found. F1 is the harmonic mean of the two.")),
		app.Table().ID("scores").Class("scores").Aria("labelledby", "scores-title").Body(
			app.THead().Body(app.Tr().Body(
				ui.ColumnHeads(state.ClassTitle(f.Classes), text.T("Images"), text.T("Precision"), text.T("Recall"), text.T("F1"))...,
			)),
			app.TBody().Body(app.Range(f.Scores).Slice(func(digit int) app.UI {
				return renderScore(digit, f)
			})),
		),
	}
}

func renderScore(digit int, f state.Findings) app.UI {
	s := f.Scores[digit]
	share := func(name string, v worker.Float) app.UI {
		return app.Td().ID(fmt.Sprintf("%s-%d", name, digit)).DataSet("value", shareValue(v)).Text(shareText(v))
	}
	return app.Tr().Body(
		app.Th().Scope("row").Text(f.Classes.Name(digit)),
		app.Td().Text(number.Grouped(sum(f.Confusion[digit]))),
		share("precision", s.Precision), share("recall", s.Recall), share("f1", s.F1),
	)
}
