package main

import (
	"syscall/js"

	"digitlab/wasm/datasets"
	"digitlab/wasm/savedrun"
	"digitlab/web/idb"
)

// runDatabase is that of the last run, and the name of the lock of the tab that
// writes to it.
const runDatabase = "digitlab-run"

// datasetDatabase is that of the datasets that are kept.
const datasetDatabase = "digitlab-datasets"

// datasetOpener returns a function that opens their database.
func datasetOpener() func() (datasets.Database, error) {
	var store *idb.Store
	return func() (_ datasets.Database, err error) {
		if store == nil {
			store, err = idb.Open(datasetDatabase, func() {})
		}
		return store, err
	}
}

// runOpener returns a function that opens the database: each use of one that did
// not open tries again by itself.
func runOpener() func() (savedrun.Database, error) {
	var store *idb.Store
	return func() (_ savedrun.Database, err error) {
		if store == nil {
			store, err = idb.Open(runDatabase, func() {})
		}
		return store, err
	}
}

// lockRun waits until no other tab holds the lock, and holds it until this
// worker ends. It calls busy if it has to wait. In a browser without locks, the
// tab that writes last wins.
func lockRun(busy func()) {
	locks := js.Global().Get("navigator").Get("locks")
	if !locks.Truthy() {
		return
	}
	if !requestLock(locks, map[string]any{"ifAvailable": true}) {
		busy()
		requestLock(locks, map[string]any{})
	}
}

// requestLock waits for the answer to a request and reports whether the lock is
// held. One that is refused, as to pages of no origin, counts as held: such
// pages have no store to share either.
func requestLock(locks js.Value, options map[string]any) bool {
	answered := make(chan bool, 1)
	never := js.FuncOf(func(js.Value, []js.Value) any { return nil })
	defer never.Release()
	forever := js.Global().Get("Promise").New(never)
	granted := js.FuncOf(func(_ js.Value, args []js.Value) any {
		held := args[0].Truthy()
		answered <- held
		if held {
			return forever
		}
		return nil
	})
	defer granted.Release()
	refused := js.FuncOf(func(js.Value, []js.Value) any {
		answered <- true
		return nil
	})
	defer refused.Release()
	locks.Call("request", runDatabase, options, granted).Call("catch", refused)
	return <-answered
}
