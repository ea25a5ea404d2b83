package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A run whose changes come from the command line gives the same file whole, gone on
// with from a checkpoint, with a change that was asked for then, and by the recipe
// in its file. Its log tells of the changes.
func TestChanges(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	file := func(name string) string { return filepath.Join(dir, name) }
	args := []string{"-data", dataset, "-net", "mlp", "-batch", "50", "-lr", "0.1", "-epochs", "2", "-schedule", "cosine",
		"-change", "5: smoothing=0.1", "-change", "2: lr=.01, augment=shift=1,rotate=5"}
	later := []string{"-change", "6: epochs=3, momentum=0.9"}

	log := strings.Join(command(t, append(append(args, later...), "-out", file("whole"), "-log", "json")...), "\n")
	for _, want := range []string{
		`{"step":2,"setting":"lr","from":"0.1","to":"0.01"}`,
		`{"step":2,"setting":"augment","from":"none","to":"shift=1,rotate=5"}`,
		`{"step":6,"setting":"epochs","from":"2","to":"3"}`,
	} {
		if !strings.Contains(log, want) {
			t.Errorf("the log does not have %s:\n%s", want, log)
		}
	}
	want := bytesOf(t, file("whole"))

	// What stands there when the first epoch is evaluated is what a crash leaves.
	var crashed watchedWriter
	crashed.interruptions = map[string]func(){"epoch: 0, valid": func() {
		if err := os.WriteFile(file("crashed"), bytesOf(t, file("run")), 0o600); err != nil {
			t.Fatal(err)
		}
	}}
	if err := run(append(args, "-checkpoint", file("run")), &crashed, io.Discard); err != nil {
		t.Fatal(err)
	}
	if text := crashed.String(); !strings.Contains(text, "step: 2, lr: 0.1 -> 0.01\n") {
		t.Errorf("the log does not tell of the rate:\n%s", text)
	}
	command(t, append(later, "-data", dataset, "-resume", file("crashed"), "-out", file("resumed"), "-workers", "3")...)
	if !bytes.Equal(bytesOf(t, file("resumed")), want) {
		t.Errorf("gone on with, the run writes another file, by the recipe %q", parsed(t, file("resumed")).Metadata["recipe"])
	}

	recipe := parsed(t, file("whole")).Metadata["recipe"]
	words, err := exec.Command("sh", "-c", `printf '%s\n' `+recipe).Output()
	if err != nil {
		t.Fatal(err)
	}
	again := strings.Split(strings.TrimSpace(string(words)), "\n")[1:]
	command(t, append(again, "-data", dataset, "-out", file("again"))...)
	if !bytes.Equal(bytesOf(t, file("again")), want) {
		t.Errorf("the recipe %q makes another file", recipe)
	}
}

func TestWrongChangeFlags(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	checkpoint := filepath.Join(dir, "run")
	command(t, "-data", dataset, "-net", "mlp", "-steps", "1", "-checkpoint", checkpoint)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-change", "lr=.01"}, `invalid value "lr=.01" for flag -change: want a step and what changes there`},
		{[]string{"-change", "3: batch=9"}, `setting "batch" cannot change during a run`},
		{[]string{"-change", "99999: lr=1"}, "-change: change at step 99999: the run ends with step 6"},
		{[]string{"-change", "1: lr=-1"}, "-change: change at step 1: learning rate -1: want a number"},
		{[]string{"-resume", checkpoint, "-change", "0: lr=1"}, "-change: change at step 0: the run is at step 1 already"},
	} {
		var out strings.Builder
		err := run(append(test.args, "-data", dataset), &out, io.Discard)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") || out.Len() > 0 {
			t.Errorf("train %q: error %v, want one line with %q; printed %q", test.args, err, test.want, out.String())
		}
	}
}
