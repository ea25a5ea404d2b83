package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn/golden"
)

// failing runs the command line and returns the error, which is one line, without
// another prefix than that of the command.
func failing(t *testing.T, args ...string) string {
	t.Helper()
	err := run(args, io.Discard, io.Discard)
	if err == nil {
		t.Fatalf("train %s: no error", strings.Join(args, " "))
	}
	if text := err.Error(); strings.Contains(text, "\n") || strings.Contains(text, "train: ") {
		t.Errorf("train %s: the error is %q", strings.Join(args, " "), text)
	}
	return err.Error()
}

// A file that the run needs, or has written, is not overwritten by its other
// files. This is said before training.
func TestOutputsThatWouldLoseAFile(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	file := func(name string) string { return filepath.Join(dir, name) }
	command(t, "-data", dataset, "-steps", "1", "-checkpoint", file("run"))
	if err := os.Symlink("run", file("link")); err != nil {
		t.Skip("no links here:", err)
	}
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"-checkpoint", file("new"), "-out", file("new")}, "-out: " + file("new") + " is the file of -checkpoint too"},
		{[]string{"-checkpoint", file("run"), "-out", file("link")}, "-out: " + file("link") + " is the file of -checkpoint too"},
		{[]string{"-checkpoint", file("link"), "-out", file("run")}, "is the file of -checkpoint too"},
		{[]string{"-resume", file("run"), "-out", file("link")}, "is the file of -resume too"},
		{[]string{"-out", dataset}, "-out: " + dataset + " is the file of -data too"},
		{[]string{"-checkpoint", dataset}, "-checkpoint: " + dataset + " is the file of -data too"},
		{[]string{"-out", dir}, "-out: " + dir + " is a folder"},
		{[]string{"-checkpoint", dir}, "-checkpoint: " + dir + " is a folder"},
	}
	for _, test := range tests {
		before := bytesOf(t, file("run"))
		if got := failing(t, append([]string{"-data", dataset}, test.args...)...); !strings.Contains(got, test.want) {
			t.Errorf("train %s: error %q, want %q", test.args, got, test.want)
		}
		if after, err := os.ReadFile(file("run")); err != nil || string(after) != string(before) {
			t.Errorf("train %s: the checkpoint has changed, %v", test.args, err)
		}
	}
	// To go on in the same file loses nothing.
	command(t, "-data", dataset, "-resume", file("link"), "-checkpoint", file("run"), "-out", file("weights"))
}

// What was trained is written, whatever else fails.
func TestWeightsAreSavedWhateverFails(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no device is full here:", err)
	}
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	weights, checkpoint := filepath.Join(dir, "weights"), filepath.Join(dir, "run")
	settings := []string{"-data", dataset, "-net", "linear", "-epochs", "1", "-eval", "test"}
	want := command(t, append(settings, "-out", weights)...)
	saved := func(path string) {
		t.Helper()
		got := command(t, "-data", dataset, "-epochs", "0", "-eval", "test", "-init", path)
		if got[0] != want[len(want)-1] {
			t.Errorf("%s gives %q, want %q", path, got[0], want[len(want)-1])
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	saved(weights)

	if got := failing(t, append(settings, "-checkpoint", "/dev/full", "-out", weights)...); got != "-checkpoint: /dev/full: no space left on device" {
		t.Errorf("error %q", got)
	}
	saved(weights)
	if got := failing(t, append(settings, "-checkpoint", checkpoint, "-out", "/dev/full")...); got != "-out: /dev/full: no space left on device" {
		t.Errorf("error %q", got)
	}
	saved(checkpoint)

	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	err = run(append(settings, "-checkpoint", checkpoint, "-out", weights), full, io.Discard)
	if err == nil || !strings.HasPrefix(err.Error(), "the log: ") {
		t.Errorf("without room for the log: error %v", err)
	}
	saved(weights)
	saved(checkpoint)
}

// What a dataset lacks is said before training.
func TestNothingToEvaluateOn(t *testing.T) {
	dir := t.TempDir()
	images, labels := golden.Batch(t)
	d := new(data.Dataset)
	d.Images(data.Train).Append((*data.Image)(images), labels[0])
	dataset := filepath.Join(dir, "one.json.gz")
	writeDataset(t, dataset, d)
	for _, split := range []string{"test", "valid"} {
		var out strings.Builder
		err := run([]string{"-data", dataset, "-logevery", "1", "-eval", split}, &out, io.Discard)
		if err == nil || !strings.HasPrefix(err.Error(), "-eval: the dataset has no ") || out.Len() > 0 {
			t.Errorf("-eval %s: error %v, printed %q", split, err, out.String())
		}
	}
}
