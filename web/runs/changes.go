package runs

import (
	"slices"

	"digitlab/web/worker"
)

// Replay returns what is to be planned for a run to take the same steps again: the
// changes it has made, and of those that were planned for it what was still to come.
// Both are in the order of their steps; what was planned is made before what is
// asked for at the same step.
func Replay(planned, made []worker.SettingChange) []worker.SettingChange {
	var all []worker.SettingChange
	for _, p := range planned {
		i := slices.IndexFunc(made, func(m worker.SettingChange) bool {
			return m.Step == p.Step && m.Setting == p.Setting && m.To == p.To
		})
		if i >= 0 { // made, after what comes before it
			all, made = append(all, made[:i+1]...), made[i+1:]
			continue
		}
		for len(made) > 0 && made[0].Step < p.Step {
			all, made = append(all, made[0]), made[1:]
		}
		all = append(all, p)
	}
	return append(all, made...)
}
