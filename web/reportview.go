package web

import (
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// reportView shows the newest evaluation: in numbers, by pairs of digits, by
// digits, by how sure the network was, and in images.
type reportView struct {
	app.Compo
	report report
}

// OnMount watches the report.
func (c *reportView) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(reportState).Value(&c.report)
}

// Render shows nothing before the first evaluation.
func (c *reportView) Render() app.UI {
	r := c.report.Result
	if r == nil {
		return app.Div()
	}
	return app.Div().Class("report").Body(
		renderMetrics(reportMetrics(r)),
		app.Div().Class("report-parts").Body(
			c.renderConfusion(r.Confusion),
			c.renderMistakes(r),
			renderScores(r),
			renderCalibration(r.Calibration),
		),
	)
}

func reportMetrics(r *worker.Evaluation) []metric {
	all, wrong := images(r.Confusion), everyMistake.count(r.Confusion)
	calibration := metric{ID: "report-ece", Label: text.T("Calibration error")}
	if r.Calibration != nil {
		calibration.Value = number(r.Calibration.Error)
		calibration.Text = percent(r.Calibration.Error, 2)
	}
	return []metric{
		{ID: "report-accuracy", Label: text.T("Accuracy"), Value: number(r.Accuracy), Text: percent(r.Accuracy, 2)},
		{ID: "report-wrong", Label: text.T("Read wrongly"), Value: strconv.Itoa(wrong), Text: grouped(wrong), Of: text.F("of %s", grouped(all))},
		{ID: "report-loss", Label: text.T("Loss"), Value: number(r.Loss), Text: decimals(r.Loss, 4)},
		calibration,
	}
}

// shareText writes a share of one, a dash in the place of no number.
func shareText(share worker.Float) string {
	if math.IsNaN(float64(share)) {
		return "–"
	}
	return percent(float64(share), 2)
}

// shareValue writes a share for a data-value attribute, "" if it is no number.
func shareValue(share worker.Float) string {
	if math.IsNaN(float64(share)) {
		return ""
	}
	return number(float64(share))
}
