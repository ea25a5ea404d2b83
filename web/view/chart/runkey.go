package chart

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/plot"
	"digitlab/web/ui"
)

// RunKey shows a piece of a run's curve, with its mark.
func RunKey(slot int) app.UI {
	colour := "var(--run-" + strconv.Itoa(slot%plot.Colours) + ")"
	line := ui.SVG("path", "line").Attr("d", "M1 8L31 8").Attr("stroke", colour)
	if dash := plot.DashOf(slot); dash != nil {
		var lengths string
		for _, length := range dash {
			lengths += strconv.FormatFloat(length, 'f', -1, 64) + " "
		}
		line = line.Attr("stroke-dasharray", lengths)
	}
	return ui.SVG("svg", "run-key").Aria("hidden", "true").Attr("viewBox", "0 0 32 16").Body(
		line,
		ui.SVG("path", "mark").Attr("d", plot.Mark(slot, 16, 8)).Attr("fill", colour),
	)
}
