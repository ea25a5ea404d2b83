package state

import "digitlab/web/worker"

// HealthKey holds a Health.
const HealthKey Key[Health] = "health"

// WatchHealth is the action of looking at how the layers fare; its value is a bool, false
// to look away.
const WatchHealth Action[bool] = "/health/watch"

// Health is how the layers of the present run have fared.
type Health struct {
	Open bool             // somebody looks
	Past []*worker.Health // by their steps
}

// healthMost is how many Past holds at most.
const healthMost = 128

// With returns the health with one more. Where there are too many, every second goes:
// the whole run stays in sight. What is newer is of steps that are taken again.
func (h Health) With(m *worker.Health) Health {
	var past []*worker.Health
	thin := len(h.Past) == healthMost
	for i, p := range h.Past {
		if p.Step < m.Step && len(p.Layers) == len(m.Layers) && (!thin || i%2 == 0) {
			past = append(past, p)
		}
	}
	return Health{h.Open, append(past, m)}
}
