package runs

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"slices"
	"testing"

	"digitlab/web/worker"
)

func someWeights(step int) *worker.Weights {
	return &worker.Weights{Architecture: "linear", Loss: "crossentropy", Run: "k3", Step: step, Temperature: 1.5, Params: []byte{1, 2, 3, byte(step)}}
}

func TestWeightsRoundTrip(t *testing.T) {
	last := someWeights(9)
	for name, want := range map[string]Weights{
		"best before": {Run: "k3", Best: someWeights(4), Last: last},
		"best last":   {Run: "k3", Best: last, Last: last},
		"no best":     {Run: "k3", Last: last},
	} {
		b, err := EncodeWeights(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeWeights(b)
		if err != nil || !reflect.DeepEqual(got, want) || got.Both() != want.Both() {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, want)
		}
		for n := range b {
			if _, err := DecodeWeights(b[:n]); err == nil {
				t.Errorf("%s: %d of %d bytes are read without an error", name, n, len(b))
			}
		}
		if _, err := DecodeWeights(append(bytes.Clone(b), 0)); err == nil {
			t.Errorf("%s: a byte too many is no error", name)
		}
	}
}

func FuzzDecodeWeights(f *testing.F) {
	b, err := EncodeWeights(Weights{Run: "k3", Best: someWeights(4), Last: someWeights(9)})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := DecodeWeights(b)
		if err != nil {
			return
		}
		again, err := EncodeWeights(w)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := DecodeWeights(again); err != nil || !reflect.DeepEqual(got, w) {
			t.Errorf("%+v is read again as %+v, %v", w, got, err)
		}
	})
}

// The oldest runs lose their weights first, and those that are not listed before all.
func TestTheOldestLoseTheirWeights(t *testing.T) {
	var list List
	kept := map[string]Weights{}
	keep := func(id string, bytes int) {
		kept[id] = Weights{Run: id, Last: &worker.Weights{Params: make([]byte, bytes)}}
	}
	for i := range MaxWeights + 2 {
		id := fmt.Sprintf("r%02d", i)
		list = append(list, Run{ID: id})
		keep(id, 4)
	}
	if got, want := list.WithoutWeights(kept), []string{"r00", "r01"}; !slices.Equal(got, want) {
		t.Errorf("of %d runs %q lose their weights, want %q", len(list), got, want)
	}
	delete(kept, "r00")
	keep("gone", 4)
	if got, want := list.WithoutWeights(kept), []string{"gone", "r01"}; !slices.Equal(got, want) {
		t.Errorf("with one that is not listed %q lose their weights, want %q", got, want)
	}
	kept = map[string]Weights{}
	for _, id := range []string{"r03", "r07", "r09"} {
		keep(id, maxWeightsSize*2/5)
	}
	if got, want := list.WithoutWeights(kept), []string{"r03"}; !slices.Equal(got, want) {
		t.Errorf("of three large ones %q lose their weights, want %q", got, want)
	}
}

// The file was written by the first version that kept weights.
func TestReadsTheWeightsOfTheFirstVersion(t *testing.T) {
	b, err := os.ReadFile("testdata/weights1")
	if err != nil {
		t.Fatal(err)
	}
	want := Weights{Run: "k3", Best: someWeights(4), Last: someWeights(9)}
	if got, err := DecodeWeights(b); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
}
