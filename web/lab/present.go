package lab

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
)

// present begins or ends to present the page.
func (l *Lab) present(ctx app.Context, on bool) {
	l.setPresent(ctx, on)
	l.updateLink(ctx)
}

func (l *Lab) setPresent(ctx app.Context, on bool) {
	l.presented = on
	dom.Mark(ctx, "present", strconv.FormatBool(on)) // which the style sheet goes by
	state.PresentKey.Set(ctx, on)
}
