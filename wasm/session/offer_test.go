package session

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/idx"
	"digitlab/data/labelled"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// idxFiles returns the files of a dataset in MNIST's own form, one after the other,
// and what is where.
func idxFiles(t *testing.T, d *data.Dataset) (content []byte, files []worker.DatasetFile) {
	t.Helper()
	var all bytes.Buffer
	for split, name := range []string{"train", "val", "t10k"} {
		images := d.Images(data.Split(split))
		for _, part := range []struct {
			name  string
			write func() error
		}{
			{"images-idx3-ubyte", func() error { return idx.WriteImages(&all, images) }},
			{"labels-idx1-ubyte", func() error { return idx.WriteLabels(&all, images) }},
		} {
			before := all.Len()
			if err := part.write(); err != nil {
				t.Fatal(err)
			}
			files = append(files, worker.DatasetFile{Name: name + "-" + part.name, Size: int64(all.Len() - before)})
		}
	}
	return all.Bytes(), files
}

func (p *page) untilOffer() *worker.DatasetOffer {
	p.t.Helper()
	return lastOf[*worker.DatasetOffer](p.t, p.until("offer", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.DatasetOffer)(nil))
	}))
}

func (p *page) untilReady() *worker.DatasetReady {
	p.t.Helper()
	return lastOf[*worker.DatasetReady](p.t, p.until("dataset", isReady))
}

// The run is the one that it would have been on the same images in JSON.
func TestOfferOfMNISTsOwnFiles(t *testing.T) {
	want := trainWith(t, 1, byMessage, nil)
	content, files := idxFiles(t, wasmtest.Dataset(t, 60))
	p := newPage(t, memoryFiles{"blob:all": content}, byMessage)
	p.send(&worker.LoadDataset{URL: "blob:all", Name: "6 files", Files: files, Offer: true})
	offer := p.untilOffer()
	if offer.Train != 60 || offer.Valid != 60 || offer.Test != 60 || offer.Classes != nil || offer.Pictures || offer.DarkOnLight {
		t.Errorf("offered %+v", offer)
	}
	first := wasmtest.Dataset(t, 60).Images(data.Train)
	if len(offer.Labels) != offeredImages || len(offer.Images) != offeredImages*data.Pixels ||
		offer.Labels[1] != int(first.Label(3)) || !bytes.Equal(offer.Images[data.Pixels:2*data.Pixels], first.Image(3)) {
		t.Errorf("shown are %v", offer.Labels)
	}
	if len(offer.Said) == 0 || offer.Said[0].Text != "IDX: 60 training, 60 validation and 60 test images" {
		t.Errorf("said to be %v", offer.Said)
	}
	p.send(&worker.Start{Settings: testSettings(1)})
	if f := p.untilFailure(); f.Scope != worker.ScopeRun {
		t.Errorf("before it is used, a run fails with %+v, want no dataset", f)
	}
	p.send(&worker.UseOffer{})
	if ready := p.untilReady(); ready.Train != 60 || ready.Name != "6 files" {
		t.Errorf("in use is %+v", ready)
	}
	p.send(&worker.Start{Settings: testSettings(1)})
	if got := outcomeOf(lastOf[*worker.Weights](t, p.untilState(worker.StateDone))); got != want {
		t.Error("the weights are others than those of the same images in JSON")
	}
	p.send(&worker.UseOffer{})
	if f := p.untilFailure(); f.Scope != worker.ScopeOffer {
		t.Errorf("what is used twice fails with %+v", f)
	}
}

// The classes get the names that the page gives them, also where files are read again
// without an offer; wrong ones change nothing.
func TestOfferWithNames(t *testing.T) {
	if worker.MaxClassName != labelled.MaxName {
		t.Errorf("the page takes names of %d bytes, and the files of weights %d", worker.MaxClassName, labelled.MaxName)
	}
	table := animals(t)
	files := []worker.DatasetFile{{Name: "animals.csv", Size: int64(len(table))}}
	p := newPage(t, memoryFiles{"blob:csv": table}, byMessage)
	p.send(&worker.LoadDataset{URL: "blob:csv", Name: "animals.csv", Files: files, Offer: true})
	p.untilOffer()
	for want, names := range map[string][]string{
		"2 names for 3 classes":         {"cat", "dog"},
		"the label is empty":            {"cat", "", "fish"},
		`the name "cat" is there twice`: {"cat", "dog", "cat"},
	} {
		p.send(&worker.UseOffer{Names: names})
		if f := p.untilFailure(); f.Text != want {
			t.Errorf("%q fails with %q, want %q", names, f.Text, want)
		}
	}
	names := worker.Classes{"cat", "dog", "fish"}
	p.send(&worker.UseOffer{Names: names})
	if ready := p.untilReady(); !slices.Equal(ready.Classes, names) {
		t.Errorf("in use are %q", ready.Classes)
	}
	p.send(&worker.Start{Settings: testSettings(1)})
	if w := lastOf[*worker.Weights](t, p.untilState(worker.StateDone)); !slices.Equal(w.Classes, names) {
		t.Errorf("the weights are of %q", w.Classes)
	}
	p.send(&worker.LoadDataset{URL: "blob:csv", Name: "animals.csv", Files: files, Names: names})
	if ready := p.untilReady(); !slices.Equal(ready.Classes, names) {
		t.Errorf("read again, there are %q", ready.Classes)
	}
}

