package dom

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Settle calls done on the UI goroutine when a promise of JavaScript is kept,
// with its result, or when it is broken.
func Settle(ctx app.Context, promise app.Value, done func(ctx app.Context, result app.Value, kept bool)) {
	var kept, broken app.Func
	settled := func(well bool) app.Func {
		return app.FuncOf(func(_ app.Value, args []app.Value) any {
			kept.Release()
			broken.Release()
			result := args[0]
			ctx.Dispatch(func(ctx app.Context) { done(ctx, result, well) })
			return nil
		})
	}
	kept, broken = settled(true), settled(false)
	promise.Call("then", kept, broken)
}
