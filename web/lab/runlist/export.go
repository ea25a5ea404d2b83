package runlist

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/runs"
	"digitlab/web/state"
)

// runFormat is how a list of runs is written to a file.
type runFormat struct {
	Start, Between, End string
	Append              func(file []byte, r *runs.Run, name string) ([]byte, error)
}

var runFormats = map[string]runFormat{
	state.ExportCSV: {
		Start: runs.CSVHeader,
		Append: func(file []byte, r *runs.Run, name string) ([]byte, error) {
			return runs.AppendCSV(file, r, name), nil
		},
	},
	state.ExportJSON: {
		Start: `{"runs":[`, Between: ",\n", End: "]}\n",
		Append: func(file []byte, r *runs.Run, name string) ([]byte, error) {
			object, err := runs.ExportJSON(r, name)
			return append(file, object...), err
		},
	},
}

// file writes the runs, one after the other, and calls between after each.
func (f runFormat) file(list runs.List, names []string, between func()) (file []byte, err error) {
	file = []byte(f.Start)
	for i := range list {
		if i > 0 {
			file = append(file, f.Between...)
		}
		if file, err = f.Append(file, &list[i], names[i]); err != nil {
			return nil, err
		}
		between()
	}
	return append(file, f.End...), nil
}

// export writes the ticked runs to a file, and lets the page do other things
// between two of them.
func (rs *Runs) export(ctx app.Context, kind string) {
	format, ok := runFormats[kind]
	if !ok {
		return
	}
	list := rs.List.Shown()
	names := rs.Named(list)
	ctx.Async(func() {
		file, err := format.file(list, names, dom.Yield)
		if err != nil {
			ctx.Dispatch(func(ctx app.Context) { rs.Tell(ctx, err.Error()) })
			return
		}
		ctx.Dispatch(func(app.Context) { dom.SaveFile("digitlab-runs."+kind, file) })
	})
}
