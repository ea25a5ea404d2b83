package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/lab/queue"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// tellFindings has the parts of the report show what there is.
func (l *Lab) tellFindings(ctx app.Context) {
	if l.view != state.ReportView {
		return
	}
	for part := range state.ReportPartCount {
		queue.Set(ctx, l.queue, queue.WholePage, state.FindingsKey(part), state.Findings{Evaluation: l.report.Result, Selected: l.report.Selected})
	}
}

// forgetFindings lets the view open empty the next time, and be told then.
func (l *Lab) forgetFindings(ctx app.Context) {
	for part := range state.ReportPartCount {
		state.FindingsKey(part).Set(ctx, state.Findings{})
	}
}

func (l *Lab) evaluateWeights(ctx app.Context, split string) {
	l.evaluate(ctx, split, false)
}

// evaluate begins to evaluate the present weights on a split. What comes of it
// is a report, unless it is to be quiet.
func (l *Lab) evaluate(ctx app.Context, split string, quiet bool) {
	if l.report.Pending != "" && !l.unasked || l.training.Active() {
		return
	}
	if l.unasked && l.report.Pending == split {
		l.unasked = false
		return
	}
	l.unasked = false
	workers := 0 // as many as the trainer finds right
	if n, ok := l.settings.Form.ValidWhole(form.Workers); ok {
		workers = int(n)
	}
	l.notify(ctx, worker.ScopeEvaluation, "")
	l.quiet = quiet
	l.setPending(ctx, split)
	l.send(ctx, l.trainer, &worker.Evaluate{Split: split, Workers: workers})
}

// readForGallery has a split read for the gallery alone, if anything can be read now.
func (l *Lab) readForGallery(ctx app.Context, split string) bool {
	if l.training.Active() || l.weights.Source == "" {
		return false
	}
	l.evaluate(ctx, split, true)
	return true
}

func (l *Lab) setPending(ctx app.Context, split string) {
	l.rereads = false
	l.report.Pending, l.report.Progress = split, worker.EvaluationProgress{}
	state.ReportKey.Set(ctx, l.report)
}

func (l *Lab) evaluationProgress(ctx app.Context, m *worker.EvaluationProgress) {
	l.report.Progress = *m
	state.ReportKey.Set(ctx, l.report)
}

func (l *Lab) stopEvaluation(ctx app.Context) {
	l.send(ctx, l.trainer, &worker.StopEvaluation{})
	l.evaluationFailed(ctx)
}

// evaluationFailed ends the waiting for an evaluation that comes to nothing.
func (l *Lab) evaluationFailed(ctx app.Context) {
	l.gallery.ReadFailed()
	l.setPending(ctx, "")
}

// evaluated takes over an evaluation that was asked for.
func (l *Lab) evaluated(ctx app.Context, m *worker.Evaluation) {
	l.setPending(ctx, "")
	if !l.quiet {
		l.showReport(ctx, m)
	}
	l.gallery.SplitRead(ctx, m)
}

// evaluationOver ends the waiting for an evaluation, whose place a run has
// taken.
func (l *Lab) evaluationOver(ctx app.Context) {
	l.notify(ctx, worker.ScopeEvaluation, "")
	l.setPending(ctx, "")
}

// showReport takes over an evaluation.
func (l *Lab) showReport(ctx app.Context, m *worker.Evaluation) {
	l.report.Result = m
	state.ReportKey.Set(ctx, l.report)
	l.tellFindings(ctx)
}

func (l *Lab) selectMistakes(ctx app.Context, p *state.Pair) {
	l.report.Selected = p
	l.tellFindings(ctx)
}
