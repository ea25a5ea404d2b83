package state

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"digitlab/web/form"
	"digitlab/web/number"
	"digitlab/web/runs"
	"digitlab/web/text"
)

// RunColumn is a column of the table of runs.
type RunColumn struct {
	Key   string // of a setting in a link, or one of the constants below
	Label string
	// Falls tells that the largest values come first when the table is sorted by it.
	Falls bool
}

// Keys of the columns that are no settings.
const (
	ColumnRun   = "run"
	ColumnBest  = "best"
	ColumnFinal = "final"
	ColumnLoss  = "val-loss"
	ColumnTime  = "time"
	ColumnSeed  = "seed"
	ColumnDate  = "date"
)

// RunCell is what a run has in a column.
type RunCell struct {
	Label  string // of the column
	Text   string
	Number float64 // to sort by, infinite if there is no value
	Worded bool    // the text is to be sorted by, and not the number
}

// runColumn is a column and how it is filled.
type runColumn struct {
	RunColumn
	cell func(r *runs.Run, set form.Form) RunCell // set is of the run's settings
}

// RunTable returns the columns of the table of runs, and what each run has in them:
// first the settings in which the runs differ, then how they went.
func RunTable(list runs.List, known form.Catalogue) (columns []RunColumn, cells [][]RunCell) {
	cells = make([][]RunCell, len(list))
	sets := formsOf(list)
	for _, column := range tableColumns(list, known) {
		columns = append(columns, column.RunColumn)
		for i := range list {
			cell := column.cell(&list[i], sets[i])
			cell.Label = column.Label
			cells[i] = append(cells[i], cell)
		}
	}
	return columns, cells
}

func tableColumns(list runs.List, known form.Catalogue) (columns []runColumn) {
	for _, i := range differences(list, known) {
		if i == form.Seed {
			continue // which has its column all the same
		}
		columns = append(columns, runColumn{RunColumn{Key: form.Fields[i].Key, Label: text.T(form.Fields[i].Label)}, func(_ *runs.Run, set form.Form) RunCell {
			return settingCell(set, i, known)
		}})
	}
	accuracy := func(of func(*runs.Run) *runs.Result) func(*runs.Run, form.Form) RunCell {
		return resultCell(of, func(e *runs.Result) RunCell { return RunCell{Text: number.Percent(e.Accuracy, 2), Number: e.Accuracy} })
	}
	return append(columns,
		runColumn{RunColumn{ColumnBest, text.T("Best accuracy"), true}, accuracy((*runs.Run).Best)},
		runColumn{RunColumn{ColumnFinal, text.T("Final accuracy"), true}, accuracy((*runs.Run).Last)},
		runColumn{RunColumn{Key: ColumnLoss, Label: text.T("Final loss")}, resultCell((*runs.Run).Last, func(e *runs.Result) RunCell {
			return RunCell{Text: number.Decimals(e.Loss, 4), Number: e.Loss}
		})},
		runColumn{RunColumn{Key: ColumnTime, Label: text.T("Time")}, timeCell},
		runColumn{RunColumn{Key: ColumnSeed, Label: text.T("Seed")}, func(r *runs.Run, _ form.Form) RunCell {
			return RunCell{Text: strconv.FormatUint(r.Settings.Seed, 10), Number: float64(r.Settings.Seed)}
		}},
		runColumn{RunColumn{ColumnDate, text.T("Begun"), true}, func(r *runs.Run, _ form.Form) RunCell {
			return RunCell{Text: dateWords(r.Started.Local(), time.Now()), Number: float64(r.Started.UnixMilli())}
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

func noCell(words string) RunCell { return RunCell{Text: words, Number: math.Inf(1)} }

// settingCell is what a setting says of a run.
func settingCell(set form.Form, i int, known form.Catalogue) RunCell {
	if !set.Applies(i) || i == form.Steps && set[i] == "0" {
		return noCell("–")
	}
	words := valueWords(i, set[i], known)
	if v, err := strconv.ParseFloat(set[i], 64); err == nil && words == set[i] {
		return RunCell{Text: words, Number: v}
	}
	return RunCell{Text: words, Worded: true}
}

func resultCell(of func(*runs.Run) *runs.Result, cell func(*runs.Result) RunCell) func(*runs.Run, form.Form) RunCell {
	return func(r *runs.Run, _ form.Form) RunCell {
		if e := of(r); e != nil {
			return cell(e)
		}
		return noCell("")
	}
}

// timeCell says how long a run has trained, once it has an end or a result.
func timeCell(r *runs.Run, _ form.Form) RunCell {
	if r.State == runs.Running && r.Last() == nil {
		return noCell("")
	}
	return RunCell{Text: number.Duration(r.Seconds()), Number: r.Seconds()}
}

// RunOrder is what the table of runs is sorted by.
type RunOrder struct {
	Column string // its key
	Falls  bool   // the largest first
}

// NewestFirst is the order that the table has at first.
var NewestFirst = RunOrder{ColumnDate, true}

// Sorted returns the rows in an order. Rows without a value come last; where the
// values are the same, and where no column has the key, the newest come first.
func (r RunRows) Sorted(o RunOrder) []RunRow {
	rows := slices.Clone(r.Rows)
	slices.Reverse(rows)
	at := slices.IndexFunc(r.Columns, func(c RunColumn) bool { return c.Key == o.Column })
	if at < 0 && o.Column != ColumnRun {
		return rows
	}
	slices.SortStableFunc(rows, func(a, b RunRow) int {
		if at < 0 {
			return turned(o.Falls, strings.Compare(a.Name, b.Name))
		}
		x, y := a.Cells[at], b.Cells[at]
		if noX, noY := math.IsInf(x.Number, 1), math.IsInf(y.Number, 1); noX || noY {
			return cmp.Compare(x.Number, y.Number)
		}
		if x.Worded || y.Worded {
			return turned(o.Falls, strings.Compare(x.Text, y.Text))
		}
		return turned(o.Falls, cmp.Compare(x.Number, y.Number))
	})
	return rows
}

func turned(falls bool, order int) int {
	if falls {
		return -order
	}
	return order
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
			RunSettings(&first, known), len(accuracies), number.Percent(mean, 2), number.Percent(deviation, 2)))
	}
	return texts
}
