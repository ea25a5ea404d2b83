// Package records opens the databases that the browser keeps for the page.
package records

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/idb"
)

// Needs are what the lab gives those who open databases.
type Needs struct {
	Emptied func(app.Context) // told that the browser has deleted what it kept
	// Unreadable is told how many records cannot be read, one of which has that name.
	Unreadable func(ctx app.Context, count int, name string)
}

// Records are the databases that are open. They belong to the UI goroutine.
type Records struct {
	Needs
	unread []unread
}

// unread are the names of records that cannot be read, and the queue to delete
// them with.
type unread struct {
	queue *idb.Queue
	names []string
}

// New returns records of which no database is open.
func New(needs Needs) *Records { return &Records{Needs: needs} }

// Open opens a database of the browser's. It hands opened what is kept in it, with
// the queue that keeps more, which is nil where the browser keeps nothing; failed is
// told of errors then and later. Both run on the UI goroutine.
func Open[T any](ctx app.Context, r *Records, name string, decode func([]byte) (T, error),
	opened func(app.Context, *idb.Queue, []T), failed func(app.Context, error)) {
	report := func(err error) {
		if err != nil {
			ctx.Dispatch(func(ctx app.Context) { failed(ctx, err) })
		}
	}
	ctx.Async(func() {
		var (
			kept  []T
			names []string // of records that cannot be read
			queue *idb.Queue
		)
		store, err := idb.Open(name, func() { ctx.Dispatch(r.Emptied) })
		if err == nil {
			kept, names, err = read(store, decode)
		}
		if store != nil {
			queue = idb.NewQueue(store, report)
		}
		ctx.Dispatch(func(ctx app.Context) {
			opened(ctx, queue, kept)
			r.tellUnread(ctx, unread{queue, names})
		})
		report(err)
	})
}

// read returns what is in a store, and the names of the records that cannot
// be read.
func read[T any](store *idb.Store, decode func([]byte) (T, error)) (kept []T, unread []string, err error) {
	records, err := store.All()
	for name, record := range records {
		v, err := decode(record)
		if err != nil {
			unread = append(unread, name)
			continue
		}
		kept = append(kept, v)
	}
	slices.Sort(unread)
	return kept, unread, err
}

// tellUnread tells of records that cannot be read, if there are any.
func (r *Records) tellUnread(ctx app.Context, u unread) {
	if len(u.names) == 0 {
		return
	}
	r.unread = append(r.unread, u)
	count := 0
	for _, u := range r.unread {
		count += len(u.names)
	}
	r.Unreadable(ctx, count, u.names[0])
}

// DeleteUnread deletes the records that cannot be read.
func (r *Records) DeleteUnread() {
	for _, u := range r.unread {
		for _, name := range u.names {
			u.queue.Delete(name)
		}
	}
	r.unread = nil
}
