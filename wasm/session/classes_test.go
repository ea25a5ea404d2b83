package session

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"testing"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/wasm/peers"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// animals is a table of 100 of MNIST's images in three classes.
func animals(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	w := csv.NewWriter(&file)
	images := wasmtest.Dataset(t, 100).Images(data.Train)
	for i := range images.Len() {
		row := []string{[]string{"ant", "bee", "cow"}[images.Label(i)%3]}
		for _, v := range images.Image(i) {
			row = append(row, strconv.Itoa(int(v)))
		}
		w.Write(row)
	}
	if w.Flush(); w.Error() != nil {
		t.Fatal(w.Error())
	}
	return file.Bytes()
}

// A network has as many outputs as the dataset has classes, and its weights name
// them wherever they go.
func TestNamedClasses(t *testing.T) {
	eachExchange(t, func(t *testing.T, o peers.Options) {
		names := worker.Classes{"ant", "bee", "cow"}
		table := animals(t)
		p := newPage(t, memoryFiles{"blob:csv": table}, o)
		p.send(&worker.LoadDataset{URL: "blob:csv", Name: "animals.csv", Files: []worker.DatasetFile{{Name: "animals.csv", Size: int64(len(table))}}})
		ready := p.untilReady()
		if !slices.Equal(ready.Classes, names) || ready.Train+ready.Valid != 100 {
			t.Fatalf("in use is %+v", ready)
		}
		p.send(&worker.Start{Settings: testSettings(2)})
		seen := p.untilState(worker.StateDone)
		w := lastOf[*worker.Weights](t, seen)
		if !slices.Equal(w.Classes, names) || w.ClassCount != 3 {
			t.Errorf("the weights are of %d classes %q", w.ClassCount, w.Classes)
		}
		e := lastOf[*worker.Evaluation](t, seen)
		if len(e.Confusion) != 3 || !slices.Equal(e.Classes, names) {
			t.Errorf("the evaluation is of %q, its confusion has %d rows", e.Classes, len(e.Confusion))
		}

		p.send(&worker.SaveWeights{})
		file := lastOf[*worker.WeightsFile](t, p.until("file", func(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.WeightsFile)(nil)) }))
		metadata, err := train.Metadata(file.File)
		if err != nil || metadata["classes"] != `["ant","bee","cow"]` {
			t.Errorf("the file says %v: %v", metadata, err)
		}
		p.send(&worker.LoadWeights{Name: "mine", File: file.File})
		again := lastOf[*worker.Weights](t, p.until("weights", func(m worker.Message) bool {
			w, ok := m.(*worker.Weights)
			return ok && w.Source == "mine"
		}))
		if !slices.Equal(again.Classes, names) || !bytes.Equal(again.Params, w.Params) {
			t.Errorf("opened, the weights are of %q", again.Classes)
		}
		p.send(&worker.Browse{ID: 1, Selection: worker.Selection{Split: "train", Label: worker.AnyDigit, Prediction: worker.AnyDigit, Order: worker.OrderFile}, Count: 2})
		shown := lastOf[*worker.Images](t, p.until("images", func(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.Images)(nil)) }))
		if !slices.Equal(shown.Classes, names) || len(shown.Probabilities) != 2*3*4 {
			t.Errorf("the images are of %q, with %d bytes of probabilities", shown.Classes, len(shown.Probabilities))
		}

		// They do not fit ten digits, which is said.
		p.load("small.json.gz")
		p.send(&worker.Evaluate{Split: "valid"})
		if f := p.untilFailure(); f.Text != "the network tells 3 classes apart, and the dataset has 10" {
			t.Errorf("failure %q", f.Text)
		}
		p.send(&worker.Start{Settings: testSettings(1), GoOn: true})
		if f := p.untilFailure(); f.Text != "the present weights are of 3 classes, and the dataset has 10: start from fresh weights" {
			t.Errorf("failure %q", f.Text)
		}
	})
}
