package train

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/safetensors"
)

func TestWeightsRoundTrip(t *testing.T) {
	for _, loss := range nn.Losses {
		t.Run(loss.Name(), func(t *testing.T) {
			m := freshModel(loss)
			file, err := EncodeWeights(m, map[string]string{"recipe": "a test"})
			if err != nil {
				t.Fatal(err)
			}
			got, err := DecodeWeights(file, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got.Loss != loss || !slices.Equal(got.Params(), m.Params()) {
				t.Errorf("weights of %s came back changed, as %s", loss.Name(), got.Loss.Name())
			}
			again, err := EncodeWeights(got, map[string]string{"recipe": "a test"})
			if err != nil || !bytes.Equal(again, file) {
				t.Errorf("writing them again gives another file, or %v", err)
			}
		})
	}
}

// PyTorch's own file, which names no loss.
func TestDecodePyTorchWeights(t *testing.T) {
	file := golden.Bytes(t, "init")
	m, err := DecodeWeights(file, nil)
	if err != nil || m.Loss != (nn.CrossEntropy{}) {
		t.Fatalf("DecodeWeights = %v, %v, want a cross-entropy model", m, err)
	}
	f := golden.Read(t, "init")
	for _, tensor := range m.Tensors() {
		if !slices.Equal(tensor.Data, golden.Floats(t, f, tensor.Name)) {
			t.Errorf("%s differs from the file's", tensor.Name)
		}
	}
	if _, err := DecodeWeights(file, nn.SquaredError{}); err == nil || !strings.Contains(err.Error(), "fc.weight has shape [10 980], want [1 980]") {
		t.Errorf("DecodeWeights for another head: error %v", err)
	}
}

func TestDecodeWeightsErrors(t *testing.T) {
	tests := []struct {
		name string
		edit func(*safetensors.File)
		want string
	}{
		{"a tensor is missing", func(f *safetensors.File) { f.Tensors = f.Tensors[1:] }, `no tensor "conv1.weight"`},
		{"a tensor too many", func(f *safetensors.File) {
			f.Tensors = append(f.Tensors, safetensors.FromFloat32s("fc2.bias", []int{1}, []float32{0}))
		}, "7 tensors, SimpleNet has 6"},
		{"Paddle's layout", func(f *safetensors.File) { f.Tensors[4].Shape = []int{980, 10} }, "fc.weight has shape [980 10], want [10 980]"},
		{"not a number", func(f *safetensors.File) {
			f.Tensors[1] = safetensors.FromFloat32s("conv1.bias", []int{20}, slices.Repeat([]float32{float32(math.NaN())}, 20))
		}, "conv1.bias[0] is NaN"},
		{"integers", func(f *safetensors.File) { f.Tensors[0].DType = "I32" }, "is I32, want F32"},
		{"unknown loss", func(f *safetensors.File) { f.Metadata["loss"] = "hinge" }, `unknown loss "hinge"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file, err := EncodeWeights(freshModel(nn.CrossEntropy{}), nil)
			if err != nil {
				t.Fatal(err)
			}
			f, err := safetensors.Parse(file)
			if err != nil {
				t.Fatal(err)
			}
			test.edit(f)
			if file, err = f.Bytes(); err != nil {
				t.Fatal(err)
			}
			m, err := DecodeWeights(file, nil)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("DecodeWeights = %v, %v, want an error with %q", m, err, test.want)
			}
		})
	}
}
