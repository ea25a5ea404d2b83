// Package draw is the card with the pad, which is there in every view: what is
// drawn, what is read in it, and the weights that read.
package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// View returns the body of the card.
func View() []app.UI {
	return []app.UI{
		app.H2().ID("draw-title").Text(text.T("Draw")),
		app.Div().Class("draw-top").Body(
			&pad{},
			app.Div().Class("seen").Body(&answer{}, &preview{}),
		),
		&secondAnswer{},
		&digits{},
		&weightsPanel{},
	}
}
