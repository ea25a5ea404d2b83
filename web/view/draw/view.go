// Package draw is the card with the pad, which is there in every view: what is
// drawn, what is read in it, and the weights that read.
package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// View returns the body of the card. Pad and answer are in one element: on a
// telephone they stay in sight while the rest scrolls away.
func View() []app.UI {
	return []app.UI{
		app.H2().ID("draw-title").Class("unseen").Text(text.T("Draw")),
		app.Div().Class("draw-top").Body(&pad{}, &answer{}),
		&secondAnswer{},
		&preview{},
		&digits{},
		&weightsPanel{},
	}
}
