// Package idb keeps bytes under names in the browser's IndexedDB, where they
// outlive the page.
//
// Its functions wait for the browser, so they are called from goroutines of
// their own and never from an event handler.
package idb

import "digitlab/data/failure"

// ErrNone says that there is no IndexedDB: outside a browser, where the browser
// blocks the data of sites, and in some private windows.
var ErrNone = failure.New("this browser keeps nothing for pages")
