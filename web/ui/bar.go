package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
)

// Bar is what is shown of one digit.
type Bar struct {
	Probability float64
	Text        string
	Best        bool
}

// BarsClass is the class of a list of bars for digits, or for what has longer names.
func BarsClass(digits bool) string {
	if digits {
		return "numbered"
	}
	return "named"
}

// RenderBar shows the row of a digit, or another class, with what lies over it.
func RenderBar(id, name string, b Bar, over ...app.UI) app.UI {
	classes := []string{"bar"}
	if b.Best {
		classes = append(classes, "best")
	}
	return app.Li().ID(id).Class(classes...).
		DataSet("value", number.Plain(b.Probability)).Body(append([]app.UI{
		app.Span().Class("bar-digit").Text(name),
		app.Span().Class("bar-track").Body(
			// A transform changes without the page being laid out anew, unlike a width.
			app.Span().Class("bar-fill").Style("transform", fmt.Sprintf("scaleX(%.4f)", b.Probability)),
		),
		app.Span().Class("bar-text").Text(b.Text),
	}, over...)...)
}
