package training

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/chart"
)

// runLine shows a run in the table. It is a component of its own so that only the
// lines that change are rendered anew.
type runLine struct {
	app.Compo
	Run runtable.Row
}

// stateWords are what the table says of runs, but for those that are finished.
var stateWords = map[string]string{
	runs.Running:     "under way",
	runs.Stopped:     "stopped",
	runs.Interrupted: "interrupted",
	runs.Failed:      "diverged",
}

// OnMount lets the row speak the page's language.
func (c *runLine) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the row, and beneath it what can be done with the run. The roles are
// those that the elements have as long as the style sheet makes them no cards.
func (c *runLine) Render() app.UI {
	id := state.RunElementID(c.Run.Number)
	return app.TBody().ID(id).Class("run-row").Role("rowgroup").
		On("pointerenter", c.onFocus).On("focusin", c.onFocus).
		On("pointerleave", c.onLeave).On("focusout", c.onLeave).
		Body(
			app.Tr().Role("row").Body(append([]app.UI{app.Th().Scope("row").Role("rowheader").Body(c.renderName(id))}, c.renderCells()...)...),
			app.Tr().Class("run-more").Role("row").Body(app.Td().Role("cell").ColSpan(1+len(c.Run.Cells)).Body(
				app.Div().Class("run-buttons").Body(
					c.renderOnly(id+"-only"),
					c.renderButton(id+"-reuse", text.T("Use its settings"), text.F("Use its settings: “%s”", c.Run.Name), c.onReuse),
					c.renderButton(id+"-again", text.T("Train again"), text.F("Train again: “%s”", c.Run.Name), c.onAgain).Disabled(!c.Run.Again),
					c.renderWeightsButton(id+"-weights"),
					c.renderButton(id+"-delete", text.T("Delete"), text.F("Delete “%s”", c.Run.Name), c.onDelete),
				),
				app.If(c.Run.Open && c.Run.Weights.Kept,
					&runWeights{Run: c.Run.ID, Number: c.Run.Number, Weights: c.Run.Weights}),
				app.If(c.Run.Open && c.Run.Weights.Lost, app.P().Class("hint").Text(keptHint())),
			)),
		)
}

func (c *runLine) renderName(id string) app.UI {
	return app.Div().Class("run-head").Body(
		app.Label().Class("run-tick").Body(
			ui.Tick(app.Input().Type("checkbox").ID(id+"-show").
				Aria("label", text.F("Show “%s”", c.Run.Name)).OnChange(c.onTick), c.Run.Shown),
			chart.RunKey(c.Run.Slot),
		),
		app.Input().Type("text").ID(id+"-name").Class("run-name").Value(c.Run.Name).MaxLength(state.MaxRunName).
			Aria("label", text.F("Name of run %d", c.Run.Number)).
			AutoComplete(false).Spellcheck(false).OnChange(c.onRename).OnKeyDown(c.onNameKey),
		app.Span().Class("run-state").Text(stateText(c.Run.State)),
		app.Span().Class("run-settings").Hidden(!c.Run.Own && !c.Run.Open).Text(c.Run.Settings),
	)
}

func (c *runLine) renderCells() (cells []app.UI) {
	for _, cell := range c.Run.Cells {
		cells = append(cells, app.Td().Role("cell").DataSet("label", cell.Label).Text(cell.Text))
	}
	return cells
}

func (c *runLine) renderButton(id, words, label string, onClick app.EventHandler) app.HTMLButton {
	return app.Button().Type("button").ID(id).Class("quiet").Text(words).Aria("label", label).OnClick(onClick)
}

// renderWeightsButton opens what can be done with the weights; a run that has none
// says so.
func (c *runLine) renderWeightsButton(id string) app.UI {
	w := c.Run.Weights
	words, label := text.T("Weights"), text.F("Weights of “%s”", c.Run.Name)
	if w.Lost {
		words, label = text.T("Weights not kept"), text.F("Weights not kept: “%s”", c.Run.Name)
	}
	return c.renderButton(id, words, label, c.onOpen).Aria("expanded", strconv.FormatBool(c.Run.Open)).Disabled(!w.Kept && !w.Lost)
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
func (c *runLine) onAgain(ctx app.Context, _ app.Event)  { state.RepeatRun.Raise(ctx, c.Run.ID) }
func (c *runLine) onOpen(ctx app.Context, _ app.Event)   { state.ChooseRun.Raise(ctx, c.Run.ID) }
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
