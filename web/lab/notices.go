package lab

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// notify shows a notice in the place of its scope's last one; an empty text
// takes that one away.
func (l *Lab) notify(ctx app.Context, scope, text string) {
	l.showNotice(ctx, state.Notice{Scope: scope, Text: text})
}

// offerRetry says that there are workers no more, with a button to start them.
func (l *Lab) offerRetry(ctx app.Context, text string) {
	l.showNotice(ctx, state.Notice{Scope: worker.ScopeWorker, Text: text, Retry: true})
}

// showNotice is notify for a whole notice.
func (l *Lab) showNotice(ctx app.Context, n state.Notice) {
	i := slices.IndexFunc(l.notices, func(old state.Notice) bool { return old.Scope == n.Scope })
	if i < 0 && n.Text == "" || i >= 0 && l.notices[i] == n {
		return
	}
	// Components hold the old slice.
	notices := slices.Clone(l.notices)
	switch {
	case n.Text == "":
		notices = slices.Delete(notices, i, i+1)
	case i < 0:
		notices = append(notices, n)
	default:
		notices[i] = n
	}
	l.notices = notices
	state.NoticesKey.Set(ctx, notices)
}

func (l *Lab) dismissNotice(ctx app.Context, scope string) {
	l.notify(ctx, scope, "")
	dom.RescueFocus(ctx, "tab-"+l.view)
}
