package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
)

// storeEmptied says what follows from the browser's having deleted what it kept
// for the page, which is open still.
func (l *Lab) storeEmptied(ctx app.Context) {
	l.notify(ctx, state.ScopeStorage, text.T("What this browser kept for the page has been deleted. What you still see of your runs and your handwriting is gone when you close the page: export it to keep it."))
}

// tellUnread offers to delete records that cannot be read.
func (l *Lab) tellUnread(ctx app.Context, count int, name string) {
	l.showNotice(ctx, state.Notice{Scope: state.ScopeUnread, Unread: true,
		Text: text.F("Records kept in this browser that cannot be read: %d, such as “%s”. They are damaged, or from another version of the page.", count, name)})
}

func (l *Lab) deleteUnread(ctx app.Context) {
	l.records.DeleteUnread()
	l.dismissNotice(ctx, state.ScopeUnread)
}

// tellRefusal says what the visitor has to know where the browser keeps nothing.
func (l *Lab) tellRefusal(ctx app.Context) {
	if dom.StorageRefused() {
		l.drawings.WarnedOfLoss()
		l.notify(ctx, state.ScopeStorage, text.T("This browser keeps nothing for the page, as its settings say: runs, your handwriting, language and theme are gone when you close it. Export what you want to keep."))
	}
}
