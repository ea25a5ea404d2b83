// Package report is the view of how well the weights read: in numbers, by digit, by
// how sure they are, and in the images they get wrong.
package report

import (
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// images returns the number of images that were evaluated.
func images(confusion [][]int) (n int) {
	for _, row := range confusion {
		n += sum(row)
	}
	return n
}

func sum(counts []int) (n int) {
	for _, count := range counts {
		n += count
	}
	return n
}

// reportView shows the newest evaluation: in numbers, by pairs of digits, by
// digits, by how sure the network was, and in images.
type reportView struct {
	app.Compo
}

// OnMount follows the language.
func (c *reportView) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows the parts.
func (c *reportView) Render() app.UI {
	return app.Div().Class("report").Body(
		app.Range(reportParts[:]).Slice(func(i int) app.UI { return &reportPart{Part: i} }),
	)
}

// reportParts render the parts of the report.
var reportParts = [state.ReportPartCount]func(state.Findings) []app.UI{
	renderOverview, renderConfusion, renderMistakes, renderScores, renderCalibration,
}

// reportPart shows a part of the report, nothing before the first evaluation.
type reportPart struct {
	app.Compo
	Part     int // its index in reportParts
	findings state.Findings
}

// OnMount watches what there is to show.
func (c *reportPart) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.FindingsKey(c.Part).Observe(ctx, &c.findings)
}

// Render shows the part.
func (c *reportPart) Render() app.UI {
	part := app.Div().Class("report-part").Hidden(c.findings.Evaluation == nil)
	if c.findings.Evaluation == nil {
		return part
	}
	return part.Body(reportParts[c.Part](c.findings)...)
}

func renderOverview(f state.Findings) []app.UI {
	return []app.UI{ui.RenderMetrics(reportMetrics(f.Evaluation))}
}

func reportMetrics(r *worker.Evaluation) []ui.Metric {
	all, wrong := images(r.Confusion), state.EveryMistake.Count(r.Confusion)
	calibration := ui.Metric{ID: "report-ece", Label: text.T("Calibration error")}
	if r.Calibration != nil {
		calibration.Value = number.Plain(r.Calibration.Error)
		calibration.Text = number.Percent(r.Calibration.Error, 2)
	}
	return []ui.Metric{
		{ID: "report-accuracy", Label: text.T("Accuracy"), Value: number.Plain(r.Accuracy), Text: number.Percent(r.Accuracy, 2)},
		{ID: "report-wrong", Label: text.T("Misread"), Value: strconv.Itoa(wrong), Text: number.Grouped(wrong), Of: text.F("of %s", number.Grouped(all))},
		{ID: "report-loss", Label: text.T("Loss"), Value: number.Plain(r.Loss), Text: number.Decimals(r.Loss, 4)},
		calibration,
	}
}

// shareText writes a share of one, a dash in the place of no number.
func shareText(share worker.Float) string {
	if math.IsNaN(float64(share)) {
		return "–"
	}
	return number.Percent(float64(share), 2)
}

// shareValue writes a share for a data-value attribute, "" if it is no number.
func shareValue(share worker.Float) string {
	if math.IsNaN(float64(share)) {
		return ""
	}
	return number.Plain(float64(share))
}

// View returns the body of the view.
func View() []app.UI { return []app.UI{&reportButtons{}, &reportView{}} }
