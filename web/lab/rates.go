package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// rateCount is how many learning rates make a curve.
const rateCount = 120

// askForRates asks for the learning rates, if what they follow from has changed
// and is right.
func (l *Lab) askForRates(ctx app.Context) {
	question := worker.PlanRates{Settings: l.settings.Form.Settings(), Count: rateCount}
	// What has no part in it must not stand in its way.
	question.Settings.Architecture, question.Settings.Augment = "", ""
	if !l.catalogue.Told() || len(l.settings.Form.Check()) > 0 || question == l.askedRates {
		return
	}
	l.askedRates = question
	l.send(ctx, l.trainer, &question)
}

func (l *Lab) learningRates(ctx app.Context, m *worker.LearningRates) {
	state.RatesKey.Set(ctx, m.Rates)
}
