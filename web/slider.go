package web

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// slider chooses a value on a scale. Its events bubble up to whoever shows it.
//
// go-app writes attributes in any order, while a browser keeps a value within
// the limits, and on the steps, that it knows so far: at first whole numbers up
// to 100. So the value is written once more when all of them are there.
type slider struct {
	app.Compo
	ID    string
	Least float64
	Most  float64
	Step  float64
	Value float64
	Words string // the value, for whoever hears it
	Held  bool   // the visitor moves it: it is not to be set
	Still bool   // it does not answer
}

// OnMount puts it where it belongs.
func (c *slider) OnMount(ctx app.Context) {
	followLanguage(ctx)
	c.set()
}

// OnUpdate puts it where it belongs now.
func (c *slider) OnUpdate(app.Context) { c.set() }

// set leaves one alone that is there already.
func (c *slider) set() {
	if input := c.JSValue(); !c.Held && parseDecimal(input.Get("value").String()) != c.Value {
		input.Set("value", number(c.Value))
	}
}

// Render shows the input.
func (c *slider) Render() app.UI {
	input := app.Input().Type("range").ID(c.ID).DataSet("value", number(c.Value)).
		Min(number(c.Least)).Max(number(c.Most)).Step(c.Step).
		Aria("valuetext", c.Words)
	if !c.Held {
		input = input.Value(number(c.Value))
	}
	if c.Still {
		input = input.Disabled(true)
	}
	return input
}

// slid returns the value that a slider is moved to in an event, and its ID.
func slid(e app.Event) (id string, value float64) {
	input := e.Get("target")
	return input.Get("id").String(), parseDecimal(input.Get("value").String())
}
