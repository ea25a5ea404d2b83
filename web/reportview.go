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
}

// OnMount follows the language.
func (c *reportView) OnMount(ctx app.Context) { followLanguage(ctx) }

// Render shows the parts.
func (c *reportView) Render() app.UI {
	return app.Div().Class("report").Body(
		app.Range(reportParts).Slice(func(i int) app.UI { return &reportPart{Part: i} }),
	)
}

// reportPart shows a part of the report, nothing before the first evaluation.
type reportPart struct {
	app.Compo
	Part     int // its index in reportParts
	findings findings
}

// OnMount watches what there is to show.
func (c *reportPart) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(findingsState(c.Part)).Value(&c.findings)
}

// Render shows the part.
func (c *reportPart) Render() app.UI {
	part := app.Div().Class("report-part").Hidden(c.findings.Evaluation == nil)
	if c.findings.Evaluation == nil {
		return part
	}
	return part.Body(reportParts[c.Part](c.findings)...)
}

func renderOverview(f findings) []app.UI {
	return []app.UI{renderMetrics(reportMetrics(f.Evaluation))}
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
