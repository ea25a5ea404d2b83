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
