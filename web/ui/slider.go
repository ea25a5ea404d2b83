package ui

import (
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
)

// Slider chooses a value on a scale. Its events bubble up to whoever shows it.
//
// go-app writes attributes in any order, while a browser keeps a value within
// the limits, and on the steps, that it knows so far: at first whole numbers up
// to 100. So the value is written once more when all of them are there.
type Slider struct {
	app.Compo
	ID    string
	Min   float64
	Max   float64
	Step  float64
	Value float64
	Words string // the value, for whoever hears it
	Held  bool   // the visitor moves it: it is not to be set
	Still bool   // it does not answer
}

// OnMount puts it where it belongs.
func (c *Slider) OnMount(app.Context) {
	c.set()
}

// OnUpdate puts it where it belongs now.
func (c *Slider) OnUpdate(app.Context) { c.set() }

// set leaves one alone that is there already.
func (c *Slider) set() {
	if input := c.JSValue(); !c.Held && sliderValue(input) != c.Value {
		input.Set("value", number.Plain(c.Value))
	}
}

// Render shows the input.
func (c *Slider) Render() app.UI {
	input := app.Input().Type("range").ID(c.ID).DataSet("value", number.Plain(c.Value)).
		Min(number.Plain(c.Min)).Max(number.Plain(c.Max)).Step(c.Step).
		Aria("valuetext", c.Words)
	if !c.Held {
		input = input.Value(number.Plain(c.Value))
	}
	if c.Still {
		input = input.Disabled(true)
	}
	return input
}

// Slid returns the value that a slider is moved to in an event, and its ID.
func Slid(e app.Event) (id string, value float64) {
	input := e.Get("target")
	return input.Get("id").String(), sliderValue(input)
}

func sliderValue(input app.Value) float64 {
	v, err := strconv.ParseFloat(input.Get("value").String(), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}
