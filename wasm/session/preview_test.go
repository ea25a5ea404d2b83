package session

import (
	"bytes"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/nn/train"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

func askPreview(p *page, m *worker.Preview) *worker.PreviewImages {
	p.t.Helper()
	p.send(m)
	return lastOf[*worker.PreviewImages](p.t, p.until("preview", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.PreviewImages)(nil))
	}))
}

// The preview shows what an epoch of training on the images does.
func TestPreview(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	split := wasmtest.Dataset(t, 60).Images(data.Train)

	plain := askPreview(p, &worker.Preview{Augment: "none", Seed: 50, Count: 16})
	if len(plain.Images) != 16*data.Pixels || len(plain.Labels) != 16 {
		t.Fatalf("%d bytes and %d labels, want 16 images", len(plain.Images), len(plain.Labels))
	}
	how, err := augment.Parse("full")
	if err != nil {
		t.Fatal(err)
	}
	augmenter := augment.New(how)
	varied := askPreview(p, &worker.Preview{Augment: "full", Seed: 50, Count: 16})
	for i := range 16 {
		index := (50 + i) % 60
		if got := plain.Images[i*data.Pixels:][:data.Pixels]; !bytes.Equal(got, split.Image(index)) || plain.Labels[i] != int(split.Label(index)) {
			t.Errorf("without augmentation, image %d is not the dataset's %d", i, index)
		}
		var want data.Image
		augmenter.Apply(&want, (*data.Image)(split.Image(index)), split.Label(index), train.ImageSeed(50, 0, index))
		if !bytes.Equal(varied.Images[i*data.Pixels:][:data.Pixels], want[:]) {
			t.Errorf("image %d is not what a run with that seed makes of the dataset's %d", i, index)
		}
	}

	if all := askPreview(p, &worker.Preview{Seed: 1<<64 - 1, Count: 100}); len(all.Labels) != 60 {
		t.Errorf("%d images of a dataset of 60", len(all.Labels))
	}
}

func TestPreviewErrors(t *testing.T) {
	p := newPage(t, nil, byMessage)
	fails := func(m *worker.Preview, want string) {
		t.Helper()
		p.send(m)
		if f := p.untilFailure(); f.Scope != worker.ScopePreview || !strings.Contains(f.Text, want) {
			t.Errorf("Preview %+v fails with %+v, want %q", m, f, want)
		}
	}
	fails(&worker.Preview{Count: 16}, "no dataset")
	p.load("small.json.gz")
	fails(&worker.Preview{Augment: "shift=far", Count: 16}, `shift "far"`)
	fails(&worker.Preview{Count: 0}, "of 0 images")
	fails(&worker.Preview{Count: 1e6}, "of 1000000 images")
}
