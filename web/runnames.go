package web

import (
	"strconv"
	"strings"

	"digitlab/web/runs"
	"digitlab/web/text"
)

// settingWords are short formats for the settings that runs mostly differ in;
// the others have their labels.
var settingWords = map[int]string{
	fieldLearningRate:   "lr %s",
	fieldMomentum:       "momentum %s",
	fieldWeightDecay:    "weight decay %s",
	fieldWarmup:         "warm-up %s",
	fieldBatchSize:      "batch %s",
	fieldEpochs:         "%s epochs",
	fieldSeed:           "seed %s",
	fieldLabelSmoothing: "smoothing %s",
	fieldEMA:            "EMA %s",
}

// runName names a run after its loss and whatever else is not the tutorial's.
func runName(r *runs.Run, known catalogue) string {
	form, usual := formOf(r.Settings), defaultForm(r.Settings.Workers)
	parts := []string{text.T(labelOf(fieldLoss, form[fieldLoss]))}
	for i := range form {
		if i == fieldLoss || i == fieldWorkers || !form.means(i) || known.same(i, form[i], usual[i]) {
			continue
		}
		// What a limit of steps cuts off says nothing.
		if i == fieldEpochs && r.Settings.MaxSteps > 0 {
			continue
		}
		parts = append(parts, settingName(i, form[i], known))
	}
	if steps := r.Settings.MaxSteps; steps > 0 {
		if all := r.History.Steps; all > 0 { // fewer where the images do not last
			steps = min(steps, all)
		}
		parts = append(parts, text.F("%s steps", grouped(steps)))
	}
	if r.Further {
		parts = append(parts, text.T("trained further"))
	}
	return strings.Join(parts, text.T(", "))
}

// settingName says in short what a setting is.
func settingName(i int, value string, known catalogue) string {
	switch f := fields[i]; {
	case f.Tick:
		return text.T(f.Label)
	case f.Choices != nil:
		return text.T(labelOf(i, value))
	case i == fieldNetwork || i == fieldAugment:
		preset := text.T("own")
		if name := known.presets(i).nameOf(value); name != "" {
			preset = presetLabel(name)
		}
		return text.T(f.Label) + " " + preset
	case i == fieldEpochs && value == "1":
		return text.T("1 epoch")
	case settingWords[i] != "":
		return text.F(settingWords[i], value)
	default:
		return text.T(f.Label) + " " + value
	}
}

// same tells whether two texts of a field say the same, one perhaps by its name.
// Where names are not known yet, it cannot tell, and takes them for the same.
func (c catalogue) same(i int, a, b string) bool {
	if !c.told() && (i == fieldNetwork || i == fieldAugment) {
		return true
	}
	name := c.presets(i).nameOf(a)
	return sameValue(a, b) || name != "" && name == c.presets(i).nameOf(b)
}

// labelOf returns the words of a field for one of its choices.
func labelOf(i int, value string) string {
	for _, c := range fields[i].Choices {
		if c.Value == value {
			return c.Text
		}
	}
	return value
}

// runNames returns what the page calls each run, by its ID: its own name, or
// one made of its settings; with a number where there are several of one.
func runNames(list runs.List, known catalogue) map[string]string {
	names := make(map[string]string, len(list))
	count := map[string]int{}
	for i := range list {
		r := &list[i]
		name := r.Name
		if name == "" {
			name = runName(r, known)
		}
		if count[name]++; count[name] > 1 {
			name += " (" + strconv.Itoa(count[name]) + ")"
		}
		names[r.ID] = name
	}
	return names
}
