// Package runtable says what runs are called, and what the table of them shows.
package runtable

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"digitlab/web/runs"
)

// Rows is what the table of runs shows.
type Rows struct {
	// Unseen is the name of the present run, which the numbers above the chart are
	// about, if it is not on the chart; or else "".
	Unseen   string
	Columns  []Column
	Rows     []Row    // the oldest first
	Spreads  []string // what runs with several seeds have come to, all together
	Deleted  string   // name of the run that can be brought back, "" for none
	NotSaved string   // why runs are not kept, "" if they are
}

// Row is a run in that table.
type Row struct {
	ID       string
	Number   int
	Slot     int
	Name     string
	Settings string // what it was trained with
	Own      bool   // the name is the visitor's, and says nothing of the settings
	Shown    bool
	Only     bool // it alone is on the chart
	Open     bool // what can be done with its weights is in sight
	Again    bool // it can be trained again now
	State    string
	Cells    []Cell // one for each column
	Weights  Kept
}

// NewRow returns what the table shows of a run that is called name and was trained
// with settings.
func NewRow(r *runs.Run, name, settings string, only bool) Row {
	return Row{
		ID: r.ID, Number: r.Number, Slot: r.Slot, Name: name, Settings: settings, Own: r.Name != "",
		Shown: r.Shown, Only: only, State: r.State,
	}
}

// Column is a column of the table of runs.
type Column struct {
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

// Cell is what a run has in a column.
type Cell struct {
	Label  string // of the column
	Text   string
	Number float64 // to sort by, infinite if there is no value
	Worded bool    // the text is to be sorted by, and not the number
}

// Kept says which weights a run has kept.
type Kept struct {
	Kept bool
	Lost bool // the run is over and has none
	Last int  // step of the last ones
	Best int  // step of the best ones
	Both bool // they are not the same
	// Busy tells that a run is under way, beside which the weights can only be saved
	// and compared.
	Busy bool
	// Compared tells that they read the drawings as well.
	Compared bool
}

// Order is what the table of runs is sorted by.
type Order struct {
	Column string // its key
	Falls  bool   // the largest first
}

// NewestFirst is the order that the table has at first.
var NewestFirst = Order{ColumnDate, true}

// Sorted returns the rows in an order. Rows without a value come last; where the
// values are the same, and where no column has the key, the newest come first.
func (r Rows) Sorted(o Order) []Row {
	rows := slices.Clone(r.Rows)
	slices.Reverse(rows)
	at := slices.IndexFunc(r.Columns, func(c Column) bool { return c.Key == o.Column })
	if at < 0 && o.Column != ColumnRun {
		return rows
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
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
