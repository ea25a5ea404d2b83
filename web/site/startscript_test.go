package site

import (
	"strings"
	"testing"
)

const loader = `
  const total = parseInt(contentLength, 10);
  return res;
}
`

func TestMendStartScript(t *testing.T) {
	got, err := mendStartScript([]byte(loader), 1234)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"const total = 1234;", `"Content-Type", "application/wasm"`, "return res;"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("the script lacks %s: %s", want, got)
		}
	}
}

// Another go-app must not go unnoticed.
func TestMendAnotherStartScript(t *testing.T) {
	for _, missing := range []string{"parseInt(contentLength, 10)", "return res;"} {
		_, err := mendStartScript([]byte(strings.Replace(loader, missing, "", 1)), 1234)
		if err == nil || !strings.Contains(err.Error(), missing) {
			t.Errorf("without %q: error %v, want one that says so", missing, err)
		}
	}
}
