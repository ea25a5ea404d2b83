package session

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

func TestPickImages(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	images := wasmtest.Dataset(t, 60).Images(data.Test)
	pick := func(count int, seed uint64) *worker.PickedImages {
		p.send(&worker.PickImages{Count: count, Seed: seed})
		return lastOf[*worker.PickedImages](t, p.until("images", func(m worker.Message) bool {
			_, ok := m.(*worker.PickedImages)
			return ok
		}))
	}
	got := pick(5, 1)
	if len(got.Indices) != 5 || !slices.IsSorted(got.Indices) || got.Split != "test" {
		t.Fatalf("images %v of %q, want five test images in order", got.Indices, got.Split)
	}
	for i, index := range got.Indices {
		if got.Labels[i] != int(images.Label(index)) || !bytes.Equal(got.Images[i*data.Pixels:][:data.Pixels], images.Image(index)) {
			t.Errorf("image %d is not the dataset's %d", i, index)
		}
	}
	if again := pick(5, 1); !slices.Equal(again.Indices, got.Indices) {
		t.Errorf("the same seed picks %v and %v", got.Indices, again.Indices)
	}
	if other := pick(5, 2); slices.Equal(other.Indices, got.Indices) {
		t.Errorf("two seeds pick %v", got.Indices)
	}
	if all := pick(1000, 1); len(all.Indices) != images.Len() {
		t.Errorf("%d images, want all %d", len(all.Indices), images.Len())
	}
}

func TestPickErrors(t *testing.T) {
	p := newPage(t, nil, byMessage)
	for count, want := range map[int]string{0: "0 images", 10_001: "10001 images", 5: "no dataset"} {
		p.send(&worker.PickImages{Count: count})
		if f := p.untilFailure(); f.Scope != worker.ScopeMap || !strings.Contains(f.Text, want) {
			t.Errorf("PickImages of %d fails with %+v, want %q", count, f, want)
		}
	}
}
