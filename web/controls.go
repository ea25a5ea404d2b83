package web

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// controls are the fields that a run is set up with.
type controls struct {
	app.Compo
	settings settings
}

// OnInit fills in what the page shows before it answers.
func (c *controls) OnInit() {
	c.settings = settings{Form: defaultForm(1), Origin: originFresh}
}

// OnMount watches the settings.
func (c *controls) OnMount(ctx app.Context) {
	ctx.ObserveState(settingsState).Value(&c.settings)
}

// Render shows the fields.
func (c *controls) Render() app.UI {
	return app.Div().Class("fields").Body(
		c.renderLoss(),
		c.renderText(fieldLearningRate, "decimal", "How far the weights move at each step"),
		c.renderText(fieldMomentum, "decimal", "How much of the last move is kept; 0 is plain gradient descent"),
		c.renderText(fieldBatchSize, "numeric", "Images a step learns from"),
		c.renderText(fieldEpochs, "numeric", "Passes through all training images"),
		c.renderText(fieldSeed, "numeric", "Fixes the chance in the first weights and in the order of the images"),
		c.renderText(fieldWorkers, "numeric", "Processor cores that share the work; can be changed during a run"),
		c.renderOrigin(),
	)
}

func (c *controls) renderText(i int, mode, title string) app.UI {
	f, text := fields[i], c.settings.Form[i]
	// Not type=number: that hides what was typed when it is no number, and
	// turns with the mouse wheel.
	input := app.Input().Type("text").ID(f.ID).Attr("inputmode", mode).
		AutoComplete(false).Spellcheck(false).Title(title).
		Value(text).DataSet("value", text).
		OnInput(c.onInput).OnChange(c.onChange)
	if c.settings.fault(i) {
		input = input.Aria("invalid", "true").Aria("errormessage", "error")
	}
	return renderField(f.ID, f.Label, input)
}

func (c *controls) renderLoss() app.UI {
	f, value := fields[fieldLoss], c.settings.Form[fieldLoss]
	var choices []choice
	for _, loss := range lossNames {
		choices = append(choices, choice{loss.Value, loss.Text})
	}
	if !isLoss(value) {
		// Only a link can do that. It has to be seen to be changed.
		choices = append(choices, choice{value, "unknown: " + value})
	}
	input := renderSelect(f.ID, value, choices, c.onChange).
		Title("What the network is told about how wrong it is")
	if c.settings.fault(fieldLoss) {
		input = input.Aria("invalid", "true").Aria("errormessage", "error")
	}
	return renderField(f.ID, f.Label, input)
}

func (c *controls) renderOrigin() app.UI {
	return renderField("train-from", "Start from",
		renderSelect("train-from", c.settings.Origin, []choice{
			{originFresh, "fresh weights"},
			{originPresent, "the present ones"},
		}, c.onOrigin).Title("Random weights, or those that answer now"))
}

func (c *controls) onInput(ctx app.Context, _ app.Event)  { raiseField(ctx, false) }
func (c *controls) onChange(ctx app.Context, _ app.Event) { raiseField(ctx, true) }

func raiseField(ctx app.Context, done bool) {
	input := ctx.JSSrc()
	ctx.NewActionWithValue(changeField, fieldChange{
		ID: input.Get("id").String(), Text: input.Get("value").String(), Done: done,
	})
}

func (c *controls) onOrigin(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(changeOrigin, ctx.JSSrc().Get("value").String())
}

func renderField(id, label string, input app.UI) app.UI {
	return app.Div().Class("field").Body(app.Label().For(id).Text(label), input)
}

// choice is an option of a select.
type choice struct{ Value, Text string }

func renderSelect(id, value string, choices []choice, onChange app.EventHandler) app.HTMLSelect {
	return app.Select().ID(id).DataSet("value", value).OnChange(onChange).Body(
		app.Range(choices).Slice(func(i int) app.UI {
			option := app.Option().Value(choices[i].Value).Text(choices[i].Text)
			if choices[i].Value == value {
				// go-app renders Selected(false) as the attribute, which is true.
				option = option.Selected(true)
			}
			return option
		}),
	)
}
