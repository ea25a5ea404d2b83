package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// drawings are a digit, a number, and what is read wrong.
const drawings = `{"id":"seven","label":7,"strokes":[[[0,0],[0.6,0],[0.25,1]]]}
{"id":"number","label":"77","strokes":[[[0.16,0.32],[0.40,0.32],[0.25,0.71]],[[0.58,0.32],[0.82,0.32],[0.67,0.71]]]}
{"id":"wrong","label":"71","strokes":[[[0.16,0.32],[0.40,0.32],[0.25,0.71]],[[0.58,0.32],[0.82,0.32],[0.67,0.71]]]}
{"id":"letter","label":"L","strokes":[[[0,0],[0.6,0],[0.25,1]]]}
`

func TestPens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "drawings.jsonl")
	if err := os.WriteFile(path, []byte(drawings), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := run([]string{"-misses", "-init", "../../../web/static/model.safetensors", path}, &out); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		" 7 1 100.00% 100.00% 0.00% 0.00%",
		" 2 digits 2 50.00% 50.00% 50.00% 0.00%",
		" none 1 0.00% 0.00% 100.00% 0.00%", // the seven is no letter
		"wrong: 71 is read 77, ",
		" 1 times 71 is read 77",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("printed %q, want %q in it", got, want)
		}
	}
}

func TestPensHelp(t *testing.T) {
	var out strings.Builder
	if err := run([]string{"-h"}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"0417"`, "-init", "-misses"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("-h prints %q, without %s", out.String(), want)
		}
	}
}
