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
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			m := freshModel(loss)
			file, err := PyTorch.Encode(m, map[string]string{"recipe": "a test"})
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
			again, err := PyTorch.Encode(got, map[string]string{"recipe": "a test"})
			if err != nil || !bytes.Equal(again, file) {
				t.Errorf("writing them again gives another file, or %v", err)
			}
		})
	}
}

// Running statistics go to the file and come back, and the file says what network
// it is of.
func TestWeightsOfOtherNetworks(t *testing.T) {
	for _, net := range []string{"mlp", "conv 2 3, bn, relu, pool, dropout 0.2, linear 5, bn, linear"} {
		m := modelOf(t, net, nn.SquaredError{})
		for i := range m.Params() {
			m.Params()[i] += 0.5
		}
		file, err := PyTorch.Encode(m, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeWeights(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got.Architecture() != m.Architecture() || got.Loss != m.Loss || !slices.Equal(got.Params(), m.Params()) {
			t.Errorf("weights of %q came back changed, as %q with %s", m.Architecture(), got.Architecture(), got.Loss.Name())
		}
		// Without its loss, it follows from the outputs.
		f := parsed(t, file, err)
		delete(f.Metadata, "loss")
		if file, err = f.Bytes(); err != nil {
			t.Fatal(err)
		}
		if got, err = DecodeWeights(file, nil); err != nil || got.Loss != m.Loss {
			t.Errorf("%q without its loss: %v", m.Architecture(), err)
		}
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

// PyTorch's wrappers of a model put words before all names.
func TestDecodeWrappedWeights(t *testing.T) {
	for _, prefix := range []string{"module.", "_orig_mod.", "_orig_mod.module.", "module._orig_mod."} {
		f := golden.Read(t, "init")
		want := golden.Floats(t, f, "fc.weight")
		for i := range f.Tensors {
			f.Tensors[i].Name = prefix + f.Tensors[i].Name
		}
		file, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		m, err := DecodeWeights(file, nil)
		if err != nil {
			t.Errorf("with %s: %v", prefix, err)
			continue
		}
		if tensors := m.Tensors(); !slices.Equal(tensors[4].Data, want) {
			t.Errorf("with %s, fc.weight differs from the file's", prefix)
		}
	}
	// Only before all of them is it a wrapper's.
	f := golden.Read(t, "init")
	refusesEdited(t, f, func(f *safetensors.File) { f.Tensors[0].Name = "module." + f.Tensors[0].Name }, `no tensor "`+f.Tensors[0].Name+`"`)
}

// Weights in numbers of 16 bits are those numbers.
func TestDecodeHalfWeights(t *testing.T) {
	for dtype, bits := range map[string]string{"F16": "\x00\x3e", "BF16": "\xc0\x3f"} { // 1.5
		f := golden.Read(t, "init")
		i := slices.IndexFunc(f.Tensors, func(t safetensors.Tensor) bool { return t.Name == "fc.bias" })
		f.Tensors[i] = safetensors.Tensor{Name: "fc.bias", DType: dtype, Shape: []int{10}, Data: []byte(strings.Repeat(bits, 10))}
		file, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		m, err := DecodeWeights(file, nil)
		if err != nil {
			t.Fatalf("%s: %v", dtype, err)
		}
		if tensors := m.Tensors(); !slices.Equal(tensors[len(tensors)-1].Data, slices.Repeat([]float32{1.5}, 10)) {
			t.Errorf("fc.bias of 1.5 in %s came as %v", dtype, tensors[len(tensors)-1].Data)
		}
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
		}, "7 tensors, the network \"conv 20 5, relu"},
		{"a shape that lies", func(f *safetensors.File) { f.Tensors[4].Shape = []int{20, 490} }, "fc.weight has shape [20 490], want [10 980]"},
		{"not a number", func(f *safetensors.File) {
			f.Tensors[1] = safetensors.FromFloat32s("conv1.bias", []int{20}, slices.Repeat([]float32{float32(math.NaN())}, 20))
		}, "conv1.bias[0] is NaN"},
		{"integers", func(f *safetensors.File) { f.Tensors[0].DType = "I32" }, "is I32, want F32"},
		{"a broken architecture", func(f *safetensors.File) { f.Metadata["architecture"] = "linear 10" }, `architecture: layer 1: "10" after linear`},
		{"layers that do not fit", func(f *safetensors.File) { f.Metadata["architecture"] = "linear 100, pool, linear" }, "architecture: pool1 needs an image"},
		{"another architecture", func(f *safetensors.File) {
			f.Metadata["architecture"] = "conv 20 5, relu, pool, conv 16 5, relu, pool, linear"
		}, "conv2.weight has shape [20 20 5 5], want [16 20 5 5]"},
		{"an architecture with more", func(f *safetensors.File) {
			f.Metadata["architecture"] = "conv 20 5, bn, relu, pool, conv 20 5, relu, pool, linear"
		}, `no tensor "bn1.weight"`},
		{"an architecture with less", func(f *safetensors.File) {
			f.Metadata["architecture"] = "conv 20 5, pool, pool, linear"
		}, `6 tensors, the network "conv 20 5, pool, pool, linear" has 4`},
		{"negative variance", func(f *safetensors.File) {
			f.Metadata["architecture"] = "conv 20 5, bn, relu, pool, conv 20 5, relu, pool, linear"
			for _, name := range []string{"weight", "bias", "running_mean", "running_var"} {
				f.Tensors = append(f.Tensors, safetensors.FromFloat32s("bn1."+name, []int{20}, slices.Repeat([]float32{-1}, 20)))
			}
		}, "bn1.running_var[0] is -1, want no less than 0"},
		{"unknown loss", func(f *safetensors.File) { f.Metadata["loss"] = "hinge" }, `unknown loss "hinge"`},
		{"no temperature", func(f *safetensors.File) { f.Metadata["temperature"] = "warm" }, `weights: temperature: "warm", want a number above 0`},
		{"negative temperature", func(f *safetensors.File) { f.Metadata["temperature"] = "-1" }, `temperature: "-1", want`},
		{"infinite temperature", func(f *safetensors.File) { f.Metadata["temperature"] = "Inf" }, `temperature: "Inf", want`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file, err := PyTorch.Encode(freshModel(nn.CrossEntropy{}), nil)
			refusesEdited(t, parsed(t, file, err), test.edit, test.want)
		})
	}
}

// refusesEdited tests that a file, once it has been edited, is refused with an
// error that contains want.
func refusesEdited(t *testing.T, f *safetensors.File, edit func(*safetensors.File), want string) {
	t.Helper()
	edit(f)
	file, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	m, err := DecodeWeights(file, nil)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("DecodeWeights = %v, %v, want an error with %q", m, err, want)
	}
}

// Whatever is in a file, it is refused or read; what was read can be written and
// read again.
func FuzzDecodeWeights(f *testing.F) {
	for _, net := range []string{"pool, pool, linear", "pool, pool, bn, linear"} {
		for _, format := range []Format{PyTorch, Paddle} {
			file, err := format.Encode(modelOf(f, net, nn.SquaredError{}), nil)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(file)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := DecodeWeights(b, nil)
		if err != nil {
			return
		}
		for _, format := range []Format{PyTorch, Paddle} {
			file, err := format.Encode(m, nil)
			if err != nil {
				t.Fatal(err)
			}
			again, err := DecodeWeights(file, nil)
			if err != nil || !slices.Equal(again.Params(), m.Params()) {
				t.Errorf("weights of %q in the format %s came back changed, or %v", m.Architecture(), format, err)
			}
		}
	})
}
