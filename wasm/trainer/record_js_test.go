package main

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"digitlab/nn/train"
	"digitlab/web/worker"
)

func TestBrokenRecords(t *testing.T) {
	whole := interrupted(t)[recordName]
	r, err := decodeRecord(whole)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := r.encode(); err != nil || !bytes.Equal(again, whole) {
		t.Errorf("a record that is written again differs, or %v", err)
	}
	if _, err := train.DecodeWeights(r.checkpoint, nil); err != nil {
		t.Errorf("the checkpoint holds no weights: %v", err)
	}
	change := func(from, to string) []byte { return bytes.Replace(whole, []byte(from), []byte(to), 1) }
	for name, test := range map[string]struct {
		record []byte
		want   string
	}{
		"nothing":            {nil, "of another version"},
		"another version":    {change("DLk1", "DLk9"), "of another version"},
		"cut short":          {whole[:100], "cut short"},
		"no JSON":            {change(`{"Saved"`, `["Saved"`), "header"},
		"no stride":          {change(`"stride":1`, `"stride":0`), "tells nothing"},
		"a later checkpoint": {change(`\"Version\":1`, `\"Version\":7`), "version 7, this program reads version 1"},
		"half a checkpoint":  {whole[:len(whole)-1], "safetensors"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newKeptPage(t, newMemoryStore(map[string][]byte{recordName: test.record}), free)
			if f := p.untilFailure(); f.Scope != worker.ScopeKept || !strings.Contains(f.Text, test.want) {
				t.Errorf("the page is told %+v, want %q", f, test.want)
			}
		})
	}
}

func TestChronicleIsBounded(t *testing.T) {
	var c chronicle
	const steps = 3 * mostPoints
	for step := 1; step <= steps; step++ {
		c.addStep(&worker.Progress{Step: step}, float64(step), 0.5)
		c.addLine("line")
	}
	m := c.message()
	points := worker.UnpackFloats(nil, m.Points)
	if len(points)/2 > mostPoints || len(points)/2 != steps/m.Stride || len(m.Log) != mostLines {
		t.Fatalf("%d points of stride %d and %d lines of %d steps", len(points)/2, m.Stride, len(m.Log), steps)
	}
	for i, loss := range points[:len(points)/2] {
		if want := float32((i + 1) * m.Stride); loss != want {
			t.Fatalf("point %d is of step %v, want %v", i, loss, want)
		}
	}
	again := chronicleOf(m)
	if !reflect.DeepEqual(again.message(), m) {
		t.Error("a chronicle that was told is told otherwise again")
	}
}
