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
		i := indexOf(made, p)
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

// Rest returns the changes that are left to a run at a step, which has made some of
// them: at this step up to the last of those, or none.
func Rest(changes, made []worker.SettingChange, step int) []worker.SettingChange {
	i := slices.IndexFunc(changes, func(c worker.SettingChange) bool { return c.Step >= step })
	if i < 0 {
		return nil
	}
	rest := changes[i:]
	for _, m := range made {
		if i := indexOf(rest, m); i >= 0 && m.Step == step {
			rest = rest[i+1:]
		}
	}
	return rest
}

// indexOf returns the index of the first change like c, whatever it was made from;
// -1 if there is none.
func indexOf(list []worker.SettingChange, c worker.SettingChange) int {
	return slices.IndexFunc(list, func(m worker.SettingChange) bool {
		return m.Step == c.Step && m.Setting == c.Setting && m.To == c.To
	})
}
