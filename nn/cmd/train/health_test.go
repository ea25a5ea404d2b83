package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"digitlab/nn/train/health"
)

func TestHealth(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	with, without := filepath.Join(dir, "with"), filepath.Join(dir, "without")
	args := []string{"-data", dataset, "-net", "linear 16, relu, linear", "-batch", "30", "-epochs", "3", "-steps", "17"}
	command(t, append(args, "-out", without)...)
	text := command(t, append(args, "-out", with, "-health")...)
	if !slices.Equal(bytesOf(t, with), bytesOf(t, without)) {
		t.Error("measuring changes the weights")
	}
	line := regexp.MustCompile(`^layer: (fc\d?), gradient is: [\d.e-]+, update/weight is: \d\.\d\de-\d\d, dead: (-|\d+\.\d%), weights: -[\d.]+ to [\d.]+, activations: -[\d.]+ to [\d.]+$`)
	count := 0
	for _, l := range text {
		if strings.HasPrefix(l, "layer: ") {
			count++
			if !line.MatchString(l) {
				t.Errorf("the line is %q", l)
			}
		}
	}
	if count != 3*2 {
		t.Errorf("%d lines of 2 layers, want 3 each, the last at the end of the run", count)
	}

	var steps []int
	for _, l := range command(t, append(args, "-health", "-log", "json")...) {
		var said struct {
			Step   int
			Health []struct {
				Layer            string
				Gradient, Update float64
				Dead             *float64
				Weights          health.Histogram
			}
		}
		if err := json.Unmarshal([]byte(l), &said); err != nil {
			t.Fatal(err)
		}
		if said.Health == nil {
			continue
		}
		steps = append(steps, said.Step)
		h := said.Health
		if len(h) != 2 || h[0].Dead == nil || h[1].Dead != nil || !(h[0].Gradient > 0) || !(h[1].Update > 0) || len(h[0].Weights.Counts) != health.Bins {
			t.Errorf("the line is %s", l)
		}
	}
	if want := []int{7, 14, 17}; !slices.Equal(steps, want) {
		t.Errorf("measured after steps %d, want %d", steps, want)
	}
}
