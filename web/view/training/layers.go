package training

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// renderLayers shows a network's layers with what comes out of each and how
// many parameters it has. Numbers in the text can be changed there, as long as
// the text has the same layers.
func renderLayers(n state.Network, written string) app.UI {
	layers, parts := n.Right.Layers, strings.Split(written, ",")
	var value, shown string
	if n.Error.Text == "" && len(layers) > 0 {
		value, shown = strconv.Itoa(n.Right.Params), number.Grouped(n.Right.Params)
	}
	// It may have to be scrolled, also with the keyboard.
	return app.Div().Class("layers").TabIndex(0).Role("region").Aria("labelledby", "layers-title").
		DataSet("right", n.Error.Text == "").Body(
		app.Table().Body(
			app.Caption().ID("layers-title").Body(
				app.Strong().ID("network-params").DataSet("value", value).Text(number.OrDash(shown)),
				app.Text(" "+text.T("parameters")),
			),
			app.THead().Body(app.Tr().Body(
				app.Th().Scope("col").Text(text.T("Layer")),
				app.Th().Scope("col").Text(text.T("Output")),
				app.Th().Scope("col").Text(text.T("Parameters")),
			)),
			app.TBody().Body(
				app.Range(layers).Slice(func(i int) app.UI {
					var words []string
					if len(parts) == len(layers) {
						words = strings.Fields(parts[i])
					}
					return renderLayer(layers[i], i, words)
				}),
			),
		),
	)
}

func renderLayer(l worker.Layer, index int, words []string) app.UI {
	return app.Tr().Body(
		app.Th().Scope("row").Body(app.Div().Class("layer").Body(
			app.Span().Class("layer-name").Text(l.Name),
			renderNumbers(l, index, words),
		)),
		app.Td().Text(shapeText(l.Shape)),
		app.Td().Text(number.Grouped(l.Params)),
	)
}

// layerNumber is a number in a layer's text.
type layerNumber struct {
	Word int    // its place, the kind being 0
	What string // it is
	Min  int
	Step float64
}

// layerNumbers are those that can be changed in the table, by the kind of the
// layer. Filters have an odd side, or the output would be of another size.
var layerNumbers = map[string][]layerNumber{
	"conv":    {{1, "filters", 1, 1}, {2, "side", 1, 2}},
	"avgpool": {{1, "side", 1, 1}},
	"linear":  {{1, "outputs", 1, 1}},
	"dropout": {{1, "rate", 0, 0.05}},
}

// renderNumbers shows the numbers of a layer, whose words in the text are given.
func renderNumbers(l worker.Layer, index int, words []string) app.UI {
	kind, _, _ := strings.Cut(l.Text, " ")
	var numbers []layerNumber
	if len(words) > 0 && strings.EqualFold(words[0], kind) && len(words) == len(strings.Fields(l.Text)) {
		for _, n := range layerNumbers[kind] {
			if n.Word < len(words) {
				numbers = append(numbers, n)
			}
		}
		if at := slices.IndexFunc(words, func(w string) bool { return strings.EqualFold(w, "stride") }); at >= 0 {
			numbers = append(numbers, layerNumber{at + 1, "stride", 1, 1})
		}
	}
	return app.Span().Class("layer-numbers").Body(
		app.Range(numbers).Slice(func(i int) app.UI {
			n := numbers[i]
			return app.Label().Body(
				app.Input().Type("number").Class("layer-number").
					ID(fmt.Sprintf("%s-%s", l.Name, n.What)).
					Aria("label", text.F("%s of %s", text.T(n.What), l.Name)).
					Min(n.Min).Step(n.Step).Value(words[n.Word]).
					DataSet("layer", index).DataSet("word", n.Word).
					OnChange(onLayerNumber),
				app.Text(text.T(n.What)),
			)
		}),
	)
}

// onLayerNumber writes a changed number into the text of the layers.
func onLayerNumber(ctx app.Context, _ app.Event) {
	input, area := ctx.JSSrc(), app.Window().GetElementByID(form.Fields[form.Network].ID)
	place := func(name string) int {
		return int(form.ParseWhole(input.Get("dataset").Get(name).String()))
	}
	value := input.Get("value").String()
	if value == "" { // it is no number
		value = input.Call("getAttribute", "min").String()
		input.Set("value", value)
	}
	state.ChangeField.Raise(ctx, state.FieldChange{
		ID:   form.Fields[form.Network].ID,
		Text: withNumber(area.Get("value").String(), place("layer"), place("word"), value),
		Done: true,
	})
}

// withNumber returns the text of layers with another word in one of them.
func withNumber(layers string, layer, word int, value string) string {
	parts := strings.Split(layers, ",")
	if layer >= len(parts) {
		return layers
	}
	words := strings.Fields(parts[layer])
	if word >= len(words) {
		return layers
	}
	words[word] = value
	parts[layer] = " " + strings.Join(words, " ")
	return strings.TrimSpace(strings.Join(parts, ","))
}

// shapeText writes a shape as 20×28×28.
func shapeText(shape []int) string {
	sizes := make([]string, len(shape))
	for i, n := range shape {
		sizes[i] = strconv.Itoa(n)
	}
	return strings.Join(sizes, "×")
}
