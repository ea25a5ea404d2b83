// Package state holds what the views and the lab know of each other: the states
// that the lab publishes and the views watch, the actions that views raise and the
// lab answers, and the rules of those states that need no browser.
package state

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Key names a state that holds a T: what controllers publish and components
// watch.
type Key[T any] string

// Set lets all who watch the state see another value.
func (k Key[T]) Set(ctx app.Context, value T) { ctx.SetState(string(k), value) }

// Observe keeps value up to date with the state while the component is mounted,
// and calls the functions after each change.
func (k Key[T]) Observe(ctx app.Context, value *T, changed ...func()) {
	o := ctx.ObserveState(string(k))
	for _, f := range changed {
		o = o.OnChange(f)
	}
	o.Value(value)
}

// Action names something that a visitor can ask for, with a T that says more.
type Action[T any] string

// Raise asks for it.
func (a Action[T]) Raise(ctx app.Context, value T) { ctx.NewActionWithValue(string(a), value) }

// Handle has a function answer it, on the UI goroutine.
func (a Action[T]) Handle(ctx app.Context, answer func(ctx app.Context, value T)) {
	ctx.Handle(string(a), func(ctx app.Context, raised app.Action) {
		// Only Raise names the action, and it takes a T.
		value, _ := raised.Value.(T)
		answer(ctx, value)
	})
}

// Signal is an action that needs no value.
type Signal string

// Raise asks for it.
func (s Signal) Raise(ctx app.Context) { ctx.NewAction(string(s)) }

// Handle has a function answer it, on the UI goroutine.
func (s Signal) Handle(ctx app.Context, answer func(app.Context)) {
	ctx.Handle(string(s), func(ctx app.Context, _ app.Action) { answer(ctx) })
}
