package session

import (
	"bytes"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

func TestNearest(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	split := wasmtest.Dataset(t, 60).Images(data.Train)
	// Also during a run, and one in the place of another.
	p.send(&worker.Start{Settings: testSettings(2)})
	p.send(&worker.Nearest{ID: 1, Count: 5, Image: bytes.Clone(split.Image(3))})
	p.send(&worker.Nearest{ID: 2, Count: 5, Image: bytes.Clone(split.Image(17))})
	got := lastOf[*worker.Neighbours](t, p.until("neighbours", func(m worker.Message) bool {
		n, ok := m.(*worker.Neighbours)
		return ok && n.ID == 2
	}))
	if len(got.Indices) != 5 || len(got.Labels) != 5 || len(got.Images) != 5*data.Pixels {
		t.Fatalf("%d indices, %d labels and %d bytes, want 5 images", len(got.Indices), len(got.Labels), len(got.Images))
	}
	if got.Indices[0] != 17 || got.Distances[0] != 0 {
		t.Errorf("nearest to image 17 is %d at a distance of %g", got.Indices[0], got.Distances[0])
	}
	for i, index := range got.Indices {
		if got.Labels[i] != int(split.Label(index)) || !bytes.Equal(got.Images[i*data.Pixels:][:data.Pixels], split.Image(index)) {
			t.Errorf("neighbour %d is not the dataset's image %d", i, index)
		}
		if i > 0 && got.Distances[i] < got.Distances[i-1] {
			t.Errorf("neighbour %d is nearer than the one before", i)
		}
	}
	p.untilState(worker.StateDone)
}

func TestNearestErrors(t *testing.T) {
	p := newPage(t, nil, byMessage)
	fails := func(m *worker.Nearest, want string) {
		t.Helper()
		p.send(m)
		if f := p.untilFailure(); f.Scope != worker.ScopeNearest || !strings.Contains(f.Text, want) {
			t.Errorf("Nearest fails with %+v, want %q", f, want)
		}
	}
	image := make([]byte, data.Pixels)
	fails(&worker.Nearest{Count: 5, Image: image}, "no dataset")
	fails(&worker.Nearest{Count: 5, Image: image[1:]}, "783 pixels")
	fails(&worker.Nearest{Count: 101, Image: image}, "the 101 nearest images")
}
