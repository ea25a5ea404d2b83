package site

import (
	"strings"
	"testing"
)

const starter = `
goappInitServiceWorker();
goappInitWebAssembly();

async function goappInitServiceWorker() {
  register("/app-worker.js");
}
`

func TestMendStartScript(t *testing.T) {
	got, err := mendStartScript([]byte(starter))
	if err != nil {
		t.Fatal(err)
	}
	const want = `

async function goappInitServiceWorker() {
  register("app-worker.js");
}
`
	if string(got) != want {
		t.Errorf("the script is %s, want %s", got, want)
	}
}

// Another go-app must not go unnoticed.
func TestMendAnotherStartScript(t *testing.T) {
	for _, missing := range []string{"app-worker.js", "goappInitServiceWorker();", "goappInitWebAssembly();"} {
		_, err := mendStartScript([]byte(strings.Replace(starter, missing, "", 1)))
		if err == nil || !strings.Contains(err.Error(), missing) {
			t.Errorf("without %q: error %v, want one that says so", missing, err)
		}
	}
}
