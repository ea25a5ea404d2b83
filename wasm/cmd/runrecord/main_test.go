package main

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"digitlab/nn/train"
	"digitlab/web/runs"
)

// logOf returns the log of a run of so many epochs of three batches.
func logOf(epochs int) string {
	var b strings.Builder
	for e := range epochs {
		for batch := 0; batch < 3; batch += 2 {
			fmt.Fprintf(&b, `{"epoch":%d,"batch":%d,"step":%d,"loss":0.5,"samples_per_second":9,"accuracy":0.75,"learning_rate":0.1}`+"\n", e, batch, 3*e+batch+1)
		}
		fmt.Fprintf(&b, `{"epoch":%d,"val_loss":0.25,"val_accuracy":0.875}`+"\n", e)
	}
	return b.String() + `{"test_accuracy":0.9,"test_loss":0.2}` + "\n"
}

func TestConvert(t *testing.T) {
	tutorial, err := train.Recipe("tutorial")
	if err != nil {
		t.Fatal(err)
	}
	record, err := convert(strings.NewReader(logOf(tutorial.Epochs)), "tutorial")
	if err != nil {
		t.Fatal(err)
	}
	r, err := runs.Decode(record)
	if err != nil {
		t.Fatal(err)
	}
	last := 3 * tutorial.Epochs
	if h := r.History; h.Step != last || h.Steps != last || h.Batches != 3 || len(h.Valid) != tutorial.Epochs || len(h.Loss) == 0 {
		t.Errorf("the history is %+v, want %d epochs of 3 batches", h, tutorial.Epochs)
	}
	if want := (runs.Result{Step: 3, Loss: .25, Accuracy: .875}); r.History.Valid[0] != want {
		t.Errorf("the first validation is %+v, want %+v", r.History.Valid[0], want)
	}
	if want := (&runs.Result{Step: last, Epoch: tutorial.Epochs - 1, Loss: .2, Accuracy: .9}); !reflect.DeepEqual(r.Test, want) {
		t.Errorf("the test is %+v, want %+v", r.Test, want)
	}
}

func TestConvertRefuses(t *testing.T) {
	for name, log := range map[string]string{
		"nothing":            "",
		"a run cut short":    logOf(1),
		"another log":        "epoch: 0, batch: 0, loss is: 2.3",
		"no test at the end": strings.TrimSuffix(logOf(3), `{"test_accuracy":0.9,"test_loss":0.2}`+"\n"),
	} {
		if _, err := convert(strings.NewReader(log), "tutorial"); err == nil {
			t.Errorf("%s makes a record", name)
		}
	}
}

// The record beside the page's weights is of the run that they are of: it ends with
// what the README says of them, and the recipe is the same.
func TestRecordOfThePagesWeights(t *testing.T) {
	record, err := os.ReadFile("../../../web/static/model.run")
	if err != nil {
		t.Fatal(err)
	}
	r, err := runs.Decode(record)
	if err != nil {
		t.Fatal(err)
	}
	weights, err := os.ReadFile("../../../web/static/model.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	best, err := train.Recipe("best")
	if err != nil {
		t.Fatal(err)
	}
	if r.History.Steps != best.Epochs*r.History.Batches || r.Settings.LearningRate != best.LearningRate {
		t.Errorf("the record is of %d steps and the rate %g, want the recipe best", r.History.Steps, r.Settings.LearningRate)
	}
	if want := fmt.Sprintf("-augment=%s ", r.Settings.Augment); !strings.Contains(string(weights), want) {
		t.Errorf("the weights were not trained with %s", want)
	}
	if r.Test == nil || r.Test.Accuracy != .9949 { // of 10,000, as of the weights in docs/benchmarks.md
		t.Errorf("the test is %+v", r.Test)
	}
}
