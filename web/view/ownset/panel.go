package ownset

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/ownset"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// Panel shows the classes with their drawings, and has a network trained on them.
type Panel struct {
	app.Compo
	own      state.OwnSet
	training state.Training
	dataset  state.Dataset
	weights  state.Weights
	all      int // the key of the class whose drawings are all shown
}

// OnInit shows the newest drawings of each class.
func (c *Panel) OnInit() { c.all = -1 }

// OnMount watches the set, and what decides whether it can be trained on.
func (c *Panel) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.OwnSetKey.Observe(ctx, &c.own)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows what to do, the classes, and the buttons.
func (c *Panel) Render() app.UI {
	set := c.own.Set
	return app.Div().ID("own-set").Class("hand", "own").DataSet("value", len(set.Drawings)).Body(
		app.Div().Class("hand-head").Body(
			app.P().Class("hint").Text(text.T(
				"Name two to ten things, draw a dozen of each on the pad, and train a network that tells them apart. "+
					"All of it stays on this device, in this browser.")),
			c.renderFiles(),
		),
		app.Ol().Class("own-classes").Body(
			app.Range(set.Classes).Slice(func(i int) app.UI { return c.renderClass(i) }),
		),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("own-add").Text(text.T("Add a class")).Disabled(set.Full()).OnClick(c.onAdd),
			app.If(set.Full(), app.P().Class("hint").Text(text.F("There can be %d classes.", ownset.MaxClasses))),
		),
		c.renderTraining(),
	)
}

func (c *Panel) renderFiles() app.UI {
	return app.Div().Class("buttons").Body(
		app.Button().Type("button").ID("own-export").Text(text.T("Export")).
			Disabled(len(c.own.Set.Drawings) == 0 || !c.own.Set.Named()).OnClick(c.onExport),
		&ui.Explain{ID: "own-export-explain", About: text.T("Export"), Text: text.T("Save classes and drawings as one file. Import it here, or drop it on the page, on any device.")},
		ui.FilePicker("own-import", text.T("Import"), ".json,application/json", c.onImport),
		app.P().ID("own-done").Class("hint").Role("status").Text(said(c.own, false)),
		app.If(!c.own.Kept && c.own.Undoable, app.Button().Type("button").ID("own-undo").Class("link").
			Text(text.T("Undo")).OnClick(c.onUndo)),
	)
}

// renderTraining shows the button that begins the run, what it waits for, and the way
// back.
func (c *Panel) renderTraining() app.UI {
	obstacle := c.obstacle()
	return app.Div().Class("hand-part").Body(
		app.H3().Text(text.T("Train on these")),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("own-train").Class("primary").Text(text.T("Train on these")).
				Disabled(obstacle != "").OnClick(c.onTrain),
			&ui.Explain{ID: "own-train-explain", About: text.T("Train on these"), Text: text.T(
				"A new network, which knows nothing, learns your classes in about 300 steps. Each time it sees a drawing, that is moved, turned, " +
					"stretched and made thicker or thinner, so that a few are enough. Nothing is mirrored. It is a dataset like any other: see Dataset and Evaluate.")},
		),
		app.P().ID("own-missing").Class("hint").Role("status").Text(c.missing(obstacle)),
		app.If(c.own.Answers(c.weights), app.P().ID("own-answers").Text(text.T(
			"The network knows your classes: draw, and see beside the pad what it reads."))),
		app.If(!c.weights.Classes.AreDigits() || c.dataset.Whole() && !c.dataset.MNIST, app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("own-digits").Text(text.T("Back to the digits")).Disabled(c.training.Active()).OnClick(c.onDigits),
			&ui.Explain{ID: "own-digits-explain", About: text.T("Back to the digits"), Text: text.T(
				"Brings back the page's own images and weights. Your set stays here, and what you have trained stays in the list of runs. A reload does the same.")},
		)),
	)
}

// obstacle says why the set cannot be trained on now, "" if it can.
func (c *Panel) obstacle() string {
	set := c.own.Set
	if c.training.Active() {
		return text.T("A run is under way: stop it, or wait for its end.")
	}
	if !set.Named() {
		return text.T("Give each class a name of its own.")
	}
	used, missing := set.Used(), []string(nil)
	for _, class := range used {
		if more := set.Missing(class); more > 0 {
			missing = append(missing, text.F("%s: %s more", className(set, class), number.Grouped(more)))
		}
	}
	words := ""
	if len(used) < ownset.MinClasses || len(missing) > 0 {
		words = text.F("At least two classes with %s drawings each are needed.", number.Grouped(ownset.Enough))
	}
	if len(missing) > 0 {
		words = text.F("%s Still missing: %s.", words, strings.Join(missing, ", "))
	}
	return words
}

// missing says what stands in the way of training, or on what it would be.
func (c *Panel) missing(obstacle string) string {
	if obstacle != "" {
		return obstacle
	}
	set, heldBack := c.own.Set, 0
	var left []string
	for class := range set.Classes {
		if count := len(set.Of(class)); count > 0 {
			heldBack += ownset.HeldBack(count)
		} else {
			left = append(left, className(set, class))
		}
	}
	words := text.F("Drawings to learn from: %s. Held back, to validate on: %s, chosen by the seed.",
		number.Grouped(len(set.Drawings)-heldBack), number.Grouped(heldBack))
	if len(left) > 0 {
		words = text.F("%s Without drawings, and left out: %s.", words, strings.Join(left, ", "))
	}
	return words
}

func (c *Panel) onAdd(ctx app.Context, _ app.Event) {
	state.AddClass.Raise(ctx)
	dom.FocusOn(ctx, "own-name-"+strconv.Itoa(len(c.own.Set.Classes)))
}

func (c *Panel) onExport(ctx app.Context, _ app.Event) { state.ExportOwnSet.Raise(ctx) }
func (c *Panel) onImport(ctx app.Context, _ app.Event) { dom.TakeFile(ctx, state.ImportHand.Raise) }

func (c *Panel) onUndo(ctx app.Context, _ app.Event) {
	state.UndoOwnSet.Raise(ctx)
	dom.FocusOn(ctx, "own-name-0")
}

// onTrain begins the run, in the view that has its chart.
func (c *Panel) onTrain(ctx app.Context, _ app.Event) {
	state.TrainOwnSet.Raise(ctx)
	dom.FocusOn(ctx, "tab-"+state.TrainView)
	dom.ScrollTo(ctx, "loss-chart")
}

func (c *Panel) onDigits(ctx app.Context, _ app.Event) {
	state.BackToDigits.Raise(ctx)
	dom.FocusOn(ctx, "own-train")
}
