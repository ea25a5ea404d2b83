package site

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A new style sheet needs no list, and those that others build on come first.
func TestStyles(t *testing.T) {
	s := newSite(t, map[string]string{"static/zoo.css": "p{}", "static/abacus.css": "p{}", "static/app.css~": "p{}"})
	want := []string{s.address("app.css"), s.address("static/app.css"), s.address("static/abacus.css"), s.address("static/zoo.css")}
	page := string(s.resources["/"].body)
	for _, rel := range []string{"preload", "stylesheet"} {
		var got []string
		for _, match := range regexp.MustCompile(`<link rel="`+rel+`"[^>]* href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			got = append(got, match[1])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", rel, got, want)
		}
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
