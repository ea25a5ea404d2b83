package runtable

import (
	"math"
	"strconv"
	"time"

	"digitlab/web/form"
	"digitlab/web/number"
	"digitlab/web/runs"
	"digitlab/web/text"
)

// filledColumn is a column and how it is filled.
type filledColumn struct {
	Column
	cell func(r *runs.Run, set form.Form) Cell // set is of the run's settings
}

// Of returns the columns of the table of runs, and what each run has in them:
// first the settings in which the runs differ, then how they went.
func Of(list runs.List, known form.Catalogue) (columns []Column, cells [][]Cell) {
	cells = make([][]Cell, len(list))
	sets := formsOf(list)
	for _, column := range tableColumns(list, known) {
		columns = append(columns, column.Column)
		for i := range list {
			cell := column.cell(&list[i], sets[i])
			cell.Label = column.Label
			cells[i] = append(cells[i], cell)
		}
	}
	return columns, cells
}

func tableColumns(list runs.List, known form.Catalogue) (columns []filledColumn) {
	for _, i := range differences(list, known) {
		if i == form.Seed {
			continue // which has its column all the same
		}
		columns = append(columns, filledColumn{Column{Key: form.Fields[i].Key, Label: text.T(form.Fields[i].Label)}, func(_ *runs.Run, set form.Form) Cell {
			return settingCell(set, i, known)
		}})
	}
	accuracy := func(of func(*runs.Run) *runs.Result) func(*runs.Run, form.Form) Cell {
		return resultCell(of, func(e *runs.Result) Cell { return Cell{Text: number.Percent(e.Accuracy, 2), Number: e.Accuracy} })
	}
	return append(columns,
		filledColumn{Column{ColumnBest, text.T("Best accuracy"), true}, accuracy((*runs.Run).Best)},
		filledColumn{Column{ColumnFinal, text.T("Final accuracy"), true}, accuracy((*runs.Run).Last)},
		filledColumn{Column{Key: ColumnLoss, Label: text.T("Final loss")}, resultCell((*runs.Run).Last, func(e *runs.Result) Cell {
			return Cell{Text: number.Decimals(e.Loss, 4), Number: e.Loss}
		})},
		filledColumn{Column{Key: ColumnTime, Label: text.T("Time")}, timeCell},
		filledColumn{Column{Key: ColumnSeed, Label: text.T("Seed")}, func(r *runs.Run, _ form.Form) Cell {
			return Cell{Text: strconv.FormatUint(r.Settings.Seed, 10), Number: float64(r.Settings.Seed)}
		}},
		filledColumn{Column{ColumnDate, text.T("Begun"), true}, func(r *runs.Run, _ form.Form) Cell {
			return Cell{Text: dateWords(r.Started.Local(), time.Now()), Number: float64(r.Started.UnixMilli())}
		}},
	)
}

// dateWords says when a run was begun, without the year that it is.
func dateWords(begun, now time.Time) string {
	if begun.Year() == now.Year() {
		return begun.Format("01-02 15:04")
	}
	return begun.Format("2006-01-02 15:04")
}

func noCell(words string) Cell { return Cell{Text: words, Number: math.Inf(1)} }

// settingCell is what a setting says of a run.
func settingCell(set form.Form, i int, known form.Catalogue) Cell {
	if !set.Applies(i) || i == form.Steps && set[i] == "0" {
		return noCell("–")
	}
	words := valueWords(i, set[i], known)
	if v, err := strconv.ParseFloat(set[i], 64); err == nil && words == set[i] {
		return Cell{Text: words, Number: v}
	}
	return Cell{Text: words, Worded: true}
}

func resultCell(of func(*runs.Run) *runs.Result, cell func(*runs.Result) Cell) func(*runs.Run, form.Form) Cell {
	return func(r *runs.Run, _ form.Form) Cell {
		if e := of(r); e != nil {
			return cell(e)
		}
		return noCell("")
	}
}

// timeCell says how long a run has trained, once it has an end or a result.
func timeCell(r *runs.Run, _ form.Form) Cell {
	if r.State == runs.Running && r.Last() == nil {
		return noCell("")
	}
	return Cell{Text: number.Duration(r.Seconds()), Number: r.Seconds()}
}

// Spreads says what runs that differ in nothing but their seeds have come to: the mean
// of their accuracies, and the standard deviation.
func Spreads(list runs.List, known form.Catalogue) (texts []string) {
	for _, group := range list.BySeed() {
		var accuracies []float64
		for i := range group {
			if last := group[i].Last(); last != nil {
				accuracies = append(accuracies, last.Accuracy)
			}
		}
		if len(accuracies) < 2 {
			continue
		}
		first := group[0]
		first.Settings.Seed = form.ParseWhole(form.Fields[form.Seed].Default)
		mean, deviation := runs.Spread(accuracies)
		texts = append(texts, text.F("%s, %d seeds: final accuracy %s, give or take %s (one standard deviation).",
			Settings(&first, known), len(accuracies), number.Percent(mean, 2), number.Percent(deviation, 2)))
	}
	return texts
}
