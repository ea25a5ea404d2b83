package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// keepPreference keeps a choice for the next visit. Where it cannot be kept, it
// holds for this one.
func (l *Lab) keepPreference(ctx app.Context, p state.Preference) {
	if l.options.Remember(p.Key, p.Value) {
		l.notify(ctx, state.ScopePreference, "")
		return
	}
	l.notify(ctx, state.ScopePreference, text.T("This browser has no room left to remember your choice: it ends with this page. Deleting the data of this site in the browser makes room, but that deletes your runs and your handwriting too."))
}
