package lab

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/idb"
	"digitlab/web/state"
	"digitlab/web/text"
)

// unread are the names of records that cannot be read, and the queue to delete
// them with.
type unread struct {
	queue *idb.Queue
	names []string
}

// openStore opens a database of the browser's. It hands opened what is kept in it, with
// the queue that keeps more, which is nil where the browser keeps nothing; failed is
// told of errors then and later. Both run on the UI goroutine.
func openStore[T any](ctx app.Context, l *Lab, name string, decode func([]byte) (T, error),
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
		store, err := idb.Open(name, func() { ctx.Dispatch(l.storeEmptied) })
		if err == nil {
			kept, names, err = readRecords(store, decode)
		}
		if store != nil {
			queue = idb.NewQueue(store, report)
		}
		ctx.Dispatch(func(ctx app.Context) {
			opened(ctx, queue, kept)
			l.tellUnread(ctx, unread{queue, names})
		})
		report(err)
	})
}

// readRecords returns what is in a store, and the names of the records that cannot
// be read.
func readRecords[T any](store *idb.Store, decode func([]byte) (T, error)) (kept []T, unread []string, err error) {
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

// tellUnread offers to delete records that cannot be read, if there are any.
func (l *Lab) tellUnread(ctx app.Context, u unread) {
	if len(u.names) == 0 {
		return
	}
	l.unread = append(l.unread, u)
	count := 0
	for _, u := range l.unread {
		count += len(u.names)
	}
	l.showNotice(ctx, state.Notice{Scope: state.ScopeUnread, Unread: true,
		Text: text.F("Records kept in this browser that cannot be read: %d, such as “%s”. They are damaged, or from another version of the page.", count, u.names[0])})
}

func (l *Lab) deleteUnread(ctx app.Context) {
	for _, u := range l.unread {
		for _, name := range u.names {
			u.queue.Delete(name)
		}
	}
	l.unread = nil
	l.dismissNotice(ctx, state.ScopeUnread)
}
