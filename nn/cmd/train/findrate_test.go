package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"digitlab/nn/train/ratetest"
)

func TestFindRate(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	out := filepath.Join(dir, "weights")
	args := []string{"-findrate", "-data", dataset, "-net", "mlp", "-batch", "20"}
	text := command(t, args...)
	lines := command(t, append(args, "-log", "json", "-workers", "3")...)

	if head := strings.Fields(text[0]); !slices.Equal(head, []string{"rate", "loss", "smoothed"}) {
		t.Errorf("the table begins with %q", text[0])
	}
	if len(lines) != len(text)-1 {
		t.Fatalf("%d lines as JSON, %d as text", len(lines), len(text))
	}
	last := len(lines) - 1
	for i, line := range lines[:last] {
		var p ratetest.Point
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		if p.Rate != ratetest.RateAt(i) {
			t.Errorf("line %d has rate %v, want %v", i, p.Rate, ratetest.RateAt(i))
		}
		want := []string{fmt.Sprintf("%.3g", p.Rate), fmt.Sprintf("%.4f", p.Loss), fmt.Sprintf("%.4f", p.Smoothed)}
		if got := strings.Fields(text[i+1]); !slices.Equal(got, want) {
			t.Errorf("line %d is %q, want %q", i, got, want)
		}
	}
	var end struct {
		Suggestion float64
		Exploded   bool
	}
	if err := json.Unmarshal([]byte(lines[last]), &end); err != nil {
		t.Fatal(err)
	}
	if !(end.Suggestion > 0.005 && end.Suggestion < 1) || !end.Exploded {
		t.Errorf("the end is %s", lines[last])
	}
	if want := fmt.Sprintf("suggestion: %g", end.Suggestion); text[len(text)-1] != want {
		t.Errorf("the text ends with %q, want %q", text[len(text)-1], want)
	}

	// What is told of a run is not asked for, and nothing is written.
	var notes strings.Builder
	if err := run(append(args, "-out", out, "-lr", "3"), new(strings.Builder), &notes); err != nil {
		t.Fatal(err)
	}
	for _, flag := range []string{"out", "lr"} {
		if want := "train: -" + flag + " has no effect with -findrate\n"; !strings.Contains(notes.String(), want) {
			t.Errorf("the notes are %q, want %q", notes.String(), want)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written")
	}
}

// Where no rate lowers the loss, there is no suggestion.
func TestFindNoRate(t *testing.T) {
	dataset, _ := write(t, t.TempDir())
	args := []string{"-findrate", "-data", dataset, "-net", "linear", "-optimizer", "sgd", "-weightdecay", "1000000"}
	text, lines := command(t, args...), command(t, append(args, "-log", "json")...)
	if got, want := text[len(text)-1], "suggestion: none, no learning rate has lowered the loss clearly"; got != want {
		t.Errorf("the text ends with %q, want %q", got, want)
	}
	if got := lines[len(lines)-1]; !strings.HasPrefix(got, `{"suggestion":null,`) {
		t.Errorf("JSON ends with %q", got)
	}
}
