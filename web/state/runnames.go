package state

import (
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
	form.EarlyStop:      "early stop %s",
}

// RunName names a run after its loss and whatever else is not the tutorial's.
func RunName(r *runs.Run, known form.Catalogue) string {
	set, usual := form.Of(r.Settings), form.Default(r.Settings.Workers)
	parts := []string{text.T(labelOf(form.Loss, set[form.Loss]))}
	for i := range set {
		if i == form.Loss || i == form.Workers || !set.Applies(i) || known.Same(i, set[i], usual[i]) {
			continue
		}
		// What a limit of steps cuts off says nothing.
		if i == form.Epochs && r.Settings.MaxSteps > 0 {
			continue
		}
		parts = append(parts, settingName(i, set[i], known))
	}
	if steps := r.Settings.MaxSteps; steps > 0 {
		if all := r.History.Steps; all > 0 { // fewer where the images do not last
			steps = min(steps, all)
		}
		parts = append(parts, text.F("%s steps", number.Grouped(steps)))
	}
	if len(r.Changes) > 0 {
		parts = append(parts, text.T("changed on the way"))
	}
	if r.Further {
		parts = append(parts, text.T("trained further"))
	}
	return strings.Join(parts, text.T(", "))
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
	switch f := form.Fields[i]; {
	case f.Tick:
		return text.T(f.Label)
	case f.Choices != nil:
		return text.T(labelOf(i, value))
	case i == form.Network || i == form.Augment:
		preset := text.T("own")
		if name := known.Presets(i).NameOf(value); name != "" {
			preset = form.PresetLabel(name)
		}
		return text.T(f.Label) + " " + preset
	case i == form.Epochs && value == "1":
		return text.T("1 epoch")
	case settingWords[i] != "":
		return text.F(settingWords[i], value)
	default:
		return text.T(f.Label) + " " + value
	}
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

// NewRunRow returns what the list shows of a run that is called name and was
// trained with settings.
func NewRunRow(r *runs.Run, name, settings string, only bool) RunRow {
	row := RunRow{
		ID: r.ID, Number: r.Number, Slot: r.Slot, Name: name, Shown: r.Shown, Only: only,
		State: r.State, Last: r.Last(), Best: r.Best(), Seconds: r.Seconds(),
	}
	if r.Name != "" {
		row.Settings = settings
	}
	return row
}

// RunNames returns what the page calls each run, by its ID: its own name, or
// one made of its settings; with a number where there are several of one.
func RunNames(list runs.List, known form.Catalogue) map[string]string {
	names := make(map[string]string, len(list))
	count := map[string]int{}
	for i := range list {
		r := &list[i]
		name := r.Name
		if name == "" {
			name = RunName(r, known)
		}
		if count[name]++; count[name] > 1 {
			name += " (" + strconv.Itoa(count[name]) + ")"
		}
		names[r.ID] = name
	}
	return names
}
