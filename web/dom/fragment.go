package dom

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// ReadFragment returns the fragment of the page's address, without "#".
func ReadFragment() string {
	hash := app.Window().Get("location").Get("hash").String()
	return strings.TrimPrefix(hash, "#")
}

// WriteFragment replaces the fragment without an entry in the history, so that
// the address can be shared and the back button still leaves the page.
func WriteFragment(fragment string) {
	app.Window().Get("history").Call("replaceState", nil, "", "#"+fragment)
}
