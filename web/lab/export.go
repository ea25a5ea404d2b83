package lab

import (
	"maps"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// exporting is that, and what it is asked by.
type exporting struct {
	state.Export
	of    networkName // the present weights' network
	asked int         // ID of the last question
}

// networkName is what a network is known by.
type networkName struct {
	Architecture, Loss string
	ClassCount         int // 0 = 10
}

func (l *Lab) unfoldExport(ctx app.Context, open bool) {
	l.export.Open = open
	l.describeExport(ctx)
	state.ExportKey.Set(ctx, l.export.Export)
}

// renewExport forgets what was said of another network.
func (l *Lab) renewExport(ctx app.Context, m *worker.Weights) {
	of := networkName{m.Architecture, m.Loss, m.ClassCount}
	if of == l.export.of {
		return
	}
	l.export = exporting{Export: state.Export{Open: l.export.Open}, of: of, asked: l.export.asked}
	l.describeExport(ctx)
	state.ExportKey.Set(ctx, l.export.Export)
}

// describeExport asks for the layers of the present weights, if they are to be
// shown and are not known. Its questions are numbered downwards, for their
// answers not to be taken for those of describe.
func (l *Lab) describeExport(ctx app.Context) {
	e := &l.export
	if !e.Open || e.of.Loss == "" || len(e.Network.Layers) > 0 {
		return
	}
	e.asked--
	l.send(ctx, l.trainer, &worker.Describe{ID: e.asked, Architecture: e.of.Architecture, Loss: e.of.Loss, ClassCount: e.of.ClassCount})
}

func (l *Lab) exportDescription(ctx app.Context, m *worker.Description) {
	e := &l.export
	if m.ID != e.asked || m.Error.Text != "" {
		return
	}
	e.Network, e.Class = *m, "Net"
	if l.catalogue.Networks.NameOf(m.Architecture) == "simplenet" {
		e.Class = "SimpleNet"
	}
	state.ExportKey.Set(ctx, l.export.Export)
}

// nameExport names the file in the program that opens it.
func (l *Lab) nameExport(ctx app.Context, m *worker.WeightsFile) {
	e := &l.export
	if e.of.Architecture != m.Architecture || e.of.Loss != m.Loss {
		return
	}
	files := map[string]string{} // components hold the old map
	maps.Copy(files, e.Files)
	files[m.Format] = m.Name
	e.Files = files
	state.ExportKey.Set(ctx, l.export.Export)
}
