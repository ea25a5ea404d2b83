package train

import (
	"slices"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/safetensors"
)

// square is a network whose linear layers have as many outputs as inputs.
const square = "conv 10 28 pad 0, linear"

func parsed(t *testing.T, file []byte, err error) *safetensors.File {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	f, err := safetensors.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Paddle's state dict of a network: names and shapes as in
// paddle.nn.Layer.state_dict, linear weights transposed.
func TestPaddleLayout(t *testing.T) {
	m := modelOf(t, "conv 2 3, bn, pool, linear 5, bn, linear", nn.CrossEntropy{})
	for i := range m.Params() {
		m.Params()[i] = float32(i)
	}
	file, err := Paddle.Encode(m, map[string]string{"source": "a test"})
	f := parsed(t, file, err)
	if f.Metadata["format"] != "pd" || f.Metadata["loss"] != "crossentropy" || f.Metadata["source"] != "a test" {
		t.Errorf("metadata = %v", f.Metadata)
	}
	want := []struct {
		name  string
		shape []int
	}{
		{"conv1.weight", []int{2, 1, 3, 3}}, {"conv1.bias", []int{2}},
		{"bn1.weight", []int{2}}, {"bn1.bias", []int{2}}, {"bn1._mean", []int{2}}, {"bn1._variance", []int{2}},
		{"fc1.weight", []int{2 * 14 * 14, 5}}, {"fc1.bias", []int{5}},
		{"bn2.weight", []int{5}}, {"bn2.bias", []int{5}}, {"bn2._mean", []int{5}}, {"bn2._variance", []int{5}},
		{"fc2.weight", []int{5, 10}}, {"fc2.bias", []int{10}},
	}
	if len(f.Tensors) != len(want) {
		t.Fatalf("%d tensors, want %d", len(f.Tensors), len(want))
	}
	for i, w := range want {
		got, tensor := f.Tensors[i], m.Tensors()[i]
		if got.Name != w.name || !slices.Equal(got.Shape, w.shape) {
			t.Errorf("tensor %d is %s %v, want %s %v", i, got.Name, got.Shape, w.name, w.shape)
		}
		values := golden.Floats(t, f, w.name)
		if len(w.shape) != 2 {
			if !slices.Equal(values, tensor.Data) {
				t.Errorf("%s differs from the model's %s", w.name, tensor.Name)
			}
			continue
		}
		for in := range w.shape[0] {
			for out := range w.shape[1] {
				if got, want := values[in*w.shape[1]+out], tensor.Data[out*w.shape[0]+in]; got != want {
					t.Fatalf("%s[%d,%d] = %v, want %v", w.name, in, out, got, want)
				}
			}
		}
	}
}

// Either layout comes back as it was, also without the metadata where shapes or
// names tell it.
func TestLayoutIsSeen(t *testing.T) {
	for _, format := range []Format{PyTorch, Paddle} {
		for _, net := range []string{"simplenet", "mlp", "modern", square, "bn, " + square} {
			for _, marked := range []bool{true, false} {
				if net == square && !marked {
					continue // nothing tells it
				}
				m := modelOf(t, net, nn.CrossEntropy{})
				file, err := format.Encode(m, nil)
				f := parsed(t, file, err)
				if !marked {
					delete(f.Metadata, "format")
				}
				if file, err = f.Bytes(); err != nil {
					t.Fatal(err)
				}
				got, err := DecodeWeights(file, nil)
				if err != nil {
					t.Errorf("%s of %q, marked %t: %v", format, net, marked, err)
				} else if !slices.Equal(got.Params(), m.Params()) {
					t.Errorf("%s of %q, marked %t, came back changed", format, net, marked)
				}
			}
		}
	}
}

// SimpleNet's weights as Paddle saves them by itself, with no metadata at all.
func TestDecodePaddleWeights(t *testing.T) {
	pyTorch, err := DecodeWeights(golden.Bytes(t, "init"), nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := Paddle.Encode(pyTorch, nil)
	f := parsed(t, file, err)
	f.Metadata = nil
	if file, err = f.Bytes(); err != nil {
		t.Fatal(err)
	}
	got, err := DecodeWeights(file, nil)
	if err != nil || got.Loss != (nn.CrossEntropy{}) || !slices.Equal(got.Params(), pyTorch.Params()) {
		t.Errorf("PyTorch's weights in Paddle's layout came back changed, or %v", err)
	}
}

// PyTorch's state dict of batch normalisation has one tensor more.
func TestBatchesTracked(t *testing.T) {
	m := modelOf(t, "bn, linear", nn.CrossEntropy{})
	file, err := PyTorch.Encode(m, nil)
	f := parsed(t, file, err)
	f.Tensors = append(f.Tensors, safetensors.Tensor{Name: "bn1.num_batches_tracked", DType: "I64", Data: make([]byte, 8)})
	if file, err = f.Bytes(); err != nil {
		t.Fatal(err)
	}
	if got, err := DecodeWeights(file, nil); err != nil || !slices.Equal(got.Params(), m.Params()) {
		t.Errorf("the weights came back changed, or %v", err)
	}
}

func TestMixedLayouts(t *testing.T) {
	tests := []struct {
		name string
		edit func(f *safetensors.File)
		want string
	}{
		{"one layer is PyTorch's", func(f *safetensors.File) {
			i := slices.IndexFunc(f.Tensors, func(t safetensors.Tensor) bool { return t.Name == "fc2.weight" })
			slices.Reverse(f.Tensors[i].Shape)
		}, "fc2.weight has shape [10 5], want [5 10]"},
		{"a statistic is PyTorch's", func(f *safetensors.File) {
			i := slices.IndexFunc(f.Tensors, func(t safetensors.Tensor) bool { return t.Name == "bn1._mean" })
			f.Tensors[i].Name = "bn1.running_mean"
		}, `no tensor "bn1._mean"`},
		{"neither shape", func(f *safetensors.File) {
			for i, t := range f.Tensors {
				if len(t.Shape) == 2 {
					f.Tensors[i].Shape = []int{1, t.Shape[0] * t.Shape[1]}
				}
			}
		}, "fc1.weight has shape [1 3920], want [784 5]"},
		{"it says that it is PyTorch's", func(f *safetensors.File) { f.Metadata["format"] = "pt" }, `no tensor "bn1.running_mean"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file, err := Paddle.Encode(modelOf(t, "bn, linear 5, linear", nn.CrossEntropy{}), nil)
			refusesEdited(t, parsed(t, file, err), test.edit, test.want)
		})
	}
}

func TestFormats(t *testing.T) {
	for _, test := range []struct {
		name   string
		want   Format
		ending string
	}{
		{"", PyTorch, ".safetensors"},
		{"pytorch", PyTorch, ".safetensors"},
		{"paddle", Paddle, ".safetensors"},
		{"onnx", ONNX, ".onnx"},
	} {
		f, err := ParseFormat(test.name)
		if err != nil || f != test.want || f.Extension() != test.ending {
			t.Errorf("ParseFormat(%q) = %q, %v with names in %q, want %q and %q", test.name, f, err, f.Extension(), test.want, test.ending)
		}
	}
	if _, err := ParseFormat("keras"); err == nil || !strings.Contains(err.Error(), `"keras"`) {
		t.Errorf("ParseFormat of another: error %v", err)
	}
	// What an ONNX file holds is for the tests of package onnx.
	file, err := ONNX.Encode(freshModel(nn.SquaredError{}), map[string]string{"source": "a test"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"squarederror", "conv 20 5, relu", "a test"} {
		if !strings.Contains(string(file), want) {
			t.Errorf("the ONNX file does not say %q", want)
		}
	}
	if _, err := DecodeWeights(file, nil); err == nil || !strings.Contains(err.Error(), "is not a safetensors file") {
		t.Errorf("DecodeWeights of an ONNX file: error %v", err)
	}
}
