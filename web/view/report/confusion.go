package report

import (
	"fmt"
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// renderConfusion shows the confusion matrix. Its digits and the counts of its
// mistakes are buttons that choose what renderMistakes shows.
func renderConfusion(f state.Findings) []app.UI {
	confusion := f.Confusion
	heads := []app.UI{app.Td()}
	for digit := range confusion {
		heads = append(heads, app.Th().Scope("col").Body(renderDigitButton(f, digit, state.Pair{Label: state.AnyDigit, Prediction: digit})))
	}
	worst := largestMistake(confusion)
	return []app.UI{
		app.H3().ID("confusion-title").Text(text.T("What is taken for what")),
		app.P().ID("confusion-hint").Class("hint").
			Text(text.T("Rows: what it is. Columns: what was read. Press a mistake, or what heads a row or column, for its images.")),
		app.Table().ID("confusion").Class("confusion").DataSet("value", images(confusion)).
			Aria("labelledby", "confusion-title").Aria("describedby", "confusion-hint").Body(
			app.THead().Body(app.Tr().Body(heads...)),
			app.TBody().Body(app.Range(confusion).Slice(func(label int) app.UI {
				return renderConfusionRow(f, label, worst)
			})),
		),
	}
}

func renderConfusionRow(f state.Findings, label, worst int) app.UI {
	row := f.Confusion[label]
	cells := []app.UI{app.Th().Scope("row").Body(renderDigitButton(f, label, state.Pair{Label: label, Prediction: state.AnyDigit}))}
	for prediction, count := range row {
		cell := app.Td().ID(fmt.Sprintf("confusion-%d-%d", label, prediction)).DataSet("value", count)
		switch {
		case prediction == label:
			cell = cell.Class("right").Style("--shade", shade(count, sum(row))).Text(count)
		case count == 0:
			cell = cell.Class("none").Text(count)
		default:
			cell = cell.Class("wrong").Style("--shade", shade(count, worst)).
				Body(renderMistakeButton(f, state.Pair{Label: label, Prediction: prediction}, count))
		}
		cells = append(cells, cell)
	}
	return app.Tr().Body(cells...)
}

// renderDigitButton shows the digit at the head of a row or a column, as a
// button if there are mistakes in it.
func renderDigitButton(f state.Findings, digit int, p state.Pair) app.UI {
	if p.Count(f.Confusion) == 0 {
		return app.Text(f.Classes.Name(digit))
	}
	return renderPairButton(f, p).Aria("label", p.Words(f.Classes)).Text(f.Classes.Name(digit))
}

func renderMistakeButton(f state.Findings, p state.Pair, count int) app.UI {
	return renderPairButton(f, p).Aria("label", text.F("%d: %s", count, p.Words(f.Classes))).Text(count)
}

// renderPairButton returns the button that chooses the mistakes of a pair, or,
// where they are chosen, goes back to the worst of all.
func renderPairButton(f state.Findings, p state.Pair) app.HTMLButton {
	chosen := f.Selected != nil && *f.Selected == p
	return app.Button().Type("button").Aria("pressed", chosen).
		OnClick(func(ctx app.Context, _ app.Event) {
			next := &p
			if chosen {
				next = nil
			}
			state.SelectMistakes.Raise(ctx, next)
		}, p, chosen)
}

// shade returns how strongly to shade a count, 0 to 1. The square root lets rare
// mistakes be seen beside frequent ones.
func shade(count, of int) string {
	return strconv.FormatFloat(math.Sqrt(float64(count)/float64(max(of, 1))), 'f', 2, 64)
}

func largestMistake(confusion [][]int) (largest int) {
	for label, row := range confusion {
		for prediction, count := range row {
			if label != prediction {
				largest = max(largest, count)
			}
		}
	}
	return largest
}
