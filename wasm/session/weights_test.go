package session

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/safetensors"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// savedAs asks for the present weights in a format.
func (p *page) savedAs(format string) *worker.WeightsFile {
	p.t.Helper()
	p.send(&worker.SaveWeights{Format: format})
	return lastOf[*worker.WeightsFile](p.t, p.until("file", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.WeightsFile)(nil))
	}))
}

// opened opens a weights file and returns the weights that the trainer then has.
func (p *page) opened(name string, file []byte) *worker.Weights {
	p.t.Helper()
	p.send(&worker.LoadWeights{Name: name, File: file})
	return lastOf[*worker.Weights](p.t, p.until("weights", isWeights))
}

func TestFormatsOfAFile(t *testing.T) {
	p := newPage(t, nil, byMessage)
	original := p.opened("mine", encoded(t, nn.CrossEntropy{}))

	tests := []struct{ format, name, saved string }{
		{"", "simplenet-crossentropy-step0.safetensors", "pytorch"},
		{"pytorch", "simplenet-crossentropy-step0.safetensors", "pytorch"},
		{"paddle", "simplenet-crossentropy-step0-paddle.safetensors", "paddle"},
		{"onnx", "simplenet-crossentropy-step0.onnx", "onnx"},
	}
	for _, test := range tests {
		got := p.savedAs(test.format)
		if got.Name != test.name || got.Format != test.saved || got.Architecture != original.Architecture || got.Loss != "crossentropy" {
			t.Errorf("saved as %q: %s, format %q, of %q with %s", test.format, got.Name, got.Format, got.Architecture, got.Loss)
		}
		if test.saved == "onnx" {
			m, err := train.DecodeWeights(encoded(t, nn.CrossEntropy{}), nil)
			if err != nil {
				t.Fatal(err)
			}
			want, err := train.ONNX.Encode(m, map[string]string{"source": "mine", "step": "0"})
			if err != nil || !bytes.Equal(got.File, want) {
				t.Errorf("the ONNX model is not that of the weights, or %v", err)
			}
			continue
		}
		again := p.opened(got.Name, got.File)
		if !bytes.Equal(again.Params, original.Params) || again.Source != got.Name {
			t.Errorf("saved as %q and opened again, the weights are others, of %q", test.format, again.Source)
		}
		p.opened("mine", encoded(t, nn.CrossEntropy{}))
	}
}

// A file that names no network, such as PyTorch's, is of the one that the page
// shows if its weights fit.
func TestWeightsOfTheNetworkShown(t *testing.T) {
	const normalised = "normalize 0.1307 0.3081, conv 20 5, relu, pool, conv 20 5, relu, pool, linear"
	tests := []struct{ shown, want string }{
		{"", "conv 20 5, relu, pool, conv 20 5, relu, pool, linear"},
		{normalised, normalised},
		{"mlp", "conv 20 5, relu, pool, conv 20 5, relu, pool, linear"},
		{"conv 20", "conv 20 5, relu, pool, conv 20 5, relu, pool, linear"},
	}
	p := newPage(t, nil, byMessage)
	for _, test := range tests {
		p.send(&worker.LoadWeights{Name: "pytorch", Architecture: test.shown, File: golden.Bytes(t, "init")})
		if got := lastOf[*worker.Weights](p.t, p.until("weights", isWeights)); got.Architecture != test.want {
			t.Errorf("beside %q the weights are of %q, want %q", test.shown, got.Architecture, test.want)
		}
	}
	// One that says what it is of is of that.
	p.send(&worker.LoadWeights{Name: "mine", Architecture: normalised, File: encoded(t, nn.CrossEntropy{})})
	if got := lastOf[*worker.Weights](p.t, p.until("weights", isWeights)); got.Architecture != tests[0].want {
		t.Errorf("the weights are of %q, want what the file says", got.Architecture)
	}
	// What fits neither is told of the network shown.
	p.send(&worker.LoadWeights{Name: "broken", Architecture: "mlp", File: encodedWithout(t, "architecture", "conv1.weight")})
	if f := p.untilFailure(); !strings.Contains(f.Text, `broken: weights: no tensor "fc1.weight"`) {
		t.Errorf("failure %+v", f)
	}
}

