package web

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
)

// exportRuns is the action of saving the ticked runs as a file; its value is
// one of the kinds below. The chart answers for pictures, the lab for the rest.
const exportRuns = "/runs/export"

// Kinds of files that runs can be saved as.
const (
	exportCSV  = "csv"
	exportJSON = "json"
	exportPNG  = "png"
	exportSVG  = "svg"
)

// runFormat is how a list of runs is written to a file.
type runFormat struct {
	Start, Between, End string
	Append              func(file []byte, r *runs.Run, name string) ([]byte, error)
}

var runFormats = map[string]runFormat{
	exportCSV: {
		Start: runs.CSVHeader,
		Append: func(file []byte, r *runs.Run, name string) ([]byte, error) {
			return runs.AppendCSV(file, r, name), nil
		},
	},
	exportJSON: {
		Start: `{"runs":[`, Between: ",\n", End: "]}\n",
		Append: func(file []byte, r *runs.Run, name string) ([]byte, error) {
			object, err := runs.ExportJSON(r, name)
			return append(file, object...), err
		},
	},
}

// exportRuns writes the file run by run, and lets the page do other things in
// between.
func (l *lab) exportRuns(ctx app.Context, a app.Action) {
	kind := a.Value.(string)
	format, ok := runFormats[kind]
	if !ok {
		return
	}
	list := l.book.List.Shown()
	names := l.book.named(list)
	ctx.Async(func() {
		file := []byte(format.Start)
		for i := range list {
			if i > 0 {
				file = append(file, format.Between...)
			}
			var err error
			if file, err = format.Append(file, &list[i], names[i]); err != nil {
				ctx.Dispatch(func(ctx app.Context) { l.notify(ctx, scopeFile, err.Error()) })
				return
			}
			giveTurn()
		}
		file = append(file, format.End...)
		ctx.Dispatch(func(app.Context) { saveFile("digitlab-runs."+kind, file) })
	})
}

// giveTurn lets the browser do other things, such as answer a hand, before a
// goroutine goes on.
func giveTurn() { time.Sleep(time.Millisecond) }
