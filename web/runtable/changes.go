package runtable

import (
	"strings"

	"digitlab/web/form"
	"digitlab/web/number"
	"digitlab/web/plot"
	"digitlab/web/runs"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// ChangeText says in words what was changed at which step.
func ChangeText(c worker.SettingChange, known form.Catalogue) string {
	return text.F("step %s: %s", number.Grouped(c.Step), changedText(c, known))
}

// ChangesText is ChangeText for several.
func ChangesText(changes []worker.SettingChange, known form.Catalogue) string {
	texts := make([]string, len(changes))
	for i, c := range changes {
		texts[i] = ChangeText(c, known)
	}
	return strings.Join(texts, text.T("; "))
}

func changedText(c worker.SettingChange, known form.Catalogue) string {
	i := form.FieldOf(c.Setting)
	if i < 0 { // of a later version of the page
		return c.Setting + " " + c.From + " → " + c.To
	}
	return text.T(form.Fields[i].Label) + " " + valueText(i, c.From, known) + " → " + valueText(i, c.To, known)
}

// valueText says what a field has that can change during a run.
func valueText(i int, value string, known form.Catalogue) string {
	switch {
	case form.Fields[i].Tick && value == "1":
		return text.T("on")
	case form.Fields[i].Tick:
		return text.T("off")
	case i == form.Augment:
		if name := known.Presets(i).NameOf(value); name != "" {
			return form.PresetLabel(name)
		}
	}
	return value
}

// ChangeMarks returns what charts show of the changes of each run, by its ID.
func ChangeMarks(list runs.List, known form.Catalogue) map[string][]plot.Change {
	marks := map[string][]plot.Change{}
	for i := range list {
		for _, c := range list[i].Changes {
			mark := plot.Change{Step: c.Step, Text: changedText(c, known), Short: c.Setting + " " + c.To}
			if field := form.FieldOf(c.Setting); field >= 0 {
				mark.Short = settingName(field, c.To, known)
			}
			marks[list[i].ID] = append(marks[list[i].ID], mark)
		}
	}
	return marks
}
