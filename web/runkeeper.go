package web

import (
	"errors"
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/idb"
	"digitlab/web/runs"
	"digitlab/web/text"
)

// runsDatabase is the name of the database that runs are kept in, by their IDs.
const runsDatabase = "digitlab-runs"

// runKeeper keeps runs in the browser, one after another and beside everything
// else. A nil one keeps nothing.
type runKeeper struct {
	jobs chan func(*idb.Store) error
}

// maxJobs is how many may wait. More come only where the browser does not
// answer; they are dropped then, which the next one of the same run makes good.
const maxJobs = 256

func (k *runKeeper) put(r runs.Run) {
	if k == nil {
		return
	}
	record, err := runs.Encode(r)
	k.do(func(s *idb.Store) error {
		if err != nil {
			return err
		}
		return s.Put(r.ID, record)
	})
}

func (k *runKeeper) delete(id string) {
	if k != nil {
		k.do(func(s *idb.Store) error { return s.Delete(id) })
	}
}

func (k *runKeeper) do(job func(*idb.Store) error) {
	select {
	case k.jobs <- job:
	default:
	}
}

func (k *runKeeper) close() {
	if k != nil {
		close(k.jobs)
	}
}

// openRuns lists the runs of earlier visits, and keeps those to come.
func (l *lab) openRuns(ctx app.Context) {
	ctx.Async(func() {
		store, err := idb.Open(runsDatabase)
		var kept []runs.Run
		if err == nil {
			kept, err = readRuns(store)
		}
		if store == nil {
			ctx.Dispatch(func(ctx app.Context) { l.runsNotKept(ctx, err) })
			return
		}
		keeper := &runKeeper{jobs: make(chan func(*idb.Store) error, maxJobs)}
		ctx.Dispatch(func(ctx app.Context) { l.runsOpened(ctx, keeper, kept, err) })
		for job := range keeper.jobs {
			if err := job(store); err != nil {
				ctx.Dispatch(func(ctx app.Context) { l.runsNotKept(ctx, err) })
			}
		}
	})
}

// readRuns returns the runs in a store. Those that cannot be read, of another
// version of the page perhaps, stay there and do not count.
func readRuns(store *idb.Store) (kept []runs.Run, err error) {
	records, err := store.All()
	if err != nil {
		return nil, err
	}
	unread := 0
	for _, record := range records {
		run, err := runs.Decode(record)
		if err != nil {
			unread++
			continue
		}
		kept = append(kept, run)
	}
	if unread > 0 {
		err = fmt.Errorf("%d of %d kept runs cannot be read", unread, len(records))
	}
	return kept, err
}

func (l *lab) runsOpened(ctx app.Context, keeper *runKeeper, kept []runs.Run, err error) {
	if err != nil {
		l.runsNotKept(ctx, err)
	}
	l.book.keeper = keeper
	begun := l.book.List // before the others were there
	l.book.List = begun.Join(kept)
	for _, run := range begun {
		l.saveRun(run.ID)
	}
	l.publishRows(ctx)
}

// runsNotKept says, with the list of runs, that something in it will not be
// there the next time.
func (l *lab) runsNotKept(ctx app.Context, err error) {
	l.book.notKept = text.T("This browser does not keep runs: they are gone when the page is closed.")
	if !errors.Is(err, idb.ErrNone) {
		l.book.notKept = text.F("Not all runs can be kept: %s.", err)
	}
	l.publishRows(ctx)
}
