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

// WriteFragment replaces the fragment without an entry in the history, so that the
// address can be shared.
func WriteFragment(fragment string) { changeHistory("replaceState", "#"+fragment) }

// PushFragment puts another fragment into the address, as an entry in the history: the
// back button leads to the one before.
func PushFragment(fragment string) { changeHistory("pushState", "#"+fragment) }

// OwnEntry makes the present entry of the history one of the page's own, whoever has
// put its address there.
func OwnEntry() { changeHistory("replaceState", "") }

// OwnsEntry reports whether the present entry of the history is one of the page's own,
// and not an address that the visitor has typed or followed.
func OwnsEntry() bool { return app.Window().Get("history").Get("state").Truthy() }

func changeHistory(how, address string) {
	// An empty address is the present one.
	app.Window().Get("history").Call(how, map[string]any{"own": true}, "", address)
}
