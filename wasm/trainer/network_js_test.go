package main

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// withModes is a network with all that computes otherwise in training.
const withModes = "conv 4 3, bn, relu, pool, dropout 0.3, linear 20, bn, relu, linear"

func modelOf(t *testing.T, architecture string) *nn.Model {
	t.Helper()
	n, err := parseNetwork(architecture, "crossentropy")
	if err != nil {
		t.Fatal(err)
	}
	m, err := n.newModel()
	if err != nil {
		t.Fatal(err)
	}
	train.InitModel(m, nn.PyTorchDefault, 3)
	return m
}

// Helpers change their network with the batch, back and forth.
func TestPeersComputeOtherNetworks(t *testing.T) {
	eachExchange(t, func(t *testing.T) {
		p := newPeers(startHelper)
		t.Cleanup(func() { p.resize(0) })
		p.want.Store(3)
		for i, architecture := range []string{"simplenet", withModes, "mlp", withModes} {
			b := computed(t, modelOf(t, architecture), 20, i < 3)
			p.network = b.network
			got := make([]train.Result, len(b.shards))
			if err := p.Compute(b.params, b.shards, got); err != nil {
				t.Fatal(err)
			}
			sameResults(t, got, b.results)
		}
	})
}

func TestTrainAnotherNetwork(t *testing.T) {
	m := modelOf(t, withModes)
	asked := settings(1)
	asked.Architecture = strings.ToUpper(withModes)
	r, err := train.NewRun(m, dataset(t, 60), parsed(t, asked), train.NewGoroutines(1, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Train(train.Hooks{}); err != nil {
		t.Fatal(err)
	}
	eachExchange(t, func(t *testing.T) {
		p := newPage(t, nil, startHelper)
		p.load("small.json.gz")
		for _, workers := range []int{1, 2, 3, 8} {
			asked.Workers = workers
			p.send(&worker.Start{Settings: asked})
			last := lastOf[*worker.Weights](t, p.untilState(worker.StateDone))
			if !bytes.Equal(last.Params, worker.PackFloats(m.Params())) || last.Architecture != withModes {
				t.Errorf("%d helpers end with other weights than native workers, of %q", workers, last.Architecture)
			}
		}

		p.send(&worker.SaveWeights{})
		saved := lastOf[*worker.WeightsFile](t, p.until("file", func(m worker.Message) bool {
			return m.Kind() == (*worker.WeightsFile)(nil).Kind()
		}))
		if saved.Name != "network-crossentropy-step6.safetensors" {
			t.Errorf("file name = %q", saved.Name)
		}
		p.send(&worker.LoadWeights{Name: "mine", File: saved.File})
		opened := lastOf[*worker.Weights](t, p.until("weights", isWeights))
		if opened.Architecture != withModes || !bytes.Equal(opened.Params, worker.PackFloats(m.Params())) {
			t.Errorf("opened again, the weights are others, of %q", opened.Architecture)
		}

		// Going on, the network is that of the weights, whatever was chosen before.
		p.send(&worker.Start{Settings: settings(2), GoOn: true})
		if last := lastOf[*worker.Weights](t, p.untilState(worker.StateDone)); last.Architecture != withModes {
			t.Errorf("going on trains %q", last.Architecture)
		}
		other := settings(2)
		other.Architecture = "mlp"
		p.send(&worker.Start{Settings: other, GoOn: true})
		if f := p.untilFailure(); !strings.Contains(f.Text, `of another network, "`+withModes+`": start from fresh weights`) {
			t.Errorf("going on with another network: %+v", f)
		}
		other.Architecture = "pool, pool, pool, linear"
		p.send(&worker.Start{Settings: other})
		if f := p.untilFailure(); !strings.Contains(f.Text, "pool3 needs an even height, got 7") {
			t.Errorf("a network that does not fit: %+v", f)
		}
	})
}

func TestPredictorTakesEveryNetwork(t *testing.T) {
	ours, theirs := worker.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go newPredictor(theirs).serve(ctx)
	answers := ours.Listen(ctx)
	image := (*data.Image)(dataset(t, 3).Split(data.Eval).Image(2))
	ours.Send(&worker.Sample{ID: 5, Image: image[:]})
	for _, architecture := range []string{"", withModes, "mlp"} {
		m := modelOf(t, architecture)
		ours.Send(&worker.Weights{Architecture: architecture, Loss: "crossentropy", Params: worker.PackFloats(m.Params())})
		got, ok := (<-answers).(*worker.Prediction)
		if want := float64s(train.NewReplica(m).Predict(image)); !ok || !slices.Equal(got.Outputs, want) {
			t.Errorf("network %q: prediction %+v, want the outputs %v", architecture, got, want)
		}
	}
	ours.Send(&worker.Weights{Architecture: "cnv", Loss: "crossentropy"})
	if f, ok := (<-answers).(*worker.Failure); !ok || !strings.Contains(f.Text, `unknown kind "cnv"`) {
		t.Errorf("to weights of no network the answer is %+v", f)
	}
}

func TestDescribe(t *testing.T) {
	p := newPage(t, nil, startHelper)
	describe := func(id int, architecture, loss string) *worker.Description {
		p.send(&worker.Describe{ID: id, Architecture: architecture, Loss: loss})
		return lastOf[*worker.Description](t, p.until("description", func(m worker.Message) bool {
			return m.Kind() == (*worker.Description)(nil).Kind()
		}))
	}
	d := describe(1, " SimpleNet", "crossentropy")
	if d.ID != 1 || d.Params != 20350 || d.Error != "" || d.Architecture != nn.Presets[0].Layers || len(d.Layers) != 7 {
		t.Errorf("SimpleNet: %+v", d)
	}
	if l := d.Layers[3]; l.Name != "conv2" || l.Text != "conv 20 5" || l.Params != 10020 || !slices.Equal(l.Shape, []int{20, 14, 14}) {
		t.Errorf("layer 4 = %+v", l)
	}
	for architecture, want := range map[string]string{
		"cnv, linear":              `layer 1: unknown kind "cnv"`,
		"pool, pool, pool, linear": "pool3 needs an even height, got 7",
	} {
		if d := describe(2, architecture, "squarederror"); d.ID != 2 || !strings.Contains(d.Error, want) || len(d.Layers) != 0 {
			t.Errorf("%s: %+v, want the error %q", architecture, d, want)
		}
	}
	if d := describe(3, "mlp", "hinge"); !strings.Contains(d.Error, `unknown loss "hinge"`) {
		t.Errorf("with an unknown loss: %+v", d)
	}
}
