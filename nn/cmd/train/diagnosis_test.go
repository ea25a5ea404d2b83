package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a run has diverged to does not take the place of a good file.
func TestDivergedRunKeepsTheFiles(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	file := filepath.Join(dir, "weights")
	for _, flag := range []string{"-out", "-checkpoint"} {
		command(t, "-data", dataset, "-net", "linear", "-steps", "1", flag, file)
		before := bytesOf(t, file)
		// What is no number in the end:
		wilds := [][]string{
			{"-loss", "squarederror", "-lr", "1e38", "-steps", "1"},     // a weight
			{"-lr", "1e38", "-net", "mlp"},                              // a training loss
			{"-loss", "squarederror", "-lr", "0.5", "-momentum", "0.9"}, // either
		}
		if flag == "-out" {
			wilds = append(wilds, []string{"-lr", "1e38", "-steps", "1", "-eval", "test"}) // the loss of the evaluation
		}
		for _, wild := range wilds {
			args := append([]string{"-data", dataset, "-net", "linear", "-batch", "1", flag, file}, wild...)
			if got := failing(t, args...); !strings.Contains(got, " is no longer a number; try a smaller learning rate") {
				t.Errorf("train %s: error %q", args, got)
			}
			if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
				t.Errorf("train %s: the file has changed, %v", args, err)
			}
		}
	}
}

// A run that has learnt nothing says so.
func TestNotLearnt(t *testing.T) {
	dataset, _ := write(t, t.TempDir())
	tests := []struct {
		args string
		want bool
	}{
		{"-lr 0.1 -epochs 5", false},
		{"-lr 100 -epochs 2", true},
		{"-lr 100 -batch 1 -epochs 2", true}, // more batches than are looked at
		{"-lr 100 -batch 1 -epochs 2 -log json", true},
		{"-lr 1e-30 -batch 1", true},
		{"-lr 1e-30 -batch 1 -steps 1", false}, // nor could it
		{"-lr 100 -epochs 0", false},
		{"-loss squarederror -lr 0.001 -momentum 0.9 -epochs 20", false},
		{"-loss squarederror -lr 1e-9 -batch 1 -epochs 2", true},
	}
	for _, test := range tests {
		var log, notes strings.Builder
		if err := run(append(strings.Fields(test.args), "-data", dataset, "-net", "mlp"), &log, &notes); err != nil {
			t.Errorf("%s: %v", test.args, err)
		}
		if got := strings.Count(notes.String(), "\n") == 1 && strings.Contains(notes.String(), "learning rate"); got != test.want {
			t.Errorf("%s: noted %q, want that it has not learnt: %t", test.args, notes.String(), test.want)
		}
		if got, want := strings.Contains(log.String(), `{"diagnosis":{"kind":"`), strings.Contains(test.args, "json"); got != want {
			t.Errorf("%s: the log has a diagnosis: %t, want %t", test.args, got, want)
		}
	}
}
