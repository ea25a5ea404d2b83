package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
)

func (l *Lab) showView(ctx app.Context, id string) {
	l.setView(ctx, id)
	l.updateLink(ctx)
}

func (l *Lab) setView(ctx app.Context, id string) {
	if l.view == state.ReportView && id != state.ReportView {
		l.forgetFindings(ctx)
	}
	l.view = id
	state.ViewKey.Set(ctx, id)
	l.tellFindings(ctx)
	l.evaluateFirst(ctx)
}
