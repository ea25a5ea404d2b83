package main

import (
	"net/url"
	"strings"
	"syscall/js"
)

// keepAddressReadable repairs the address now and before go-app sees a change
// of it: go-app ends the program over a fragment that is no URL's, such as
// "#100%". A percent sign that escapes nothing becomes one that is escaped, so
// that the page can say what it thinks of the setting.
func keepAddressReadable() {
	repairAddress()
	// go-app sets onpopstate, which comes after listeners that were there
	// before it. The function lives as long as the page.
	js.Global().Call("addEventListener", "popstate", js.FuncOf(func(js.Value, []js.Value) any {
		repairAddress()
		return nil
	}))
}

func repairAddress() {
	address := js.Global().Get("location").Get("href").String()
	if _, err := url.Parse(address); err == nil {
		return
	}
	before, fragment, _ := strings.Cut(address, "#")
	js.Global().Get("history").Call("replaceState", nil, "", before+"#"+escapePercents(fragment))
}

// escapePercents escapes the percent signs in a fragment that begin no escape.
func escapePercents(fragment string) string {
	var b strings.Builder
	for i, c := range []byte(fragment) {
		b.WriteByte(c)
		if c == '%' && (len(fragment) < i+3 || !isHex(fragment[i+1]) || !isHex(fragment[i+2])) {
			b.WriteString("25")
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0
}
