package web

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// findings are what the parts of the report show.
type findings struct {
	*worker.Evaluation       // nil before the first, and while nobody looks
	Selected           *pair // as in report
}

// reportParts render the parts of the report. Each is told in turn what to show:
// all of them at once would keep the page from answering.
var reportParts = []func(findings) []app.UI{
	renderOverview, renderConfusion, renderMistakes, renderScores, renderCalibration,
}

// findingsState names the state that holds the findings that a part shows.
func findingsState(part int) string { return "findings-" + strconv.Itoa(part) }

// reportID names the view with the report.
const reportID = "evaluate"

// tellFindings has the parts of the report show what there is.
func (l *lab) tellFindings(ctx app.Context) {
	if l.view != reportID {
		return
	}
	for part := range reportParts {
		l.setInTurn(ctx, wholePage, findingsState(part), findings{l.report.Result, l.report.Selected})
	}
}

// forgetFindings lets the view open empty the next time, and be told then.
func (l *lab) forgetFindings(ctx app.Context) {
	for part := range reportParts {
		ctx.SetState(findingsState(part), findings{})
	}
}
