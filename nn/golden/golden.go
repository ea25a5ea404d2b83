// Package golden holds PyTorch's numbers for SimpleNet, for the tests of all
// packages that compute with it. README.md says what is in the files.
package golden

import (
	"embed"
	"math"

	"digitlab/nn/safetensors"
)

//go:embed *.safetensors
var files embed.FS

// TB is what the package asks of a test, a testing.TB, so that no program that
// imports it gets the flags of package testing.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

// Bytes returns the file of that name, without its ending.
func Bytes(t TB, name string) []byte {
	t.Helper()
	b, err := files.ReadFile(name + ".safetensors")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Read returns the content of the file of that name.
func Read(t TB, name string) *safetensors.File {
	t.Helper()
	f, err := safetensors.Parse(Bytes(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Floats returns the elements of a tensor of f.
func Floats(t TB, f *safetensors.File, tensor string) []float32 {
	t.Helper()
	found, err := f.Tensor(tensor)
	if err != nil {
		t.Fatal(err)
	}
	values, err := found.Float32s()
	if err != nil {
		t.Fatal(err)
	}
	return values
}

// Batch returns the first 1000 images of MNIST's training images, 784 bytes
// each, 255 = ink, and their labels.
func Batch(t TB) (images, labels []byte) {
	t.Helper()
	f := Read(t, "batch")
	x, err := f.Tensor("images")
	if err != nil {
		t.Fatal(err)
	}
	y, err := f.Tensor("labels")
	if err != nil {
		t.Fatal(err)
	}
	return x.Data, y.Data
}

// Close reports where got is further from want than float32's rounding has it.
func Close(t TB, name string, got []float32, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s has %d values, want %d", name, len(got), len(want))
		return
	}
	for i, w := range want {
		// Written so that a NaN counts as a difference.
		if d := math.Abs(float64(got[i]) - w); !(d <= tolerance) {
			t.Errorf("%s[%d] = %g, want %g", name, i, got[i], w)
		}
	}
}
