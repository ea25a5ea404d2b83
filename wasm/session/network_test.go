package session

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/peers"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

func TestTrainAnotherNetwork(t *testing.T) {
	m := wasmtest.Model(t, wasmtest.WithModes, nn.CrossEntropy{})
	asked := testSettings(1)
	asked.Architecture = strings.ToUpper(wasmtest.WithModes)
	r, err := train.NewRun(m, wasmtest.Dataset(t, 60), parsed(t, asked), train.NewGoroutines(1, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Train(train.Hooks{}); err != nil {
		t.Fatal(err)
	}
	eachExchange(t, func(t *testing.T, o peers.Options) {
		p := newPage(t, nil, o)
		p.load("small.json.gz")
		for _, workers := range []int{1, 2, 3, 8} {
			asked.Workers = workers
			p.send(&worker.Start{Settings: asked})
			last := lastOf[*worker.Weights](t, p.untilState(worker.StateDone))
			if !bytes.Equal(last.Params, worker.PackFloats(m.Params())) || last.Architecture != wasmtest.WithModes {
				t.Errorf("%d helpers end with other weights than native workers, of %q", workers, last.Architecture)
			}
		}

		p.send(&worker.SaveWeights{})
		saved := lastOf[*worker.WeightsFile](t, p.until("file", func(m worker.Message) bool {
			return worker.Kind(m) == worker.Kind((*worker.WeightsFile)(nil))
		}))
		if saved.Name != "network-crossentropy-step6.safetensors" {
			t.Errorf("file name = %q", saved.Name)
		}
		p.send(&worker.LoadWeights{Name: "mine", File: saved.File})
		opened := lastOf[*worker.Weights](t, p.until("weights", isWeights))
		if opened.Architecture != wasmtest.WithModes || !bytes.Equal(opened.Params, worker.PackFloats(m.Params())) {
			t.Errorf("opened again, the weights are others, of %q", opened.Architecture)
		}

		// Going on, the network is that of the weights, whatever was chosen before.
		p.send(&worker.Start{Settings: testSettings(2), GoOn: true})
		if last := lastOf[*worker.Weights](t, p.untilState(worker.StateDone)); last.Architecture != wasmtest.WithModes {
			t.Errorf("going on trains %q", last.Architecture)
		}
		other := testSettings(2)
		other.Architecture = "mlp"
		p.send(&worker.Start{Settings: other, GoOn: true})
		if f := p.untilFailure(); !strings.Contains(f.Text, `of another network, "`+wasmtest.WithModes+`": start from fresh weights`) {
			t.Errorf("going on with another network: %+v", f)
		}
		other.Architecture = "pool, pool, pool, linear"
		p.send(&worker.Start{Settings: other})
		if f := p.untilFailure(); !strings.Contains(f.Text, "pool3 needs an even height, got 7") {
			t.Errorf("a network that does not fit: %+v", f)
		}
	})
}

func TestDescribe(t *testing.T) {
	p := newPage(t, nil, byMessage)
	describe := func(id int, architecture, loss string) *worker.Description {
		p.send(&worker.Describe{ID: id, Architecture: architecture, Loss: loss})
		return lastOf[*worker.Description](t, p.until("description", func(m worker.Message) bool {
			return worker.Kind(m) == worker.Kind((*worker.Description)(nil))
		}))
	}
	d := describe(1, " SimpleNet", "crossentropy")
	if d.ID != 1 || d.Params != 20350 || d.Error.Text != "" || d.Architecture != nn.Presets()[0].Layers || len(d.Layers) != 7 {
		t.Errorf("SimpleNet: %+v", d)
	}
	if l := d.Layers[3]; l.Name != "conv2" || l.Text != "conv 20 5" || l.Params != 10020 || !slices.Equal(l.Shape, []int{20, 14, 14}) {
		t.Errorf("layer 4 = %+v", l)
	}
	for architecture, want := range map[string]string{
		"cnv, linear":              `layer 1: unknown kind "cnv"`,
		"pool, pool, pool, linear": "pool3 needs an even height, got 7",
	} {
		if d := describe(2, architecture, "squarederror"); d.ID != 2 || !strings.Contains(d.Error.Text, want) || len(d.Layers) != 0 {
			t.Errorf("%s: %+v, want the error %q", architecture, d, want)
		}
	}
	if d := describe(3, "mlp", "hinge"); !strings.Contains(d.Error.Text, `unknown loss "hinge"`) {
		t.Errorf("with an unknown loss: %+v", d)
	}
}
