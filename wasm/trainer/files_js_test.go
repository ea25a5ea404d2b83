package main

import (
	"bytes"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/nn/safetensors"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// savedAs asks for the present weights in a format.
func (p *page) savedAs(format string) *worker.WeightsFile {
	p.t.Helper()
	p.send(&worker.SaveWeights{Format: format})
	return lastOf[*worker.WeightsFile](p.t, p.until("file", func(m worker.Message) bool {
		return m.Kind() == (*worker.WeightsFile)(nil).Kind()
	}))
}

// opened opens a weights file and returns the weights that the trainer then has.
func (p *page) opened(name string, file []byte) *worker.Weights {
	p.t.Helper()
	p.send(&worker.LoadWeights{Name: name, File: file})
	return lastOf[*worker.Weights](p.t, p.until("weights", isWeights))
}

func TestFormatsOfAFile(t *testing.T) {
	p := newPage(t, nil, startHelper)
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

// A file that is refused changes nothing: the same weights are saved after it.
func TestRefusedWeightsChangeNothing(t *testing.T) {
	p := newPage(t, nil, startHelper)
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
