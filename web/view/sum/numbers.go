package sum

import (
	"math"
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// coloured is an element that takes a class and a style.
type coloured[T any] interface {
	Class(...string) T
	Style(name, value string) T
}

// cell gives an element the colour of a number, as deep as its share of the largest.
func cell[T coloured[T]](element T, v, largest float64) T {
	class := "plus"
	if v < 0 {
		class = "minus"
	}
	share := 0.
	if largest > 0 {
		share = math.Sqrt(math.Abs(v) / largest) // brings out what is small
	}
	return element.Class("sum-number", class).Style("--share", strconv.FormatFloat(share, 'f', 2, 64))
}

// renderNumbers shows a square of numbers as a table.
func renderNumbers(title string, values []float32, side int) app.UI {
	largest := 0.
	for _, v := range values {
		largest = max(largest, math.Abs(float64(v)))
	}
	rows := make([][]float32, 0, side)
	for row := range slices.Chunk(values, side) {
		rows = append(rows, row)
	}
	return app.Table().Class("sum-numbers").Body(
		app.Caption().Text(title),
		app.TBody().Body(app.Range(rows).Slice(func(y int) app.UI {
			return app.Tr().Body(app.Range(rows[y]).Slice(func(x int) app.UI {
				v := float64(rows[y][x])
				return cell(app.Td(), v, largest).Text(decimals(v))
			}))
		})),
	)
}

func renderSign(sign string) app.UI {
	return app.Span().Class("sum-sign").Aria("hidden", "true").Text(sign)
}

// mostTerms is how many terms of a long sum are written out.
const mostTerms = 8

// renderLinear shows the terms of a long sum, the largest first.
func renderLinear(s *worker.ExplanationStep, inputs, weights []float32) []app.UI {
	order := make([]int, len(inputs))
	for i := range order {
		order[i] = i
	}
	term := func(i int) float64 { return float64(inputs[i]) * float64(weights[i]) }
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := math.Abs(term(a)), math.Abs(term(b)); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	shown := order[:min(mostTerms, len(order))]
	rest := 0.
	for _, i := range order[len(shown):] {
		rest += term(i)
	}
	largest := math.Abs(term(order[0]))
	from := s.From
	if from == "" {
		from = text.T("the picture")
	}
	return []app.UI{
		app.Table().Class("scores", "sum-terms").Aria("labelledby", "sum-"+s.Layer+"-title").Body(
			app.THead().Body(app.Tr().Body(ui.ColumnHeads(text.F("Number of %s", from), text.T("Value"), text.T("Weight"), text.T("Product"))...)),
			app.TBody().Body(app.Range(shown).Slice(func(k int) app.UI {
				i := shown[k]
				return app.Tr().Body(
					app.Th().Scope("row").Text(number.Grouped(i+1)),
					app.Td().Text(decimals(float64(inputs[i]))),
					app.Td().Text(decimals(float64(weights[i]))),
					cell(app.Td(), term(i), largest).Text(decimals(term(i))),
				)
			})),
		),
		app.If(len(order) > len(shown), app.P().Class("hint").
			Text(text.F("The other %s products add up to %s.", number.Grouped(len(order)-len(shown)), decimals(rest)))),
		renderEquation(text.F("Sum of the products %s, bias %s: %s",
			decimals(float64(s.Value)-float64(s.Bias)), added(float64(s.Bias)), decimals(float64(s.Value)))),
	}
}
