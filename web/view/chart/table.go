package chart

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/plot"
	"digitlab/web/runs"
	"digitlab/web/text"
)

// describeRuns puts what a chart shows into words.
func describeRuns(list runs.List, names []string, changes [][]plot.Change) string {
	var all string
	for i := range list {
		if i > 0 {
			all += " "
		}
		all += describeRun(&list[i], names[i])
		for _, c := range changes[i] {
			all += " " + text.F("Changed at step %s: %s.", number.Grouped(c.Step), c.Text)
		}
	}
	return all
}

func describeRun(r *runs.Run, name string) string {
	h := &r.History
	if len(h.Loss) == 0 {
		return text.F("%s: no step yet.", name)
	}
	words := text.F("%s: after step %s of %s the training loss is %s.",
		name, number.Grouped(h.Step), number.Grouped(h.Steps), number.Decimals(float64(h.Loss[len(h.Loss)-1]), 4))
	switch v := r.Last(); {
	case v == nil:
	case v == r.Test:
		words += " " + text.F("The test accuracy is %s, the loss %s.", number.Percent(v.Accuracy, 2), number.Decimals(v.Loss, 4))
	default:
		words += " " + text.F("The validation accuracy is %s, the loss %s.", number.Percent(v.Accuracy, 2), number.Decimals(v.Loss, 4))
	}
	return words
}

// tableRows is how many places of a run the table shows at most.
const tableRows = 12

// renderRunTable shows the runs in numbers: where they were evaluated, and some
// places in between.
func renderRunTable(list runs.List, names []string, changes [][]plot.Change) app.UI {
	changed := slices.ContainsFunc(changes, func(c []plot.Change) bool { return len(c) > 0 })
	var rows []app.UI
	for i := range list {
		for _, p := range placesOf(&list[i]) {
			row := renderPlace(names[i], p)
			if changed {
				at := slices.DeleteFunc(slices.Clone(changes[i]), func(c plot.Change) bool { return c.Step != p.Step })
				row = append(row, app.Td().Class("changed").Text(changeTexts(at)))
			}
			rows = append(rows, app.Tr().Body(row...))
		}
	}
	heads := []string{
		text.T("Run"), text.T("Step"), text.T("Training loss"), text.T("Training accuracy"),
		text.T("Validation loss"), text.T("Validation accuracy"), text.T("Test accuracy"),
	}
	if changed {
		heads = append(heads, text.T("Changed"))
	}
	return app.Div().Class("table-scroll").TabIndex(0).Role("region").Aria("label", text.T("Numbers")).Body(
		app.Table().Body(
			app.THead().Body(app.Tr().Body(
				app.Range(heads).Slice(func(i int) app.UI { return app.Th().Scope("col").Text(heads[i]) }),
			)),
			app.TBody().Body(rows...),
		),
	)
}

// place is a step of a run, with what was found there.
type place struct {
	Step     int
	Training *runs.Result // nil if there is no point
	Valid    *runs.Result // on the validation images; nil if there is none
	Test     *runs.Result // on the test images; nil if there is none
}

// placesOf returns the places of a run that the table shows, in order.
func placesOf(r *runs.Run) []place {
	h := &r.History
	found := map[int]place{}
	for i := range h.Valid {
		found[h.Valid[i].Step] = place{Valid: &h.Valid[i]}
	}
	if r.Test != nil {
		found[r.Test.Step] = place{Valid: found[r.Test.Step].Valid, Test: r.Test}
	}
	changed := map[int]bool{}
	for _, c := range r.Changes {
		changed[c.Step] = true
	}
	steps := r.Steps()
	// As evenly as can be, with the last.
	every := max((len(steps)+tableRows-1)/tableRows, 1)
	var places []place
	for i, step := range steps {
		_, evaluated := found[step]
		if evaluated && len(found) <= tableRows || changed[step] && len(changed) <= tableRows || (len(steps)-1-i)%every == 0 {
			places = append(places, place{step, h.Point(step), found[step].Valid, found[step].Test})
		}
	}
	return places
}

func renderPlace(name string, p place) []app.UI {
	return []app.UI{
		app.Th().Scope("row").Text(name),
		app.Td().Text(number.Grouped(p.Step)),
		app.Td().Text(lossText(p.Training)), app.Td().Text(accuracyText(p.Training)),
		app.Td().Text(lossText(p.Valid)), app.Td().Text(accuracyText(p.Valid)), app.Td().Text(accuracyText(p.Test)),
	}
}

// changeTexts puts changes of one step into words.
func changeTexts(changes []plot.Change) string {
	texts := make([]string, len(changes))
	for i, c := range changes {
		texts[i] = c.Text
	}
	return strings.Join(texts, text.T("; "))
}

func lossText(r *runs.Result) string {
	if r == nil {
		return "–"
	}
	return number.Decimals(r.Loss, 4)
}

func accuracyText(r *runs.Result) string {
	if r == nil {
		return "–"
	}
	return number.Percent(r.Accuracy, 2)
}
