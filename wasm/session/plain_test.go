package session

import (
	"bytes"
	"reflect"
	"testing"

	"digitlab/data/mnistjson"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

func TestTrainOnWhatIsNotCompressed(t *testing.T) {
	var text bytes.Buffer
	if err := mnistjson.WriteText(&text, wasmtest.Dataset(t, 20)); err != nil {
		t.Fatal(err)
	}
	p := newPage(t, memoryFiles{"plain.json": text.Bytes()}, byMessage)
	p.load("small.json.gz")
	ready := lastOf[*worker.DatasetReady](t, p.load("plain.json"))
	if want := (worker.DatasetReady{Name: "plain.json", Train: 20, Valid: 20, Test: 20}); !reflect.DeepEqual(*ready, want) {
		t.Errorf("dataset ready: %+v, want %+v", *ready, want)
	}
	p.send(&worker.Start{Settings: testSettings(1)})
	expectKinds(t, p.untilState(worker.StateDone), "valid", "valid", "test")
}
