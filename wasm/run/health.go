package run

import (
	"time"

	"digitlab/nn/train/health"
	"digitlab/web/worker"
)

// healthWatch measures how the layers of a run fare. All but WatchHealth belongs to the
// run's goroutine.
type healthWatch struct {
	monitor  *health.Monitor // nil before the first measurement
	measured time.Time
}

// WatchHealth has the run tell the page how its layers fare, or no more.
func (r *Run) WatchHealth(on bool) { r.healthWanted.Store(on) }

// measureHealth tells the page how the layers fare after a step, if it is wanted and
// time to.
func (r *Run) measureHealth(step int, now time.Time) {
	h := &r.health
	if !r.healthWanted.Load() || now.Sub(h.measured) < worker.HealthEvery {
		return
	}
	if h.monitor == nil {
		h.monitor = health.New(r.Model, r.Dataset)
	}
	h.measured = now
	m := &worker.Health{Step: step}
	for _, l := range h.monitor.Measure(r.trainer.LastStep()) {
		m.Layers = append(m.Layers, worker.LayerHealth{
			Name: l.Name, Gradient: l.Gradient, Update: l.Update, Dead: worker.Float(l.Dead),
			Weights: worker.Histogram(l.Weights), Activations: worker.Histogram(l.Activations),
		})
	}
	r.Page.Send(m)
}
