package runbar

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
)

// trainTime says how long the next run would take, if that is long.
type trainTime struct {
	app.Compo
	runs     state.RunList
	training state.Training
	settings state.Settings
	dataset  state.Dataset
}

// OnInit goes by what the page shows before it answers.
func (c *trainTime) OnInit() { c.settings = state.InitialSettings() }

// OnMount watches what it depends on.
func (c *trainTime) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.RunsKey.Observe(ctx, &c.runs)
	state.TrainingKey.Observe(ctx, &c.training)
	state.SettingsKey.Observe(ctx, &c.settings)
	state.DatasetKey.Observe(ctx, &c.dataset)
}

// Render shows the words.
func (c *trainTime) Render() app.UI {
	return app.Span().ID("train-time").Class("hint").Text(c.words())
}

// long is from how many seconds on a run is said to take its time.
const long = 60

func (c *trainTime) words() string {
	if c.training.Active() {
		return "" // the time left is among the numbers
	}
	f := c.settings.Form
	if !c.dataset.Trainable() || len(f.Check()) > 0 {
		return ""
	}
	seconds := c.runs.List.EstimateSeconds(f.Settings(), c.dataset.Size(state.SplitTrain))
	if seconds < long {
		return ""
	}
	return text.F("The next run: about %s", number.Roughly(seconds))
}
