package training

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// diagnosis says what is the matter with the run, and offers to begin it anew with
// other settings.
type diagnosis struct {
	app.Compo
	training state.Training
	dataset  state.Dataset
}

// OnMount watches the run.
func (c *diagnosis) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
}

// Render shows sentence and button. The element with the words stays in the page
// when it is empty, or screen readers would not announce the next.
func (c *diagnosis) Render() app.UI {
	d := c.training.Diagnosis
	kind, said, label := "", "", ""
	if d != nil {
		kind, said, label = d.Kind, text.Capital(text.Said(d.Message)), remedyLabel(d.Changes)
	}
	return app.Div().ID("diagnosis").Class("diagnosis").DataSet("value", kind).Body(
		app.P().Role("status").Text(said),
		app.Button().Type("button").ID("diagnosis-remedy").Text(label).Hidden(d == nil).
			Disabled(!c.dataset.Trainable() || c.training.Pending || c.training.Recovering).OnClick(c.onRemedy),
	)
}

// remedyLabel names the settings that change, as their fields do.
func remedyLabel(changes []worker.SettingValue) string {
	var parts []string
	for _, change := range changes {
		if i := slices.IndexFunc(form.Fields[:], func(f form.Field) bool { return f.Key == change.Setting }); i >= 0 {
			parts = append(parts, text.T(form.Fields[i].Label)+" "+valueText(i, change.Value))
		}
	}
	return text.F("Begin anew: %s", strings.Join(parts, text.T(", ")))
}

// valueText is what a field shows for a value.
func valueText(field int, value string) string {
	if field == form.Augment {
		return form.PresetLabel(value)
	}
	for _, choice := range form.Fields[field].Choices {
		if choice.Value == value {
			return text.T(choice.Text)
		}
	}
	return value
}

func (c *diagnosis) onRemedy(ctx app.Context, _ app.Event) { state.RemedyRun.Raise(ctx) }
