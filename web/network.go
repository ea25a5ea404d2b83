package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// networkState holds a network.
const networkState = "network"

// network is what the trainer says of the layers in the form.
type network struct {
	Right worker.Description // the last answer without an error
	Error string             // in the last answer, "" if there is none

	asked worker.Describe // the last question
}

// describe asks for the layers' shapes, if they or the loss have changed and
// there is a trainer to ask.
func (l *lab) describe(ctx app.Context) {
	f := l.settings.Form
	if !l.catalogue.told() || l.network.about(f) || !fields[fieldLoss].valid(f.text(fieldLoss)) {
		return
	}
	l.network.asked = worker.Describe{
		ID: l.network.asked.ID + 1, Architecture: f.text(fieldNetwork), Loss: f.text(fieldLoss),
	}
	question := l.network.asked
	l.send(ctx, l.trainer, &question)
}

// about tells whether the last question was about what a form says.
func (n network) about(f form) bool {
	return n.asked.Architecture == f.text(fieldNetwork) && n.asked.Loss == f.text(fieldLoss)
}

// fault says what is wrong with a form's layers, as far as that is known.
func (n network) fault(f form) string {
	if n.Error == "" || !n.about(f) {
		return ""
	}
	return text.F("Network: %s.", said(n.Error))
}

func (l *lab) description(ctx app.Context, m *worker.Description) {
	if m.ID != l.network.asked.ID {
		return // late
	}
	l.network.Error = m.Error
	if m.Error == "" {
		l.network.Right = *m
	}
	ctx.SetState(networkState, l.network)
	if m.Error != "" && l.settings.Typing == "" { // as of a link
		l.showFaults(ctx, l.check())
	}
}
