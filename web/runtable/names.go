package runtable

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/web/form"
	"digitlab/web/number"
	"digitlab/web/runs"
	"digitlab/web/text"
)

// settingWords are short formats for the settings that runs mostly differ in;
// the others have their labels.
var settingWords = map[int]string{
	form.LearningRate:   "lr %s",
	form.Momentum:       "momentum %s",
	form.WeightDecay:    "weight decay %s",
	form.Warmup:         "warm-up %s",
	form.BatchSize:      "batch %s",
	form.Epochs:         "%s epochs",
	form.Seed:           "seed %s",
	form.LabelSmoothing: "smoothing %s",
	form.EMA:            "EMA %s",
	form.Steps:          "%s steps",
	form.EarlyStop:      "early stop %s",
}

// Settings says what a run was trained with: its loss, and whatever else is not
// the tutorial's.
func Settings(r *runs.Run, known form.Catalogue) string {
	set, usual := form.Of(r.Settings), form.Default(r.Settings.Workers)
	parts := []string{valueWords(form.Loss, set[form.Loss], known)}
	for i := range set {
		if i != form.Loss && i != form.Workers && set.Applies(i) && !known.Same(i, set[i], usual[i]) {
			parts = appendSetting(parts, r, i, set[i], known)
		}
	}
	return strings.Join(appendFurther(parts, r), text.T(", "))
}

// appendSetting appends what a run's setting is, unless a limit of steps makes it say
// nothing. Where the images do not last that long, the limit is how long they do.
func appendSetting(parts []string, r *runs.Run, i int, value string, known form.Catalogue) []string {
	limit := r.Settings.MaxSteps
	switch {
	case i == form.Epochs && limit > 0:
		return parts
	case i == form.Steps && limit > 0:
		if all := r.History.Steps; all > 0 {
			limit = min(limit, all)
		}
		value = number.Grouped(limit)
	}
	return append(parts, settingName(i, value, known))
}

// formsOf returns the settings of runs as forms.
func formsOf(list runs.List) []form.Form {
	sets := make([]form.Form, len(list))
	for i := range list {
		sets[i] = form.Of(list[i].Settings)
	}
	return sets
}

func appendFurther(parts []string, r *runs.Run) []string {
	if r.Further {
		parts = append(parts, text.T("trained further"))
	}
	if len(r.Changes) > 0 {
		parts = append(parts, text.T("changed on the way"))
	}
	return parts
}

// differences returns the fields in which the settings of runs differ, but for the
// workers, which change nothing. A setting that does not count is as the default one:
// that another does not is told by the one that decides it.
func differences(list runs.List, known form.Catalogue) (fields []int) {
	if len(list) == 0 {
		return nil
	}
	forms, usual := formsOf(list), form.Default(1)
	for i, set := range forms {
		for field := range set {
			if !set.Applies(field) {
				forms[i][field] = usual[field]
			}
		}
	}
	for i := range form.Fields {
		if i != form.Workers && slices.ContainsFunc(forms, func(f form.Form) bool { return !known.Same(i, f[i], forms[0][i]) }) {
			fields = append(fields, i)
		}
	}
	return fields
}

// ownName names a run after those of the differing fields in which it is not as the
// tutorial is, or which the runs of its group are about; if that leaves nothing, after
// all of them.
func ownName(r *runs.Run, fields, about []int, known form.Catalogue) string {
	set, usual := form.Of(r.Settings), form.Default(r.Settings.Workers)
	var telling, all []string
	for _, i := range fields {
		if !set.Applies(i) {
			continue
		}
		all = appendSetting(all, r, i, set[i], known)
		if i == form.Loss || slices.Contains(about, i) || !known.Same(i, set[i], usual[i]) {
			telling = appendSetting(telling, r, i, set[i], known)
		}
	}
	telling, all = appendFurther(telling, r), appendFurther(all, r)
	switch {
	case len(telling) > 0:
		all = telling
	case len(all) == 0:
		all = []string{valueWords(form.Loss, set[form.Loss], known)}
	}
	return strings.Join(all, text.T(", "))
}

// FormName says in short what a form is set to: what all runs have, and whatever
// else is not the tutorial's.
func FormName(set form.Form, known form.Catalogue) string {
	usual := form.Default(1)
	var parts []string
	for i, value := range set {
		switch i {
		case form.Workers:
			continue
		case form.Loss, form.LearningRate, form.BatchSize, form.Epochs:
		default:
			if !set.Applies(i) || known.Same(i, value, usual[i]) {
				continue
			}
		}
		parts = append(parts, settingName(i, value, known))
	}
	return strings.Join(parts, text.T(", "))
}

// settingName says in short what a setting is.
func settingName(i int, value string, known form.Catalogue) string {
	switch f, words := form.Fields[i], valueWords(i, value, known); {
	case f.Tick:
		if value == "0" {
			return text.F("no %s", text.T(f.Label))
		}
		return text.T(f.Label)
	case f.Choices != nil:
		return words
	case i == form.Epochs && value == "1":
		return text.T("1 epoch")
	case i == form.Steps && value == "0":
		return text.T("all steps")
	case settingWords[i] != "":
		return text.F(settingWords[i], words)
	default:
		return text.T(f.Label) + " " + words
	}
}

// valueWords says what the value of a setting is, without its label.
func valueWords(i int, value string, known form.Catalogue) string {
	switch f := form.Fields[i]; {
	case f.Tick && value == "1":
		return text.T("yes")
	case f.Tick:
		return text.T("no")
	case f.Choices != nil:
		return text.T(labelOf(i, value))
	case i == form.Network || i == form.Augment:
		if name := known.Presets(i).NameOf(value); name != "" {
			return form.PresetLabel(name)
		}
		return text.T("custom")
	}
	return value
}

// labelOf returns the words of a field for one of its choices.
func labelOf(i int, value string) string {
	for _, c := range form.Fields[i].Choices {
		if c.Value == value {
			return c.Text
		}
	}
	return value
}

// Names returns what the page calls each run, by its ID: the name that the visitor
// gave it, or one made of the settings in which the runs differ; with a number where
// there are several of one.
func Names(list runs.List, known form.Catalogue) map[string]string {
	fields := differences(list, known)
	about := map[string][]int{} // by the group
	names := make(map[string]string, len(list))
	count := map[string]int{}
	for i := range list {
		r := &list[i]
		if _, told := about[r.Group]; !told && r.Group != "" {
			about[r.Group] = differences(list.OfGroup(r.Group), known)
		}
		name := r.Name
		if name == "" {
			name = ownName(r, fields, about[r.Group], known)
		}
		if count[name]++; count[name] > 1 {
			name += " (" + strconv.Itoa(count[name]) + ")"
		}
		names[r.ID] = name
	}
	return names
}
