package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
)

func (l *Lab) chooseTheme(ctx app.Context, theme string) {
	app.Window().Call("chooseTheme", theme) // of theme.js
	l.keepPreference(ctx, state.Preference{Key: state.ThemeKey, Value: theme})
}
