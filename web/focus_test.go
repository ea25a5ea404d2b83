package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Before Chrome 105 and Firefox 121 there is no :has(), so that what shows the focus
// by it needs another rule there; and in a list with others it would take their rule
// with it.
func TestFocusIsSeenWithoutHas(t *testing.T) {
	const fallback = "@supports not selector(:has(*)) {"
	focus := regexp.MustCompile(`(\S+):has\([^)]*:focus[^{]*\{ outline: \d`)
	rule := regexp.MustCompile(`([^{};]+)\{[^{}]*\}`)
	var shown []string
	for name, css := range styleSheets(t) {
		_, below, _ := strings.Cut(css, fallback)
		below, _, _ = strings.Cut(below, "\n}")
		for _, match := range rule.FindAllStringSubmatch(css, -1) {
			selectors := strings.Split(match[1], ",")
			if has := slices.IndexFunc(selectors, func(s string) bool { return strings.Contains(s, ":has(") }); has >= 0 && len(selectors) > 1 {
				t.Errorf("%s: %s: browsers without :has() lose the whole rule", name, strings.TrimSpace(match[1]))
			}
		}
		for _, match := range focus.FindAllStringSubmatch(css, -1) {
			shown = append(shown, match[1])
			if !strings.Contains(below, match[1]+":focus-within") {
				t.Errorf("%s: %s shows the focus by :has() alone: it wants %q with %s:focus-within", name, match[1], fallback, match[1])
			}
		}
	}
	if len(shown) == 0 {
		t.Error("nowhere is the focus shown by :has(): this test does not find it")
	}
}
