package runlist

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

// Open lists the runs of earlier visits, and keeps those to come.
func (rs *Runs) Open(ctx app.Context) {
	records.Open(ctx, rs.Records, runsDatabase, runs.Decode, rs.opened, rs.notKept)
}

func (rs *Runs) opened(ctx app.Context, queue *idb.Queue, kept []runs.Run) {
	rs.queue = queue
	begun := rs.List // before the others were there
	rs.List = begun.Join(kept)
	for _, run := range begun {
		rs.Save(run.ID)
	}
	rs.Publish(ctx)
	rs.openWeights(ctx)
	rs.Listed(ctx)
}

// notKept says, with the list of runs, that something in it will not be
// there the next time.
func (rs *Runs) notKept(ctx app.Context, err error) {
	rs.notSaved = text.T("This browser does not keep runs: they are gone when the page is closed.")
	if !errors.Is(err, idb.ErrNone) {
		rs.notSaved = text.F("Not all runs can be kept: %s.", text.Said(failure.Of(err)))
	}
	rs.Publish(ctx)
}
