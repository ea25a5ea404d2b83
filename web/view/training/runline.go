package training

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/chart"
)

// runLine shows a run in the list. It is a component of its own so that only the
// lines that change are rendered anew.
type runLine struct {
	app.Compo
	Run state.RunRow
}

// runResult gives the newest accuracy, and the best if that is another.
func runResult(r state.RunRow) string {
	switch {
	case r.Last == nil:
		return ""
	case r.Best.Accuracy > r.Last.Accuracy:
		return text.F("%s, best %s", number.Percent(r.Last.Accuracy, 2), number.Percent(r.Best.Accuracy, 2))
	}
	return number.Percent(r.Last.Accuracy, 2)
}

// runTime says how long a run has trained, once it has an end or a result.
func runTime(r state.RunRow) string {
	if r.State == runs.Running && r.Last == nil {
		return ""
	}
	return number.Duration(r.Seconds)
}

// stateWords are what the list says of runs, but for those that are finished.
var stateWords = map[string]string{
	runs.Running:     "under way",
	runs.Stopped:     "stopped",
	runs.Interrupted: "interrupted",
	runs.Failed:      "diverged",
}

// OnMount lets the row speak the page's language.
func (c *runLine) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the row.
func (c *runLine) Render() app.UI {
	id := state.RunElementID(c.Run.Number)
	return app.Li().ID(id).Class("run-row").
		On("pointerenter", c.onFocus).On("focusin", c.onFocus).
		On("pointerleave", c.onLeave).On("focusout", c.onLeave).
		Body(
			app.Label().Class("run-tick").Body(
				ui.Tick(app.Input().Type("checkbox").ID(id+"-show").
					Aria("label", text.F("Show “%s”", c.Run.Name)).OnChange(c.onTick), c.Run.Shown),
				chart.RunKey(c.Run.Slot),
			),
			app.Input().Type("text").ID(id+"-name").Class("run-name").Value(c.Run.Name).MaxLength(state.MaxRunName).
				Aria("label", text.F("Name of run %d", c.Run.Number)).
				AutoComplete(false).Spellcheck(false).OnChange(c.onRename).OnKeyDown(c.onNameKey),
			app.Span().Class("run-result").Text(runResult(c.Run)),
			app.Span().Class("run-time").Text(runTime(c.Run)),
			app.Span().Class("run-state").Text(stateText(c.Run.State)),
			app.Span().Class("run-settings").Hidden(c.Run.Settings == "").Text(c.Run.Settings),
			&runWeights{Run: c.Run.ID, Number: c.Run.Number, Name: c.Run.Name, Weights: c.Run.Weights},
			app.Span().Class("run-buttons").Body(
				c.renderOnly(id+"-only"),
				app.Button().Type("button").ID(id+"-reuse").Class("quiet").Text(text.T("Same again")).
					Title(text.T("Fill in the settings of this run")).
					Aria("label", text.F("Same again: “%s”", c.Run.Name)).OnClick(c.onReuse),
				app.Button().Type("button").ID(id+"-delete").Class("quiet").Text(text.T("Delete")).
					Aria("label", text.F("Delete “%s”", c.Run.Name)).OnClick(c.onDelete),
			),
		)
}

func (c *runLine) renderOnly(id string) app.UI {
	words, label := text.T("Only this"), text.F("Only this: “%s”", c.Run.Name)
	if c.Run.Only {
		words, label = text.T("Show all"), text.T("Show all runs")
	}
	return app.Button().Type("button").ID(id).Class("quiet").Text(words).Aria("label", label).OnClick(c.onOnly)
}

func stateText(state string) string {
	if words := stateWords[state]; words != "" {
		return text.T(words)
	}
	return ""
}

func (c *runLine) onFocus(ctx app.Context, _ app.Event)  { state.RunFocusKey.Set(ctx, c.Run.ID) }
func (c *runLine) onLeave(ctx app.Context, _ app.Event)  { state.RunFocusKey.Set(ctx, "") }
func (c *runLine) onTick(ctx app.Context, _ app.Event)   { state.TickRun.Raise(ctx, c.Run.ID) }
func (c *runLine) onOnly(ctx app.Context, _ app.Event)   { state.OnlyRun.Raise(ctx, c.Run.ID) }
func (c *runLine) onReuse(ctx app.Context, _ app.Event)  { state.ReuseRun.Raise(ctx, c.Run.ID) }
func (c *runLine) onDelete(ctx app.Context, _ app.Event) { state.DeleteRun.Raise(ctx, c.Run.ID) }

func (c *runLine) onRename(ctx app.Context, _ app.Event) {
	name := ctx.JSSrc().Get("value").String()
	if strings.TrimSpace(name) == "" { // back to the name that it has of itself
		ctx.JSSrc().Set("value", c.Run.Name)
	}
	state.RenameRun.Raise(ctx, state.RunNaming{ID: c.Run.ID, Name: name})
}

// onNameKey takes back what is being typed.
func (c *runLine) onNameKey(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" {
		ctx.JSSrc().Set("value", c.Run.Name)
	}
}
