//go:build !js

package onnx

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/safetensors"
)

// onnxruntimeFolder is where .ci/onnxruntime puts the npm packages.
const onnxruntimeFolder = "../../.cache/onnxruntime/node_modules"

// onnxruntime itself gives what the model does, on MNIST's images, also with the
// weights that the page starts with.
func TestONNXRuntime(t *testing.T) {
	if testing.Short() {
		t.Skip("starting onnxruntime takes seconds")
	}
	folder, err := filepath.Abs(onnxruntimeFolder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "onnxruntime-web")); err != nil {
		t.Skip("onnxruntime is not there; .ci/onnxruntime fetches it")
	}

	pixels := images(t, 200)
	dir := t.TempDir()
	args := []string{"testdata/onnxruntime.cjs", write(t, dir, "images", pack(pixels))}
	var names []string
	var models []*nn.Model
	add := func(name string, m *nn.Model) {
		names, models = append(names, name), append(models, m)
		args = append(args, write(t, dir, name+".onnx", Encode(m, map[string]string{"source": "a test"})))
	}
	for _, network := range networks {
		add(network.name, newModel(t, network.layers, network.loss))
	}
	add("pretrained", pretrained(t))

	node := exec.Command("node", args...)
	node.Env = append(os.Environ(), "NODE_PATH="+folder)
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := json.NewDecoder(bytes.NewReader(out))
	for i, m := range models {
		var got map[string][]float32
		if err := lines.Decode(&got); err != nil {
			t.Fatal(err)
		}
		want := answers(m, pixels)
		if len(got) != len(want) {
			t.Errorf("%s: onnxruntime gives %d outputs, want %d", names[i], len(got), len(want))
		}
		for name, want := range want {
			compare(t, names[i]+": "+name, got[name], want)
		}
	}
}

// compare allows for sums in another order.
func compare(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d values, want %d", what, len(got), len(want))
		return
	}
	var largest, difference float64
	for i, w := range want {
		largest = max(largest, math.Abs(float64(w)))
		difference = max(difference, math.Abs(float64(got[i])-float64(w)))
	}
	t.Logf("%s differs by %.2g, its largest value being %.3g", what, difference, largest)
	if !(difference <= 1e-5*largest) {
		t.Errorf("%s differs by %g, its largest value being %g", what, difference, largest)
	}
}

// pretrained returns the model that the page starts with.
func pretrained(t *testing.T) *nn.Model {
	t.Helper()
	b, err := os.ReadFile("../../web/static/model.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	f, err := safetensors.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(t, f.Metadata["architecture"], nn.CrossEntropy{})
	for _, tensor := range m.Tensors() {
		copy(tensor.Data, golden.Floats(t, f, tensor.Name))
	}
	return m
}

func pack(values []float32) (b []byte) {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

func write(t *testing.T, dir, name string, file []byte) (path string) {
	t.Helper()
	path = filepath.Join(dir, name)
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
