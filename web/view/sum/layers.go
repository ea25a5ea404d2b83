package sum

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// layer is one that can be pointed at: its maps, or its numbers.
type layer struct {
	Name, Text string
	Count      int // of maps, or of numbers
	Side       int // of a map, 1 for numbers
	pictures   []byte
}

// layersOf returns the layers that the inside shows, and the last, whose values are the
// outputs.
func layersOf(m *worker.Inside) []layer {
	var layers []layer
	for i := range m.Maps {
		n := &m.Maps[i]
		layers = append(layers, layer{n.Layer, n.Text, n.Count, n.Side, m.MapPictures(i)})
	}
	return append(layers, layer{Name: state.LastLayer(m), Text: "linear", Count: len(m.Outputs), Side: 1})
}

// pointedAt returns the layer that a point is in, nil if there is no such value.
func pointedAt(m *worker.Inside, point worker.Point) *layer {
	layers := layersOf(m)
	i := slices.IndexFunc(layers, func(l layer) bool { return l.Name == point.Layer })
	if i < 0 || point.Unit < 0 || point.Unit >= layers[i].Count*layers[i].Side*layers[i].Side {
		return nil
	}
	return &layers[i]
}

// picture returns one of the maps, nil for numbers that are not shown as such.
func (l *layer) picture(number int) []byte {
	area := l.Side * l.Side
	return l.pictures[number*area:][:area]
}

// brightest returns the unit where a map is largest.
func (l *layer) brightest(number int) int {
	if l.Side == 1 {
		return number
	}
	picture := l.picture(number)
	return number*l.Side*l.Side + slices.Index(picture, slices.Max(picture))
}

// mapOf returns the number of the map that a point is in.
func mapOf(l *layer, point worker.Point) int { return point.Unit / (l.Side * l.Side) }

func mapValue(l *layer, point worker.Point) string { return strconv.Itoa(mapOf(l, point)) }

// mapLabel says what is chosen among.
func mapLabel(l *layer, of worker.Classes) string {
	switch {
	case l.pictures == nil && l.Count > 1:
		return state.ClassTitle(of)
	case l.Side == 1:
		return text.T("Number")
	}
	return text.T("Map")
}

// mapChoices are the maps, counted from 1, or the classes.
func mapChoices(l *layer, of worker.Classes) []ui.Choice {
	choices := make([]ui.Choice, l.Count)
	for i := range choices {
		choices[i] = ui.Choice{Value: strconv.Itoa(i), Text: strconv.Itoa(i + 1)}
		if l.pictures == nil && l.Count > 1 {
			choices[i].Text = of.Name(i)
		}
	}
	return choices
}

func layerChoices(m *worker.Inside) []ui.Choice {
	var choices []ui.Choice
	for _, l := range layersOf(m) {
		choices = append(choices, ui.Choice{Value: l.Name, Text: l.Name + " · " + l.Text})
	}
	return choices
}

func renderSelect(id, label, value string, choices []ui.Choice, onChange app.EventHandler) app.UI {
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		ui.Select(id, value, choices, onChange),
	)
}

// selected returns the number that the select an event comes from has.
func selected(ctx app.Context) int {
	number, _ := strconv.Atoi(ctx.JSSrc().Get("value").String())
	return number
}
