package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A run that was interrupted prints what is left to print, to the last digit, and
// writes the file that the whole one writes.
func TestResume(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	file := func(name string) string { return filepath.Join(dir, name) }
	read := func(name string) []byte {
		t.Helper()
		return bytesOf(t, file(name))
	}
	args := []string{"-data", dataset, "-log", "json", "-logevery", "1", "-eval", "test"}
	settings := append([]string{"-net", "mlp", "-optimizer", "adam", "-ema", "0.9", "-augment", "light",
		"-seed", "7", "-batch", "60", "-epochs", "3", "-keep", "best", "-earlystop", "2"}, args...)
	whole := withoutSpeed(command(t, append(settings, "-out", file("whole"))...))

	interruptions := map[string]func(){
		// What stands there when the epoch is evaluated is what a crash leaves.
		`{"epoch":0,"val_loss"`: func() {
			if err := os.WriteFile(file("crashed"), read("run"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		`{"epoch":1,"batch":1`: func() {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Signal(os.Interrupt)
			}
			if err != nil {
				t.Fatal(err)
			}
		},
	}
	var first watchedWriter
	first.interruptions = interruptions
	err := run(append(settings, "-checkpoint", file("run")), &first, io.Discard)
	if err != nil && !strings.Contains(err.Error(), "stopped") {
		t.Fatal(err)
	}
	if len(first.interruptions) > 0 {
		t.Fatalf("the run was not interrupted; it printed\n%s", first.String())
	}
	for _, checkpoint := range []string{"crashed", "run"} {
		rest := withoutSpeed(command(t, append(args, "-resume", file(checkpoint), "-workers", "1", "-out", file("rest"))...))
		if !strings.HasSuffix(whole, rest) || !strings.Contains(rest, "test_loss") {
			t.Errorf("%s: gone on with, it prints\n%s\nwant the end of\n%s", checkpoint, rest, whole)
		}
		if !bytes.Equal(read("rest"), read("whole")) {
			t.Errorf("%s: gone on with, it writes other weights", checkpoint)
		}
	}
	if rest := withoutSpeed(command(t, append(args, "-resume", file("crashed"))...)); !strings.HasPrefix(rest, `{"epoch":0,"val_loss"`) {
		t.Errorf("from the end of the first epoch, it prints\n%s", rest)
	}
}

// watchedWriter interrupts a program when it prints certain lines.
type watchedWriter struct {
	strings.Builder
	interruptions map[string]func() // by how the line begins; each happens once
}

func (w *watchedWriter) Write(line []byte) (int, error) {
	for beginning, interrupt := range w.interruptions {
		if strings.HasPrefix(string(line), beginning) {
			delete(w.interruptions, beginning)
			interrupt()
		}
	}
	return w.Builder.Write(line)
}

// withoutSpeed returns lines without what no two runs have in common.
func withoutSpeed(lines []string) string {
	return regexp.MustCompile(`,"samples_per_second":[^,}]*`).ReplaceAllString(strings.Join(lines, "\n"), "")
}

// The weights in a checkpoint are weights like any others.
func TestCheckpointAsWeights(t *testing.T) {
	dir := t.TempDir()
	dataset, picture := write(t, dir)
	checkpoint, weights := filepath.Join(dir, "run"), filepath.Join(dir, "weights")
	command(t, "-data", dataset, "-ema", "0.5", "-momentum", "0.9", "-steps", "3", "-checkpoint", checkpoint, "-out", weights)
	for _, args := range [][]string{{"-data", dataset, "-epochs", "0", "-eval", "test"}, {"-predict", picture}} {
		got := command(t, append(args, "-init", checkpoint)...)
		want := command(t, append(args, "-init", weights)...)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: the checkpoint gives %q, the weights %q", args, got, want)
		}
	}
}

func TestResumeErrors(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	checkpoint, weights := filepath.Join(dir, "run"), filepath.Join(dir, "weights")
	command(t, "-data", dataset, "-steps", "1", "-checkpoint", checkpoint, "-out", weights)
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"another setting", []string{"-resume", checkpoint, "-lr", "0.5"}, "-lr does not go with -resume"},
		{"other weights", []string{"-resume", checkpoint, "-init", weights}, "-init does not go with -resume"},
		{"no file", []string{"-resume", checkpoint + "2"}, "-resume: open "},
		{"weights alone", []string{"-resume", weights}, "weights: checkpoint: the file holds weights, but no run"},
		{"no safetensors file", []string{"-resume", dataset}, "is not a safetensors file"},
		{"no folder", []string{"-data", dataset, "-checkpoint", filepath.Join(dir, "none", "run")}, "-checkpoint: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := run(test.args, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("train %s: error %v, want one line with %q", strings.Join(test.args, " "), err, test.want)
			}
		})
	}
}
