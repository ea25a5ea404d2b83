package web

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/plot"
	"digitlab/web/runs"
	"digitlab/web/text"
)

// runRow is a run in the list. It is a component of its own so that only the
// rows that change are rendered anew.
type runRow struct {
	app.Compo
	RunID  string
	Number int
	Slot   int
	Name   string
	// Settings says what it was trained with, where the name does not.
	Settings string
	Shown    bool
	Only     bool // it alone is on the chart
	State    string
	Result   string // its accuracies
	Time     string
}

func newRunRow(r *runs.Run, name, settings string, only bool) runRow {
	row := runRow{
		RunID: r.ID, Number: r.Number, Slot: r.Slot, Name: name, Shown: r.Shown, Only: only,
		State: r.State, Result: runResult(r), Time: runTime(r),
	}
	if r.Name != "" {
		row.Settings = settings
	}
	return row
}

// runResult gives the newest accuracy, and the best if that is another.
func runResult(r *runs.Run) string {
	last, best := r.Last(), r.Best()
	switch {
	case last == nil:
		return ""
	case best.Accuracy > last.Accuracy:
		return text.F("%s, best %s", percent(last.Accuracy, 2), percent(best.Accuracy, 2))
	}
	return percent(last.Accuracy, 2)
}

// runTime says how long a run has trained, once it has an end or a result.
func runTime(r *runs.Run) string {
	if r.State == runs.Running && r.Last() == nil {
		return ""
	}
	return duration(r.Seconds())
}

// stateWords are what the list says of runs, but for those that are finished.
var stateWords = map[string]string{
	runs.Running:     "under way",
	runs.Stopped:     "stopped",
	runs.Interrupted: "interrupted",
	runs.Failed:      "diverged",
}

// OnMount lets the row speak the page's language.
func (c *runRow) OnMount(ctx app.Context) { followLanguage(ctx) }

// Render shows the row.
func (c *runRow) Render() app.UI {
	id := runElement(c.Number)
	return app.Li().ID(id).Class("run-row").
		On("pointerenter", c.onFocus).On("focusin", c.onFocus).
		On("pointerleave", c.onLeave).On("focusout", c.onLeave).
		Body(
			app.Label().Class("run-tick").Body(
				tick(app.Input().Type("checkbox").ID(id+"-show").
					Aria("label", text.F("Show “%s”", c.Name)).OnChange(c.onTick), c.Shown),
				renderRunKey(c.Slot),
			),
			app.Input().Type("text").ID(id+"-name").Class("run-name").Value(c.Name).MaxLength(maxRunName).
				Aria("label", text.F("Name of run %d", c.Number)).
				AutoComplete(false).Spellcheck(false).OnChange(c.onRename).OnKeyDown(c.onNameKey),
			app.Span().Class("run-result").Text(c.Result),
			app.Span().Class("run-time").Text(c.Time),
			app.Span().Class("run-state").Text(stateText(c.State)),
			app.Span().Class("run-settings").Hidden(c.Settings == "").Text(c.Settings),
			app.Span().Class("run-buttons").Body(
				c.renderOnly(id+"-only"),
				app.Button().Type("button").ID(id+"-reuse").Class("quiet").Text(text.T("Same again")).
					Title(text.T("Fill in the settings of this run")).
					Aria("label", text.F("Same again: “%s”", c.Name)).OnClick(c.onReuse),
				app.Button().Type("button").ID(id+"-delete").Class("quiet").Text(text.T("Delete")).
					Aria("label", text.F("Delete “%s”", c.Name)).OnClick(c.onDelete),
			),
		)
}

// runElement returns the ID of the row of the run with a number.
func runElement(number int) string { return "run-" + strconv.Itoa(number) }

func (c *runRow) renderOnly(id string) app.UI {
	words, label := text.T("Only this"), text.F("Only this: “%s”", c.Name)
	if c.Only {
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

// renderRunKey shows a piece of a run's curve, with its mark.
func renderRunKey(slot int) app.UI {
	colour := "var(--run-" + strconv.Itoa(slot%plot.Colours) + ")"
	line := svg("path", "line").Attr("d", "M1 8L31 8").Attr("stroke", colour)
	if dash := plot.DashOf(slot); dash != nil {
		var lengths string
		for _, length := range dash {
			lengths += strconv.FormatFloat(length, 'f', -1, 64) + " "
		}
		line = line.Attr("stroke-dasharray", lengths)
	}
	return svg("svg", "run-key").Aria("hidden", "true").Attr("viewBox", "0 0 32 16").Body(
		line,
		svg("path", "mark").Attr("d", plot.Mark(slot, 16, 8)).Attr("fill", colour),
	)
}

func (c *runRow) onFocus(ctx app.Context, _ app.Event)  { ctx.SetState(runFocusState, c.RunID) }
func (c *runRow) onLeave(ctx app.Context, _ app.Event)  { ctx.SetState(runFocusState, "") }
func (c *runRow) onTick(ctx app.Context, _ app.Event)   { ctx.NewActionWithValue(tickRun, c.RunID) }
func (c *runRow) onOnly(ctx app.Context, _ app.Event)   { ctx.NewActionWithValue(onlyRun, c.RunID) }
func (c *runRow) onReuse(ctx app.Context, _ app.Event)  { ctx.NewActionWithValue(reuseRun, c.RunID) }
func (c *runRow) onDelete(ctx app.Context, _ app.Event) { ctx.NewActionWithValue(deleteRun, c.RunID) }

func (c *runRow) onRename(ctx app.Context, _ app.Event) {
	name := ctx.JSSrc().Get("value").String()
	if strings.TrimSpace(name) == "" { // back to the name that it has of itself
		ctx.JSSrc().Set("value", c.Name)
	}
	ctx.NewActionWithValue(renameRun, runNaming{c.RunID, name})
}

// onNameKey takes back what is being typed.
func (c *runRow) onNameKey(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" {
		ctx.JSSrc().Set("value", c.Name)
	}
}
