package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// ColumnHeads are the heads of the columns of a table.
func ColumnHeads(names ...string) (heads []app.UI) {
	for _, name := range names {
		heads = append(heads, app.Th().Scope("col").Text(name))
	}
	return heads
}
