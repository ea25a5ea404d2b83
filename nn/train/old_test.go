package train

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"slices"
	"testing"

	"digitlab/nn"
)

// The files in testdata are of the first versions of the command that wrote such
// files, on the 23rd of November 2026. They are never written anew: whatever
// becomes of the format, they are to be read.

func oldFile(t *testing.T, name string) []byte {
	t.Helper()
	file, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func oldWeights(t *testing.T, file []byte) *nn.Model {
	t.Helper()
	m, err := DecodeWeights(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Before files named their network, there was but one. Its parameters, one after
// the other, are sixty-fourths from -4 to 3.
func TestOldWeightsOfTheFirstNetwork(t *testing.T) {
	z, err := gzip.NewReader(bytes.NewReader(oldFile(t, "simplenet.safetensors.gz")))
	if err != nil {
		t.Fatal(err)
	}
	file, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	m := oldWeights(t, file)
	if m.Architecture() != (nn.Architecture{}) || m.Loss != nn.Loss(nn.CrossEntropy{}) {
		t.Fatalf("the network is %q with %v, want SimpleNet", m.Architecture(), m.Loss)
	}
	k := 0
	for _, tensor := range m.Tensors() {
		for i, got := range tensor.Data {
			if want := float32(k%8-4) / 64; got != want {
				t.Fatalf("%s[%d] = %v, want %v", tensor.Name, i, got, want)
			}
			k++
		}
	}
}

// The same network was written in both layouts, and as a run stood at its end.
func TestOldWeights(t *testing.T) {
	want := oldWeights(t, oldFile(t, "weights.safetensors"))
	if got := want.Architecture().String(); got != "pool, pool, conv 1 3, bn, linear" {
		t.Errorf("the network is %q", got)
	}
	for _, name := range []string{"paddle.safetensors", "checkpoint.safetensors"} {
		if got := oldWeights(t, oldFile(t, name)); got.Architecture() != want.Architecture() || !slices.Equal(got.Params(), want.Params()) {
			t.Errorf("%s has other weights", name)
		}
	}
}

// A run that was ended by a limit of steps goes on without it.
func TestOldCheckpointIsContinued(t *testing.T) {
	c, err := DecodeCheckpoint(oldFile(t, "checkpoint.safetensors"))
	if err != nil {
		t.Fatal(err)
	}
	want := Defaults()
	want.Architecture, want.Optimizer.Kind, want.EMA, want.Augment = c.Model.Architecture(), "adam", 0.9, c.Settings.Augment
	want.BatchSize, want.Epochs, want.MaxSteps, want.Seed = 10, 2, 4, 5
	if c.Settings != want || c.Step != 4 || c.Epoch != 1 || c.Settings.Augment.String() != "shift=2,rotate=12,scale=0.15,shear=0.15,elastic=0.9,thickness=0.4,pen=0.25" {
		t.Fatalf("it stands at step %d, epoch %d, with %+v", c.Step, c.Epoch, c.Settings)
	}
	c.Settings.MaxSteps = 0
	r, err := ResumeRun(c, checkpointImages(0), NewGoroutines(1, c.Model.Clone))
	if err != nil {
		t.Fatal(err)
	}
	var steps []int
	if err := r.Train(Hooks{AfterStep: func(s Step) { steps = append(steps, s.Step) }}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(steps, []int{5, 6}) {
		t.Errorf("steps %v are trained, want 5 and 6", steps)
	}
}
