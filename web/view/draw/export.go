package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/snippets"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
)

// exportPanel shows how to use the weights in other programs.
type exportPanel struct {
	app.Compo
	export  state.Export
	weights state.Weights

	copied string // what the button to copy has come to, of the program with this format
	format string
}

// OnMount watches the weights and their network.
func (c *exportPanel) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.ExportKey.Observe(ctx, &c.export)
	state.WeightsKey.Observe(ctx, &c.weights)
}

// Render shows a button and the dialog that it opens, in that a program for each
// framework.
func (c *exportPanel) Render() app.UI {
	var programs []app.UI
	if e := c.export; e.Open && len(e.Network.Layers) > 0 {
		n := snippets.Network{Class: e.Class, Layers: e.Network.Layers, Classes: c.weights.Classes}
		programs = []app.UI{
			c.renderProgram("pytorch", "PyTorch",
				text.T("The file that this page itself saves and opens."),
				snippets.PyTorch(n, e.File("pytorch", "weights.safetensors"))),
			c.renderProgram("paddle", "Paddle",
				text.T("A file of its own: Paddle has the weights of linear layers transposed. “Open weights” reads it too."),
				snippets.Paddle(n, e.File("paddle", "weights-paddle.safetensors"))),
			c.renderProgram("onnx", "ONNX",
				text.T("The whole network with its weights, for onnxruntime and many others. This page does not open it."),
				snippets.ONNXRuntime(n, e.File("onnx", "weights.onnx"))),
		}
	}
	return app.Div().Class("elsewhere").Body(
		app.Button().Type("button").ID("elsewhere").Aria("haspopup", "dialog").
			Text(text.T("Use it elsewhere")).OnClick(c.onOpen),
		ui.RenderDialog(exportDialog, text.T("Use it elsewhere"), c.onClose, app.Div().Class("programs").Body(programs...)),
	)
}

const exportDialog = "elsewhere-dialog"

// renderProgram shows the program that opens the file of a format.
func (c *exportPanel) renderProgram(format, title, words, program string) app.UI {
	titleID, programID := "elsewhere-"+format, "program-"+format
	copied := ""
	if c.format == format {
		copied = c.copied
	}
	return app.Section().Class("program").Aria("labelledby", titleID).Body(
		app.H3().ID(titleID).Text(title),
		app.P().Class("hint").Text(words),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("weights-save-"+format).
				Text(text.F("Save for %s", title)).
				Disabled(c.weights.Source == "" || c.weights.Saving).
				OnClick(func(ctx app.Context, _ app.Event) { state.SaveWeights.Raise(ctx, format) }, format),
			app.Button().Type("button").ID("copy-"+format).Text(text.T("Copy")).
				Aria("label", text.F("Copy the program for %s", title)).
				OnClick(func(ctx app.Context, _ app.Event) { c.copy(ctx, format, programID) }, format),
			app.Span().Class("hint").Role("status").Text(copied),
		),
		// It may have to be scrolled, also with the keyboard.
		app.Pre().ID(programID).TabIndex(0).Role("region").
			Aria("label", text.F("Program for %s", title)).
			Body(app.Code().Text(program)),
	)
}

// copy copies a program, or selects it where the browser does not copy.
func (c *exportPanel) copy(ctx app.Context, format, programID string) {
	program := app.Window().GetElementByID(programID)
	dom.CopyText(ctx, program.Get("textContent").String(), func(_ app.Context, copied bool) {
		c.format, c.copied = format, text.T("Copied")
		if !copied {
			app.Window().Call("getSelection").Call("selectAllChildren", program)
			c.copied = text.T("Selected: copy it with the keyboard")
		}
	})
}

func (c *exportPanel) onOpen(ctx app.Context, _ app.Event) {
	state.UnfoldExport.Raise(ctx, true)
	ui.OpenDialog(exportDialog)
}

func (c *exportPanel) onClose(ctx app.Context, _ app.Event) { state.UnfoldExport.Raise(ctx, false) }
