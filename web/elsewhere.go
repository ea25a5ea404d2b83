package web

import (
	"maps"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// elsewhereState holds an elsewhere.
const elsewhereState = "elsewhere"

// unfoldElsewhere is the action of opening what is said of other programs; its
// value is a bool, false to close it.
const unfoldElsewhere = "/elsewhere/unfold"

// elsewhere is what has to be known to use the present weights in other
// programs.
type elsewhere struct {
	Open    bool
	Class   string // a name for the network
	Network worker.Description
	Files   map[string]string // what was saved of the network: names, by format

	of    networkName // the present weights' network
	asked int         // ID of the last question
}

// networkName is what a network is known by.
type networkName struct{ Architecture, Loss string }

func (l *lab) unfoldElsewhere(ctx app.Context, a app.Action) {
	l.elsewhere.Open = a.Value.(bool)
	l.describeElsewhere(ctx)
	ctx.SetState(elsewhereState, l.elsewhere)
}

// weightsElsewhere forgets what was said of another network.
func (l *lab) weightsElsewhere(ctx app.Context, m *worker.Weights) {
	of := networkName{m.Architecture, m.Loss}
	if of == l.elsewhere.of {
		return
	}
	l.elsewhere = elsewhere{Open: l.elsewhere.Open, of: of, asked: l.elsewhere.asked}
	l.describeElsewhere(ctx)
	ctx.SetState(elsewhereState, l.elsewhere)
}

// describeElsewhere asks for the layers of the present weights, if they are to be
// shown and are not known. Its questions are numbered downwards, for their
// answers not to be taken for those of describe.
func (l *lab) describeElsewhere(ctx app.Context) {
	e := &l.elsewhere
	if !e.Open || e.of.Loss == "" || len(e.Network.Layers) > 0 {
		return
	}
	e.asked--
	l.send(ctx, l.trainer, &worker.Describe{ID: e.asked, Architecture: e.of.Architecture, Loss: e.of.Loss})
}

func (l *lab) elsewhereDescription(ctx app.Context, m *worker.Description) {
	e := &l.elsewhere
	if m.ID != e.asked || m.Error != "" {
		return
	}
	e.Network, e.Class = *m, "Net"
	if l.catalogue.Networks.nameOf(m.Architecture) == "simplenet" {
		e.Class = "SimpleNet"
	}
	ctx.SetState(elsewhereState, l.elsewhere)
}

// savedElsewhere names the file in the program that opens it.
func (l *lab) savedElsewhere(ctx app.Context, m *worker.WeightsFile) {
	e := &l.elsewhere
	if e.of != (networkName{m.Architecture, m.Loss}) {
		return
	}
	files := map[string]string{} // components hold the old map
	maps.Copy(files, e.Files)
	files[m.Format] = m.Name
	e.Files = files
	ctx.SetState(elsewhereState, l.elsewhere)
}

// file returns the name of the file that was saved in a format, or another.
func (e elsewhere) file(format, other string) string {
	if name, ok := e.Files[format]; ok {
		return name
	}
	return other
}
