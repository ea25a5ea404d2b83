package dom

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Observer is one of the browser's: of sizes, of what is in sight, or of
// changes to the page.
type Observer struct {
	Value    app.Value
	callback app.Func
}

// NewObserver returns an observer of a kind, such as ResizeObserver. It hands
// on what the browser tells.
func NewObserver(kind string, observed func(told []app.Value)) Observer {
	callback := app.FuncOf(func(_ app.Value, told []app.Value) any {
		observed(told)
		return nil
	})
	return Observer{app.Window().Get(kind).New(callback), callback}
}

// Close ends the observing. What the browser has yet to tell it forgets: Firefox would
// still call.
func (o Observer) Close() {
	o.Value.Call("disconnect")
	if o.Value.Get("takeRecords").Truthy() { // of a ResizeObserver there is none
		o.Value.Call("takeRecords")
	}
	o.callback.Release()
}

// ObserveSize calls resized with the size of an element in px, now and
// whenever it changes, until the returned function is called.
func ObserveSize(ctx app.Context, element app.Value, resized func(width, height float64)) (stop func()) {
	o := NewObserver("ResizeObserver", func([]app.Value) {
		width, height := element.Get("clientWidth").Float(), element.Get("clientHeight").Float()
		ctx.Dispatch(func(app.Context) { resized(width, height) })
	})
	o.Value.Call("observe", element)
	return o.Close
}

// ObserveTheme calls changed whenever the visitor chooses other colours, until
// the returned function is called.
func ObserveTheme(changed func()) (stop func()) {
	o := NewObserver("MutationObserver", func([]app.Value) { changed() })
	o.Value.Call("observe", app.Window().Get("document").Get("documentElement"),
		map[string]any{"attributes": true, "attributeFilter": []any{"data-theme"}})
	return o.Close
}

// InSight returns the newest of what an IntersectionObserver has told.
func InSight(told []app.Value) bool {
	entries := told[0]
	return entries.Index(entries.Length() - 1).Get("isIntersecting").Bool()
}
