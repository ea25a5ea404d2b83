package dom

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// StorageRefused reports whether the browser keeps nothing for the page, as
// static/storage.js has found out.
func StorageRefused() bool { return app.Window().Get("storageRefused").Truthy() }

// Recall returns what Remember has kept under a key, "" if there is nothing.
func Recall(key string) string {
	kept := app.Window().Get("localStorage").Call("getItem", key)
	if !kept.Truthy() {
		return ""
	}
	return kept.String()
}

// Remember keeps a text in this browser; "" takes away what is there. It reports
// false if there is no room for it.
func Remember(key, value string) (kept bool) {
	defer func() {
		if recover() != nil { // a QuotaExceededError
			kept = false
		}
	}()
	storage := app.Window().Get("localStorage")
	if value == "" {
		storage.Call("removeItem", key)
	} else {
		storage.Call("setItem", key, value)
	}
	return true
}

// PrefersReducedMotion reports whether the visitor wants nothing to move by itself.
func PrefersReducedMotion() bool {
	return app.Window().Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
}
