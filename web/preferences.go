package web

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// recall returns what remember has kept under a key, "" if there is nothing.
func recall(key string) string {
	kept := app.Window().Get("localStorage").Call("getItem", key)
	if !kept.Truthy() {
		return ""
	}
	return kept.String()
}

// remember keeps a text in this browser; "" takes away what is there.
func remember(key, value string) {
	storage := app.Window().Get("localStorage")
	if value == "" {
		storage.Call("removeItem", key)
		return
	}
	storage.Call("setItem", key, value)
}
