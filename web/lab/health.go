package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/worker"
)

func (l *Lab) watchHealth(ctx app.Context, on bool) {
	l.health.Open = on
	state.HealthKey.Set(ctx, l.health)
	l.askForHealth(ctx)
}

// askForHealth has the trainer measure while somebody can see it.
func (l *Lab) askForHealth(ctx app.Context) {
	if wanted := l.health.Open && l.view == state.TrainView; wanted != l.healthAsked {
		l.healthAsked = wanted
		l.send(ctx, l.trainer, &worker.WatchHealth{On: wanted})
	}
}

func (l *Lab) addHealth(ctx app.Context, m *worker.Health) {
	l.health = l.health.With(m)
	state.HealthKey.Set(ctx, l.health)
}

func (l *Lab) clearHealth(ctx app.Context) {
	l.health.Past = nil
	state.HealthKey.Set(ctx, l.health)
}
