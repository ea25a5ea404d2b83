package site

import (
	"slices"
	"strings"
	"testing"
)

// A new style sheet needs no list, and what the others build on comes first: go-app's,
// with the loader's, and the basis.
func TestStyles(t *testing.T) {
	s := newSite(t, map[string]string{"static/zoo.css": "zoo{}", "static/abacus.css": "abacus{}", "static/app.css": "basis{}", "static/app.css~": "old{}"})
	if link := `<link rel="stylesheet" type="text/css" href="` + s.address("static/app.css") + `">`; strings.Count(string(s.resources["/"].body), link) != 1 {
		t.Errorf("the page has no %s", link)
	}
	style := string(s.resources["/web/static/app.css"].body)
	places := []int{0}
	for _, part := range []string{".goapp-app-info", "basis{}", "abacus{}", "zoo{}"} {
		places = append(places, strings.Index(style, part))
	}
	if slices.Contains(places, -1) || !slices.IsSorted(places) || strings.Contains(style, "old{}") {
		t.Errorf("the parts are at %v of %s", places, style)
	}
	if s.Has("/web/static/zoo.css") {
		t.Error("a part of the style sheet has an address of its own")
	}
}

// go-app replaces the first element of the body, and boot.js removes the loader.
func TestPageForGoApp(t *testing.T) {
	page := string(newSite(t, nil).resources["/"].body)
	body := page[strings.Index(page, "<body>"):]
	places := []int{0}
	for _, part := range []string{"<body>\n<main></main>\n<aside ", `id="app-wasm-loader"`, `id="app-wasm-loader-icon"`, `id="app-wasm-loader-label"`, "</aside>\n<script>", "</script>\n</body>"} {
		places = append(places, strings.Index(body, part))
	}
	if slices.Contains(places, -1) || !slices.IsSorted(places) {
		t.Errorf("the body lacks something that they look for, or has it in another order: %s", body)
	}
}
