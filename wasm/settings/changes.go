package settings

import (
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// Changes returns those of a message as package train has them.
func Changes(list []worker.SettingChange) (changes []train.Change) {
	for _, c := range list {
		changes = append(changes, train.Change(c))
	}
	return changes
}

// FormatChanges is the inverse of Changes.
func FormatChanges(changes []train.Change) (list []worker.SettingChange) {
	for _, c := range changes {
		list = append(list, worker.SettingChange(c))
	}
	return list
}
