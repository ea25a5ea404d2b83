package dom

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// ShownText returns what an element of a form shows, as text of its field.
func ShownText(input app.Value) string {
	if input.Get("type").String() != "checkbox" {
		return input.Get("value").String()
	}
	if input.Get("checked").Bool() {
		return "1"
	}
	return "0"
}
