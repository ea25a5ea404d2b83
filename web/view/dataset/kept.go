package dataset

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// Kept lists the datasets that are kept in the browser.
type Kept struct {
	app.Compo
	kept state.KeptDatasets
}

// OnMount watches them.
func (c *Kept) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.KeptDatasetsKey.Observe(ctx, &c.kept)
}

// Render shows a line for each, and what has been done to them. Before anything is kept
// there is nothing to see; the status stays, or screen readers would not announce what
// comes into it.
func (c *Kept) Render() app.UI {
	k := c.kept
	class := "kept-datasets"
	if len(k.Sets) == 0 && k.Deleted == "" && k.Trouble == "" {
		class += " none"
	}
	return app.Div().ID("kept-datasets").Class(class).DataSet("value", len(k.Sets)).Body(
		app.Div().Class("kept-datasets-head").Hidden(len(k.Sets) == 0).Body(
			app.P().ID("kept-datasets-title").Text(total(k)),
			&ui.Explain{ID: "kept-datasets-explain", About: text.T("Kept datasets"), Text: text.T(
				"Data that you have used stay in this browser, on this device, for the next visit: the five newest, up to 500 MB. " +
					"Those longest not used go first. The page begins with the one used last. Each is checked when it is read.")},
		),
		app.Ul().Aria("labelledby", "kept-datasets-title").Hidden(len(k.Sets) == 0).Body(
			app.Range(k.Sets).Slice(func(i int) app.UI { return c.renderSet(i, k.Sets[i]) }),
		),
		app.Div().Class("kept-datasets-foot").Role("status").Body(
			app.If(k.Deleted != "",
				app.Span().Text(text.F("Deleted: %s.", k.Deleted)),
				app.Button().Type("button").ID("kept-datasets-undo").Class("link").Text(text.T("Undo")).OnClick(c.onUndo),
			),
			app.If(k.Trouble != "", app.Span().ID("kept-datasets-trouble").Text(
				text.F("The data that you have opened are not kept for the next visit: %s.", k.Trouble))),
		),
	)
}

// megabytes is a size in MB, at least 0.1.
func megabytes(size int64) string { return number.Megabytes(max(size, 100_000)) }

// total says how many there are, and what they take.
func total(k state.KeptDatasets) string {
	switch len(k.Sets) {
	case 0:
		return ""
	case 1:
		return text.F("Kept in this browser: one dataset, %s MB", megabytes(k.Size()))
	}
	return text.F("Kept in this browser: %d datasets, %s MB", len(k.Sets), megabytes(k.Size()))
}

func (c *Kept) renderSet(i int, set worker.KeptDataset) app.UI {
	at := strconv.Itoa(i)
	use := app.Button().Type("button").ID("kept-dataset-use-"+at).Class("quiet").Text(text.T("Use")).
		Aria("label", text.F("Use “%s”", set.Name)).Disabled(set.Damaged).DataSet("key", set.Key).OnClick(c.onUse)
	if set.Key == c.kept.InUse {
		use = use.Text(text.T("In use")).Aria("label", text.F("In use: “%s”", set.Name)).Disabled(true)
	}
	return app.Li().ID("kept-dataset-"+at).DataSet("value", set.Key).Body(
		app.Div().Class("kept-dataset-words").Body(
			app.Strong().Text(set.Name),
			app.Span().Text(describe(set)),
		),
		app.Div().Class("buttons").Body(
			use,
			app.Button().Type("button").ID("kept-dataset-delete-"+at).Class("quiet").Text(text.T("Delete")).
				Aria("label", text.F("Delete “%s”", set.Name)).DataSet("key", set.Key).OnClick(c.onDelete),
		),
	)
}

// describe says what is in a dataset, and how much that is.
func describe(set worker.KeptDataset) string {
	if set.Damaged {
		return text.T("damaged, or from another version of the page: it cannot be used")
	}
	images := number.Grouped(set.Train + set.Valid + set.Test)
	size := megabytes(set.Size)
	if set.Classes.AreDigits() {
		return text.F("the ten digits, %s images, %s MB", images, size)
	}
	return text.F("%d classes (%s), %s images, %s MB", set.Classes.Count(), strings.Join(set.Classes, text.T(", ")), images, size)
}

// keyOf returns the key of the dataset whose button ctx comes from.
func keyOf(ctx app.Context) string { return ctx.JSSrc().Get("dataset").Get("key").String() }

func (c *Kept) onUse(ctx app.Context, _ app.Event)    { state.UseDataset.Raise(ctx, keyOf(ctx)) }
func (c *Kept) onDelete(ctx app.Context, _ app.Event) { state.DeleteDataset.Raise(ctx, keyOf(ctx)) }
func (c *Kept) onUndo(ctx app.Context, _ app.Event)   { state.BringDataset.Raise(ctx) }
