package web

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// styleSheets returns those of the page by their paths, without their comments.
func styleSheets(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("static/*.css")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d style sheets, %v", len(files), err)
	}
	comment := regexp.MustCompile(`(?s)/\*.*?\*/`)
	sheets := map[string]string{}
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sheets[name] = comment.ReplaceAllString(string(file), "")
	}
	return sheets
}

// The style sheets are one on the page, so that a rule about a class alone is about all
// that have it: no other sheet may mean something else by the class, as the variant
// of an element that it knows by another name.
func TestClassesMeanOneThing(t *testing.T) {
	rule := regexp.MustCompile(`([^{};]+)\{`)
	alone := regexp.MustCompile(`^\.([\w-]+)(:.*)?$`)
	variant := regexp.MustCompile(`^[#.][\w-]+\.([\w-]+)`)
	owner, variants := map[string]string{}, map[string][]string{}
	for name, css := range styleSheets(t) {
		for _, match := range rule.FindAllStringSubmatch(css, -1) {
			for _, selector := range strings.Split(match[1], ",") {
				selector = strings.TrimSpace(selector)
				if class := alone.FindStringSubmatch(selector); class != nil && name != "static/app.css" {
					owner[class[1]] = name
				}
				for _, part := range strings.Fields(selector) {
					if class := variant.FindStringSubmatch(part); class != nil {
						variants[class[1]] = append(variants[class[1]], name+": "+selector)
					}
				}
			}
		}
	}
	for class, sheet := range owner {
		for _, use := range variants[class] {
			if !strings.HasPrefix(use, sheet) {
				t.Errorf("%s is a variant, and has a rule of its own in %s", use, sheet)
			}
		}
	}
}
