// Package dom is the browser as the page needs it: files, focus, events, observers
// and what is kept from visit to visit.
package dom

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Dispatch runs a function of the lab on the UI goroutine. Unlike the context's
// own Dispatch it does not render the page anew, since what components show are
// states, which they observe.
func Dispatch(ctx app.Context, f func(app.Context)) {
	ctx.Dispatcher().Dispatch(app.Dispatch{Mode: app.Next, Source: ctx.Src(), Function: f})
}

// DispatchAfter is dispatch after a while.
func DispatchAfter(ctx app.Context, while time.Duration, f func(app.Context)) {
	ctx.Async(func() {
		time.Sleep(while)
		Dispatch(ctx, f)
	})
}

// Yield lets the browser do other things, such as answer a hand, before a
// goroutine goes on.
func Yield() { time.Sleep(time.Millisecond) }
