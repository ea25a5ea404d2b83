package dom

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Listen calls do at each event of an element or of the window, until the
// returned function is called. It is for events of which many come a second: at
// one of go-app's, the component and all around it, up to the page, is rendered.
// The options are those of addEventListener.
func Listen(on app.Value, event string, options map[string]any, do func(e app.Value)) (stop func()) {
	callback := app.FuncOf(func(_ app.Value, args []app.Value) any {
		do(args[0])
		return nil
	})
	on.Call("addEventListener", event, callback, options)
	return func() {
		on.Call("removeEventListener", event, callback, options)
		callback.Release()
	}
}

// Repeat calls do again and again, until the returned function is called.
func Repeat(every time.Duration, do func()) (stop func()) {
	callback := app.FuncOf(func(app.Value, []app.Value) any {
		do()
		return nil
	})
	timer := app.Window().Call("setInterval", callback, every.Milliseconds())
	return func() {
		app.Window().Call("clearInterval", timer)
		callback.Release()
	}
}

// StopAll returns a function that calls all of them.
func StopAll(stops ...func()) (stop func()) {
	return func() {
		for _, stop := range stops {
			stop()
		}
	}
}
