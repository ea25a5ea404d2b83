package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// reportState holds a report.
const reportState = "report"

// Actions on the report.
const (
	evaluateWeights = "/report/evaluate" // a string: splitTest or splitValid
	stopEvaluation  = "/report/stop"     // nothing
	selectMistakes  = "/report/select"   // a *pair, nil for the worst of all
)

// Splits that can be evaluated.
const (
	splitTrain = "train"
	splitValid = "valid"
	splitTest  = "test"
)

// report says how good weights are, those of the run or those asked for.
type report struct {
	Pending  string                    // the split that is being evaluated, "" if none is
	Progress worker.EvaluationProgress // of that
	Result   *worker.Evaluation        // the newest, nil before the first
	Selected *pair                     // whose mistakes to show, nil for the worst of all

	quiet bool // what comes of Pending is for the gallery alone
}

func (l *lab) evaluateWeights(ctx app.Context, a app.Action) {
	l.evaluate(ctx, a.Value.(string), false)
}

// evaluate begins to evaluate the present weights on a split. What comes of it
// is a report, unless it is to be quiet.
func (l *lab) evaluate(ctx app.Context, split string, quiet bool) {
	if l.report.Pending != "" || l.training.stands() {
		return
	}
	workers := 0 // as many as the trainer finds right
	if text := l.settings.Form[fieldWorkers]; fields[fieldWorkers].valid(text) {
		workers = int(parseWhole(text))
	}
	l.notify(ctx, worker.ScopeEvaluation, "")
	l.report.quiet = quiet
	l.setPending(ctx, split)
	l.send(ctx, l.trainer, &worker.Evaluate{Split: split, Workers: workers})
}

func (l *lab) setPending(ctx app.Context, split string) {
	l.report.Pending, l.report.Progress = split, worker.EvaluationProgress{}
	ctx.SetState(reportState, l.report)
}

func (l *lab) evaluationProgress(ctx app.Context, m *worker.EvaluationProgress) {
	l.report.Progress = *m
	ctx.SetState(reportState, l.report)
}

func (l *lab) stopEvaluation(ctx app.Context, _ app.Action) {
	l.send(ctx, l.trainer, &worker.StopEvaluation{})
	l.evaluationFailed(ctx)
}

// evaluationFailed ends the waiting for an evaluation that comes to nothing.
func (l *lab) evaluationFailed(ctx app.Context) {
	l.gallery.willing = false
	l.setPending(ctx, "")
}

// evaluated takes over an evaluation that was asked for.
func (l *lab) evaluated(ctx app.Context, m *worker.Evaluation) {
	l.setPending(ctx, "")
	if !l.report.quiet {
		l.showReport(ctx, m)
	}
	l.splitRead(ctx, m)
}

// evaluationOver ends the waiting for an evaluation, whose place a run has
// taken.
func (l *lab) evaluationOver(ctx app.Context) {
	l.notify(ctx, worker.ScopeEvaluation, "")
	l.setPending(ctx, "")
}

// showReport takes over an evaluation.
func (l *lab) showReport(ctx app.Context, m *worker.Evaluation) {
	l.report.Result = m
	ctx.SetState(reportState, l.report)
	l.tellFindings(ctx)
}

func (l *lab) selectMistakes(ctx app.Context, a app.Action) {
	l.report.Selected = a.Value.(*pair)
	l.tellFindings(ctx)
}

// pair is a label and what was read in its place.
type pair struct{ Label, Prediction int }

// anyDigit in a pair stands for every digit but the other one.
const anyDigit = -1

// holds tells whether images of a label that were read as prediction are among
// the mistakes of p.
func (p pair) holds(label, prediction int) bool {
	return label != prediction &&
		(p.Label == anyDigit || p.Label == label) &&
		(p.Prediction == anyDigit || p.Prediction == prediction)
}

// everyMistake holds all of them.
var everyMistake = pair{anyDigit, anyDigit}

// count returns the number of images that are mistakes of p.
func (p pair) count(confusion [][]int) (images int) {
	for label, row := range confusion {
		for prediction, n := range row {
			if p.holds(label, prediction) {
				images += n
			}
		}
	}
	return images
}

// String says the pair in words.
func (p pair) String() string {
	switch {
	case p.Label == anyDigit:
		return text.F("another digit read as %d", p.Prediction)
	case p.Prediction == anyDigit:
		return text.F("%d read as another digit", p.Label)
	}
	return text.F("%d read as %d", p.Label, p.Prediction)
}

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
