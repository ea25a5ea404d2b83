package web

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// observer is one of the browser's: of sizes, of what is in sight, or of
// changes to the page.
type observer struct {
	value    app.Value
	callback app.Func
}

// newObserver returns an observer of a kind, such as ResizeObserver. It hands
// on what the browser tells.
func newObserver(kind string, observed func(told []app.Value)) observer {
	callback := app.FuncOf(func(_ app.Value, told []app.Value) any {
		observed(told)
		return nil
	})
	return observer{app.Window().Get(kind).New(callback), callback}
}

func (o observer) close() {
	o.value.Call("disconnect")
	o.callback.Release()
}

// observeSize calls resized with the size of an element in px, now and
// whenever it changes, until the returned function is called.
func observeSize(ctx app.Context, element app.Value, resized func(width, height float64)) (stop func()) {
	o := newObserver("ResizeObserver", func([]app.Value) {
		width, height := element.Get("clientWidth").Float(), element.Get("clientHeight").Float()
		ctx.Dispatch(func(app.Context) { resized(width, height) })
	})
	o.value.Call("observe", element)
	return o.close
}

// observeTheme calls changed whenever the visitor chooses other colours, until
// the returned function is called.
func observeTheme(changed func()) (stop func()) {
	o := newObserver("MutationObserver", func([]app.Value) { changed() })
	o.value.Call("observe", app.Window().Get("document").Get("documentElement"),
		map[string]any{"attributes": true, "attributeFilter": []any{"data-theme"}})
	return o.close
}

// inSight returns the newest of what an IntersectionObserver has told.
func inSight(told []app.Value) bool {
	entries := told[0]
	return entries.Index(entries.Length() - 1).Get("isIntersecting").Bool()
}
