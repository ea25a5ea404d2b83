package train

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/safetensors"
)

// someCheckpoint is one with all there is in it.
func someCheckpoint(t testing.TB) *Checkpoint {
	t.Helper()
	a, err := nn.ParseArchitecture("conv 1 3, bn, pool, pool, linear")
	if err != nil {
		t.Fatal(err)
	}
	m, err := nn.NewModel(a, nn.DoubleSoftmax{})
	if err != nil {
		t.Fatal(err)
	}
	InitModel(m, nn.PyTorchDefault, 1)
	d := new(data.Dataset)
	for i := range 30 {
		d.Split(data.Train).Append(&data.Image{300: byte(i)}, byte(i%10))
	}
	s := Defaults()
	s.Architecture, s.BatchSize, s.Epochs, s.MaxSteps = a, 10, 2, 4
	s.Optimizer.Kind, s.EMA, s.Seed = "adam", 0.5, 1<<64-1
	r, err := NewRun(m, d, s, NewGoroutines(1, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Train(Hooks{}); err != nil {
		t.Fatal(err)
	}
	c := r.Checkpoint()
	c.Metadata = map[string]string{"recipe": "a test"}
	return c
}

func encoded(t testing.TB, c *Checkpoint) []byte {
	t.Helper()
	file, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCheckpointRoundTrip(t *testing.T) {
	want := someCheckpoint(t)
	file := encoded(t, want)
	got, err := DecodeCheckpoint(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.Settings != want.Settings || got.Step != 4 || got.Epoch != 1 || got.Dataset != want.Dataset || !maps.Equal(got.Metadata, want.Metadata) {
		t.Errorf("DecodeCheckpoint = %+v, want %+v", got, want)
	}
	if !slices.Equal(got.Model.Params(), want.Model.Params()) || !slices.Equal(got.Params(), want.Params()) {
		t.Error("the parameters have changed")
	}
	if slices.Equal(got.Model.Params(), got.Params()) {
		t.Error("the average is the same as the parameters, so the test shows nothing")
	}
	if !bytes.Equal(encoded(t, got), file) {
		t.Error("writing it again gives another file")
	}
}

// Whatever reads weights finds those of a checkpoint.
func TestCheckpointIsAWeightsFile(t *testing.T) {
	c := someCheckpoint(t)
	m, err := DecodeWeights(encoded(t, c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if m.Architecture() != c.Model.Architecture() || m.Loss != c.Model.Loss || !slices.Equal(m.Params(), c.Params()) {
		t.Error("the weights are not those of the checkpoint")
	}
}

func TestDecodeCheckpointErrors(t *testing.T) {
	record := func(f *safetensors.File, edit func(fields map[string]any)) {
		fields := map[string]any{}
		decoder := json.NewDecoder(strings.NewReader(f.Metadata["run"]))
		decoder.UseNumber()
		if err := decoder.Decode(&fields); err != nil {
			t.Fatal(err)
		}
		edit(fields)
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		f.Metadata["run"] = string(text)
	}
	drop := func(f *safetensors.File, name string) {
		f.Tensors = slices.DeleteFunc(f.Tensors, func(t safetensors.Tensor) bool { return t.Name == name })
	}
	tests := []struct {
		name string
		edit func(f *safetensors.File)
		want string
	}{
		{"weights alone", func(f *safetensors.File) { delete(f.Metadata, "run") }, "holds weights, and no run"},
		{"no JSON", func(f *safetensors.File) { f.Metadata["run"] = "{" }, `metadata "run": unexpected end`},
		{"a later version", func(f *safetensors.File) {
			record(f, func(r map[string]any) { r["Version"], r["Step"] = 2, "many" })
		}, "version 2, this program reads version 1"},
		{"an unknown field", func(f *safetensors.File) {
			record(f, func(r map[string]any) { r["Speed"] = 1 })
		}, `unknown field "Speed"`},
		{"a setting", func(f *safetensors.File) {
			record(f, func(r map[string]any) { r["Settings"].(map[string]any)["EMA"] = 1 })
		}, "decay 1 of the average"},
		{"no weight", func(f *safetensors.File) { drop(f, "fc.bias") }, `no tensor "fc.bias"`},
		{"no moment", func(f *safetensors.File) { drop(f, "run.exp_avg_sq.fc.bias") }, `no tensor "run.exp_avg_sq.fc.bias"`},
		{"no parameters behind the average", func(f *safetensors.File) { drop(f, "run.bn1.running_mean") }, `no tensor "run.bn1.running_mean"`},
		{"another shape", func(f *safetensors.File) {
			f.Tensors[len(f.Tensors)-1].Shape = []int{2, 5}
		}, "run.fc.bias has shape [2 5], want [10]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := safetensors.Parse(encoded(t, someCheckpoint(t)))
			if err != nil {
				t.Fatal(err)
			}
			test.edit(f)
			file, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			c, err := DecodeCheckpoint(file)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("DecodeCheckpoint = %v, %v, want an error with %q", c, err, test.want)
			}
		})
	}
}

func FuzzDecodeCheckpoint(f *testing.F) {
	f.Add(encoded(f, someCheckpoint(f)))
	f.Fuzz(func(t *testing.T, file []byte) {
		c, err := DecodeCheckpoint(file)
		if err != nil {
			return
		}
		if _, err := DecodeCheckpoint(encoded(t, c)); err != nil {
			t.Errorf("what was read cannot be read again: %v", err)
		}
	})
}
