package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// describe asks for the layers' shapes, if they, the loss or the classes have changed and
// there is a trainer to ask.
func (l *Lab) describe(ctx app.Context) {
	f := l.settings.Form
	if !l.catalogue.Told() || l.describes(f) || !form.Fields[form.Loss].Valid(f.Text(form.Loss)) {
		return
	}
	l.askedNetwork = worker.Describe{
		ID: l.askedNetwork.ID + 1, Architecture: f.Text(form.Network), Loss: f.Text(form.Loss), ClassCount: len(l.dataset.Loaded.Classes),
	}
	question := l.askedNetwork
	l.send(ctx, l.trainer, &question)
}

// describes reports whether the last question was about what a form says.
func (l *Lab) describes(f form.Form) bool {
	return l.askedNetwork.Architecture == f.Text(form.Network) && l.askedNetwork.Loss == f.Text(form.Loss) &&
		l.askedNetwork.ClassCount == len(l.dataset.Loaded.Classes)
}

// networkFault says what is wrong with the layers in the form, as far as that is
// known.
func (l *Lab) networkFault() string {
	if l.network.Error.Text == "" || !l.describes(l.settings.Form) {
		return ""
	}
	return text.F("Network: %s.", text.Said(l.network.Error))
}

func (l *Lab) description(ctx app.Context, m *worker.Description) {
	if m.ID != l.askedNetwork.ID {
		return // late
	}
	l.network.Error = m.Error
	if m.Error.Text == "" {
		l.network.Right = *m
	}
	state.NetworkKey.Set(ctx, l.network)
	if m.Error.Text != "" && l.settings.Typing == "" { // as of a link
		l.showFaults(ctx, l.check())
	}
}
