package training

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/series"
)

// sweepPanel tries several values of a setting, one run after the other.
type sweepPanel struct {
	app.Compo
	sweep    state.RunSweep
	settings state.Settings
	open     bool
}

// OnInit fills in what the page shows before it answers.
func (c *sweepPanel) OnInit() { c.sweep, c.settings = state.InitialRunSweep(), state.InitialSettings() }

// OnMount watches the sweep, and which settings count.
func (c *sweepPanel) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.RunSweepKey.Observe(ctx, &c.sweep)
	state.SettingsKey.Observe(ctx, &c.settings)
}

// Render shows the setting, its values and the buttons, in a fold. The buttons, which
// follow the run, are there only while it is open.
func (c *sweepPanel) Render() app.UI {
	return app.Details().ID("sweep").Class("more").On("toggle", c.onToggle).Body(
		app.Summary().Text(text.T("Try several values")),
		app.Div().Class("fields").Body(
			app.Div().Class("field").Body(
				app.Label().For("sweep-setting").Text(text.T("Setting")),
				ui.Select("sweep-setting", form.Fields[c.sweep.Field].Key, c.choices(), c.onSetting),
			),
			app.Div().Class("field", "sweep-values").Body(
				app.Label().For("sweep-values").Text(text.T("Values")),
				c.renderValues(),
				app.Small().ID("sweep-hint").Class("hint").Text(text.T("With commas between them. Each gives a run, one after the other, with all other settings as above. Several seeds show how much is chance: the chart draws their mean, and a band of one standard deviation.")),
				app.Small().ID("sweep-fault").Class("fault").Role("alert").Text(c.sweep.Problem),
			),
		),
		app.If(c.open, &sweepButtons{}),
	)
}

func (c *sweepPanel) renderValues() app.UI {
	input := app.Input().Type("text").ID("sweep-values").Value(c.sweep.Text).DataSet("value", c.sweep.Text).
		Aria("describedby", "sweep-hint").AutoComplete(false).Spellcheck(false).
		OnInput(c.onValues).OnChange(c.onValues)
	if c.sweep.Problem != "" {
		input = input.Aria("invalid", "true").Aria("errormessage", "sweep-fault")
	}
	return input
}

// choices are the settings that can be swept.
func (c *sweepPanel) choices() (choices []ui.Choice) {
	for i, f := range form.Fields {
		if c.settings.Form.Sweepable(i) || i == c.sweep.Field {
			choices = append(choices, ui.Choice{Value: f.Key, Text: text.T(f.Label)})
		}
	}
	return choices
}

func (c *sweepPanel) onToggle(ctx app.Context, _ app.Event) {
	c.open = ctx.JSSrc().Get("open").Bool()
}

func (c *sweepPanel) onSetting(ctx app.Context, _ app.Event) {
	next, key := c.sweep, ctx.JSSrc().Get("value").String()
	next.Field = slices.IndexFunc(form.Fields[:], func(f form.Field) bool { return f.Key == key })
	state.ChangeRunSweep.Raise(ctx, next)
}

func (c *sweepPanel) onValues(ctx app.Context, e app.Event) {
	next := c.sweep
	next.Text, next.Done = ctx.JSSrc().Get("value").String(), e.Get("type").String() == "change"
	state.ChangeRunSweep.Raise(ctx, next)
}

// sweepButtons start and stop the runs.
type sweepButtons struct {
	app.Compo
	sweep    state.RunSweep
	settings state.Settings
	lesson   state.Lessons
	runs     state.RunList
	training state.Training
	dataset  state.Dataset
}

// OnMount watches what the runs depend on.
func (c *sweepButtons) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	c.sweep = state.InitialRunSweep()
	state.RunSweepKey.Observe(ctx, &c.sweep)
	state.SettingsKey.Observe(ctx, &c.settings)
	state.LessonsKey.Observe(ctx, &c.lesson)
	state.RunsKey.Observe(ctx, &c.runs)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
}

// Render shows them, with how long the runs take.
func (c *sweepButtons) Render() app.UI {
	list, _ := c.sweep.Runs(c.settings.Form)
	left := state.Estimate(list, c.dataset, c.runs.List.Speed())
	if c.lesson.Series.Running(lesson.Sweep) {
		left = state.SecondsLeft(c.lesson, c.runs, c.dataset)
	}
	label := text.T("Train them")
	if len(list) > 0 {
		label = text.F("Train %d runs", len(list))
	}
	return series.Buttons{
		Name: lesson.Sweep, Label: label, Series: c.lesson.Series, Left: left,
		Ready: c.dataset.Trainable() && !c.training.Active(), Paused: c.training.Held(),
	}.Render(c.onStart)
}

func (c *sweepButtons) onStart(ctx app.Context, _ app.Event) { state.StartRunSweep.Raise(ctx) }
