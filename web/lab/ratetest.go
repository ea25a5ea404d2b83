package lab

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

func (l *Lab) handleRateTest(ctx app.Context) {
	state.FindRate.Handle(ctx, l.findRate)
	state.UseRate.Handle(ctx, l.useRate)
	state.CloseRateTest.Handle(ctx, l.closeRateTest)
}

// findRate has the trainer look for a learning rate with what the fields show.
func (l *Lab) findRate(ctx app.Context) {
	switch {
	case l.training.Active():
		l.notify(ctx, worker.ScopeRateTest, text.T("A run is under way. A learning rate can be looked for when it is over."))
		return
	case l.rateTest.Pending || !l.dataset.Trainable():
		return
	}
	l.readFields()
	faults := l.check()
	l.showFaults(ctx, faults)
	if len(faults) > 0 {
		return
	}
	l.notify(ctx, worker.ScopeRateTest, "")
	l.evaluationOver(ctx) // the trainer ends one
	m := &worker.FindRate{Settings: l.settings.Form.Settings(), GoOn: l.settings.Origin == state.OriginPresent}
	l.setRateTest(ctx, state.RateTest{Pending: true, Of: m.Settings})
	l.send(ctx, l.trainer, m)
}

func (l *Lab) setRateTest(ctx app.Context, next state.RateTest) {
	l.rateTest = next
	state.RateTestKey.Set(ctx, next)
}

// rateCurve takes over what has been found so far.
func (l *Lab) rateCurve(ctx app.Context, m *worker.RateCurve) {
	l.setRateTest(ctx, state.RateTest{Pending: !m.Over, Of: l.rateTest.Of, RateCurve: *m})
	if m.Over && len(m.Rates) == 0 { // stopped before it began
		l.hideRateTest(ctx)
	}
}

// rateTestOver ends the waiting for a search that comes to nothing.
func (l *Lab) rateTestOver(ctx app.Context) {
	if l.rateTest.Pending {
		l.hideRateTest(ctx)
	}
}

// findRateAgain looks once more for what the last trainer has not found.
func (l *Lab) findRateAgain(ctx app.Context) {
	if l.rateTest.Pending && l.dataset.Trainable() && !l.training.Active() {
		l.setRateTest(ctx, state.RateTest{})
		l.findRate(ctx)
	}
}

// useRate fills the suggestion in.
func (l *Lab) useRate(ctx app.Context) {
	if rate := l.rateTest.Suggestion; rate > 0 {
		l.changeField(ctx, state.FieldChange{
			ID: form.Fields[form.LearningRate].ID, Text: strconv.FormatFloat(rate, 'f', -1, 64), Done: true,
		})
	}
}

// closeRateTest stops a search, of which is shown what it has found, or hides what one
// has found.
func (l *Lab) closeRateTest(ctx app.Context) {
	if l.rateTest.Pending {
		l.send(ctx, l.trainer, &worker.StopFindRate{})
		return
	}
	l.hideRateTest(ctx)
}

func (l *Lab) hideRateTest(ctx app.Context) {
	l.setRateTest(ctx, state.RateTest{})
	dom.RescueFocus(ctx, "rate-find")
}
