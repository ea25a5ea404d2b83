package lab

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// fetcher gives the content of a file of the page, and nothing where that does not come.
type fetcher func(ctx app.Context, url string, done func(ctx app.Context, content []byte))

// fetchPretrainedRun lets the chart open with the run that made the weights of the
// page, while there is none of the visitor's. It is worth no error.
func (l *Lab) fetchPretrainedRun(ctx app.Context) {
	if len(l.runs.List) > 0 {
		return
	}
	l.options.Fetch(ctx, dom.FileURL(dom.RunFile), func(ctx app.Context, content []byte) {
		if run, err := runs.Decode(content); err == nil {
			l.runs.Pretrained = &run
			l.runs.Publish(ctx)
		}
	})
}

// fetchFirstWeights lets the predictor answer before the trainer has arrived, which
// gives it the weights of the page later, and says it when they do not come.
func (l *Lab) fetchFirstWeights(ctx app.Context) {
	l.options.Fetch(ctx, dom.FileURL(dom.WeightsFile), func(ctx app.Context, content []byte) {
		if l.newest == nil && content != nil {
			l.send(ctx, l.predictor, &worker.LoadWeights{Name: pretrained, File: content})
		}
	})
}

// evaluateFirst lets the report open with the weights that the page begins with, once
// they and the dataset are there. Of a dataset of other classes they can say nothing.
func (l *Lab) evaluateFirst(ctx app.Context) {
	if l.view != state.ReportView || l.greeted || l.report.Result != nil || l.weights.Source != pretrained || l.dataset.Phase != state.DatasetReady {
		return
	}
	if !slices.Equal(l.dataset.Loaded.Classes, l.weights.Classes) || l.dataset.Loaded.Test == 0 {
		return
	}
	if l.report.Pending != "" {
		// The gallery is having images read: what comes of it is a report as well.
		l.quiet = l.quiet && l.report.Pending != state.SplitTest
		return
	}
	l.evaluate(ctx, state.SplitTest, false)
	l.greeted = l.report.Pending != ""
	l.unasked = l.greeted
}
