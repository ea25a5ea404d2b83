// Package idb keeps bytes under names in the browser's IndexedDB, where they
// outlive the page.
//
// Its functions wait for the browser, so they are called from goroutines of
// their own and never from an event handler.
package idb

import "errors"

// ErrNone says that there is no IndexedDB: outside a browser, and in some
// private windows.
var ErrNone = errors.New("idb: this browser keeps nothing for pages")