// encodedWithout is encoded, without an entry of the metadata and a tensor.
func encodedWithout(t *testing.T, entry, tensor string) []byte {
	t.Helper()
	f, err := safetensors.Parse(encoded(t, nn.CrossEntropy{}))
	if err != nil {
		t.Fatal(err)
	}
	delete(f.Metadata, entry)
	f.Tensors = slices.DeleteFunc(f.Tensors, func(t safetensors.Tensor) bool { return t.Name == tensor })
	file, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// A file that is refused changes nothing: the same weights are saved after it.
func TestRefusedWeightsChangeNothing(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.opened("mine", encoded(t, nn.CrossEntropy{}))
	before := p.savedAs("pytorch")

	edited := func(edit func(f *safetensors.File)) []byte {
		f, err := safetensors.Parse(encoded(t, nn.CrossEntropy{}))
		if err != nil {
			t.Fatal(err)
		}
		edit(f)
		file, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	good := encoded(t, nn.CrossEntropy{})
	tests := []struct {
		name string
		file []byte
		want string
	}{
		{"shape.safetensors", edited(func(f *safetensors.File) { f.Tensors[4].Shape = []int{980, 5, 2} }), "fc.weight has shape [980 5 2], want [10 980]"},
		{"architecture.safetensors", edited(func(f *safetensors.File) { f.Metadata["architecture"] = "mlp" }), `no tensor "fc1.weight"`},
		{"header.safetensors", bytes.Replace(good, []byte("[20,1,5,5]"), []byte("[20,1,5,9]"), 1), `"conv1.weight": shape [20 1 5 9] of F32 takes 3600 bytes, the file gives it 2000`},
		{"cut.safetensors", good[:len(good)-1], "are not in the file"},
		{"long.safetensors", append(bytes.Clone(good), 0), "belong to none"},
		{"model.onnx", p.savedAs("onnx").File, "is not a safetensors file"},
		{"empty.safetensors", nil, "the file is empty"},
		{"classes.safetensors", edited(func(f *safetensors.File) { f.Metadata["classes"] = `["cat"]` }), "classes: 1 names, want 2 to 10"},
	}
	for _, test := range tests {
		p.send(&worker.LoadWeights{Name: test.name, File: test.file})
		if f := p.untilFailure(); f.Scope != worker.ScopeWeights || !strings.Contains(f.Text, test.want) || !strings.HasPrefix(f.Text, test.name+": ") {
			t.Errorf("%s: failure %+v, want %q", test.name, f, test.want)
		}
		after := p.savedAs("pytorch")
		if after.Name != before.Name || !bytes.Equal(after.File, before.File) {
			t.Errorf("%s was refused and has changed the weights", test.name)
		}
	}
}

// A trainer that takes the place of another has its weights: those that are
// trained further, and those that a reset brings back.
func TestWeightsOfTheTrainerBefore(t *testing.T) {
	furtherTrained := func(p *page) []worker.Message {
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: testSettings(1), GoOn: true})
		return p.untilState(worker.StateDone)
	}
	p := newPage(t, nil, byMessage)
	file := p.opened("mine", encoded(t, nn.CrossEntropy{}))
	present := lastOf[*worker.Weights](t, furtherTrained(p))
	want := lastOf[*worker.Weights](t, furtherTrained(p))

	p = newPage(t, nil, byMessage)
	p.send(file)
	colder := *present
	colder.Temperature = 0.5
	p.send(&colder)
	p.send(&worker.SaveWeights{Format: "pytorch"})
	seen := p.until("file", func(m worker.Message) bool { return worker.Kind(m) == "weights-file" })
	saved, err := train.DecodeWeights(lastOf[*worker.WeightsFile](t, seen).File, nil)
	if err != nil || nn.Temperature(saved.Loss) != 0.5 {
		t.Errorf("another trainer saves weights of temperature 0.5 as of %v, %v", nn.Temperature(saved.Loss), err)
	}
	p.send(&worker.SaveWeights{Weights: *want})
	seen = p.until("file", func(m worker.Message) bool { return worker.Kind(m) == "weights-file" })
	if saved, err = train.DecodeWeights(lastOf[*worker.WeightsFile](t, seen).File, nil); err != nil || !bytes.Equal(worker.PackFloats(saved.Params()), want.Params) {
		t.Errorf("asked for weights that it does not have, another trainer saves others, %v", err)
	}
	if got := lastOf[*worker.Weights](t, furtherTrained(p)); !bytes.Equal(got.Params, want.Params) {
		t.Error("trained further by another trainer, the weights are others")
	}
	p.send(&worker.Reset{})
	seen = p.until("weights", isWeights)
	if got := lastOf[*worker.Weights](t, seen); got.Source != "mine" || !bytes.Equal(got.Params, file.Params) {
		t.Errorf("a reset brings back weights of %q, want those of the file", got.Source)
	}
}

// Nothing waits for weights that do not come, and the first that come late are
// those that Reset brings back.
func TestWeightsThatComeLate(t *testing.T) {
	file := encoded(t, nn.CrossEntropy{})
	p, s := newSlowPage(t)
	p.send(&worker.LoadWeights{URL: "slow.json.gz", Name: "late"})
	p.load("small.json.gz")
	(<-s.stalled)()
	if f := p.untilFailure(); f.Scope != worker.ScopeWeights || !strings.Contains(f.Text, "late: nothing of the file comes") {
		t.Errorf("failure = %+v", f)
	}
	p.send(&worker.Start{Settings: testSettings(1), Paused: true})
	p.untilState(worker.StatePaused)
	if _, err := s.pipe.Write(file); err != nil {
		t.Fatal(err)
	}
	s.pipe.Close()
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	p.send(&worker.Reset{})
	p.until("weights that came late", func(m worker.Message) bool {
		w, ok := m.(*worker.Weights)
		return ok && w.Source == "late"
	})
}
