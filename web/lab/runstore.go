package lab

import (
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/idb"
	"digitlab/web/lab/records"
	"digitlab/web/runs"
	"digitlab/web/text"
)

// runsDatabase is the name of the database that runs are kept in, by their IDs.
const runsDatabase = "digitlab-runs"

// openRuns lists the runs of earlier visits, and keeps those to come.
func (l *Lab) openRuns(ctx app.Context) {
	records.Open(ctx, l.records, runsDatabase, runs.Decode, l.runsOpened, l.runsNotSaved)
}

func (l *Lab) runsOpened(ctx app.Context, queue *idb.Queue, kept []runs.Run) {
	l.runs.queue = queue
	begun := l.runs.List // before the others were there
	l.runs.List = begun.Join(kept)
	for _, run := range begun {
		l.saveRun(run.ID)
	}
	l.publishRows(ctx)
	l.openRunWeights(ctx)
	l.fetchPretrainedRun(ctx)
}

// runsNotSaved says, with the list of runs, that something in it will not be
// there the next time.
func (l *Lab) runsNotSaved(ctx app.Context, err error) {
	l.runs.notSaved = text.T("This browser does not keep runs: they are gone when the page is closed.")
	if !errors.Is(err, idb.ErrNone) {
		l.runs.notSaved = text.F("Not all runs can be kept: %s.", text.Said(failure.Of(err)))
	}
	l.publishRows(ctx)
}
