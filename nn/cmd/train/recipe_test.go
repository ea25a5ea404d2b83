package main

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/nn/train"
)

func TestRecipe(t *testing.T) {
	fast, err := train.Recipe("fast")
	if err != nil {
		t.Fatal(err)
	}
	changed := fast
	changed.LearningRate, changed.Optimizer.Nesterov, changed.Schedule.Warmup = 0.25, false, 0.5
	tests := []struct {
		args string
		want train.Settings
	}{
		{"", train.Defaults()},
		{"-recipe tutorial", train.Defaults()},
		{"-recipe fast", fast},
		// Whatever the order.
		{"-recipe fast -lr 0.25 -nesterov=false -warmup 0.5", changed},
		{"-lr 0.25 -nesterov=false -warmup 0.5 -recipe fast", changed},
	}
	for _, test := range tests {
		o, err := parseOptions(strings.Fields(test.args), io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		if o.Settings != test.want {
			t.Errorf("train %s: settings %+v, want %+v", test.args, o.Settings, test.want)
		}
	}
}

// The file says how it was made, and holds the average that was evaluated.
func TestWeightsOfARecipe(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	weights := filepath.Join(dir, "fast.safetensors")
	args := []string{"-data", dataset, "-recipe", "fast", "-lr", "0.05", "-ema", "0.9", "-seed", "7", "-initializer", "he", "-out", weights}
	lines := command(t, append(args, "-eval", "valid")...)
	again := command(t, "-data", dataset, "-epochs", "0", "-init", weights, "-eval", "valid")
	if got, want := again[0], lines[len(lines)-1]; got != want {
		t.Errorf("weights read back give %q, want %q", got, want)
	}

	// Where nothing is trained, the file stays what it is, with its temperature.
	same := filepath.Join(dir, "same.safetensors")
	command(t, "-data", dataset, "-epochs", "0", "-init", weights, "-out", same)
	if got, want := bytesOf(t, same), bytesOf(t, weights); !bytes.Equal(got, want) {
		t.Errorf("written again without training, the file is %q..., was %q...", got[:600], want[:600])
	}

	f := parsed(t, weights)
	if got := f.Metadata["temperature"]; got == "" || got == "1" {
		t.Errorf("the file has temperature %q", got)
	}
	words := strings.Fields(f.Metadata["recipe"])
	given, err := parseOptions(args, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	told, err := parseOptions(words[1:], io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if told.Settings != given.Settings || told.start != given.start {
		t.Errorf("recipe %q stands for %+v, want %+v", f.Metadata["recipe"], told.Settings, given.Settings)
	}
}