// Another trainer has to come to the same images without asking again.
func TestFilesWithoutAnOffer(t *testing.T) {
	content, files := idxFiles(t, wasmtest.Dataset(t, 60))
	for i := range files {
		files[i].Name = "fashion/" + files[i].Name
	}
	p := newPage(t, memoryFiles{"blob:all": content}, byMessage)
	p.send(&worker.LoadDataset{URL: "blob:all", Name: "fashion", Files: files, Invert: true})
	if ready := p.untilReady(); len(ready.Classes) != 10 || ready.Classes[9] != "Ankle boot" {
		t.Errorf("the classes are %q", ready.Classes)
	}
	p.send(&worker.Preview{Augment: "none", Count: 1})
	shown := lastOf[*worker.PreviewImages](t, p.until("preview", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.PreviewImages)(nil))
	}))
	if want := 255 - wasmtest.Dataset(t, 1).Images(data.Train).Image(0)[0]; shown.Images[0] != want {
		t.Errorf("the first pixel is %d, want %d", shown.Images[0], want)
	}
}

// A zip is read where it lies, through the window, and the run goes on meanwhile.
func TestOfferDuringARun(t *testing.T) {
	content, files := idxFiles(t, wasmtest.Dataset(t, 200))
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, f := range files {
		w, err := z.Create("set/" + f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content[:f.Size]); err != nil {
			t.Fatal(err)
		}
		content = content[f.Size:]
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	p := newPage(t, memoryFiles{"blob:zip": packed.Bytes()}, byMessage)
	p.load("small.json.gz")
	s := testSettings(1)
	s.Epochs = 500
	p.send(&worker.Start{Settings: s})
	p.untilState(worker.StateRunning)
	p.send(&worker.LoadDataset{URL: "blob:zip", Name: "set.zip", Files: []worker.DatasetFile{{Name: "set.zip", Size: int64(packed.Len())}}, Offer: true})
	if offer := p.untilOffer(); offer.Train != 200 {
		t.Errorf("offered %+v", offer)
	}
	p.send(&worker.DropOffer{})
	p.send(&worker.UseOffer{})
	if f := p.untilFailure(); f.Scope != worker.ScopeOffer || !strings.Contains(f.Text, "no dataset was offered") {
		t.Errorf("what was dropped fails with %+v", f)
	}
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	p.send(&worker.Preview{Augment: "none", Count: 100})
	shown := lastOf[*worker.PreviewImages](t, p.until("preview", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.PreviewImages)(nil))
	}))
	if len(shown.Labels) != 60 {
		t.Errorf("%d images are in use, want the 60 from before", len(shown.Labels))
	}
}

func TestOfferOfWrongFiles(t *testing.T) {
	content, files := idxFiles(t, wasmtest.Dataset(t, 60))
	tests := []struct {
		name, url string
		files     []worker.DatasetFile
		want      string
	}{
		{"no file there", "blob:none", files, "6 files: download"},
		{"labels missing", "blob:all", files[:1], "there are no labels for the images in train-images-idx3-ubyte"},
		{"cut short", "blob:all", []worker.DatasetFile{{Name: "train-images-idx3-ubyte", Size: files[0].Size - 10}}, "train-images-idx3-ubyte: IDX images: image 59 of 60: the file is cut short"},
		{"gone meanwhile", "blob:all", []worker.DatasetFile{{Name: "train-images-idx3-ubyte", Size: int64(len(content)) + 10}}, "train-images-idx3-ubyte: "},
		{"a text", "blob:text", []worker.DatasetFile{{Name: "letter", Size: 10}}, `letter: the file is none of a dataset, it begins with "Dear Sirs,"`},
	}
	p := newPage(t, memoryFiles{"blob:all": content, "blob:text": []byte("Dear Sirs,")}, byMessage)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p.t = t
			p.send(&worker.LoadDataset{URL: test.url, Name: fmt.Sprintf("%d files", len(test.files)), Files: slices.Clone(test.files), Offer: true})
			if f := p.untilFailure(); f.Scope != worker.ScopeOffer || !strings.Contains(f.Text, test.want) {
				t.Errorf("failure %q in scope %s, want %q", f.Text, f.Scope, test.want)
			}
		})
	}
}
