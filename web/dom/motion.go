package dom

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Moves reports whether things on the page may move by themselves: the visitor has not
// asked for less motion.
func Moves() bool {
	return app.IsClient && !app.Window().Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
}
