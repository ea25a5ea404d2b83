// Package golden holds PyTorch's numbers for SimpleNet, for the tests of all
// packages that compute with it. README.md says what is in the files.
package golden

import (
	"embed"
	"testing"

	"digitlab/nn/safetensors"
)

//go:embed *.safetensors
var files embed.FS

// Bytes returns the file of that name, without its ending.
func Bytes(t testing.TB, name string) []byte {
	t.Helper()
	b, err := files.ReadFile(name + ".safetensors")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Read returns the content of the file of that name.
func Read(t testing.TB, name string) *safetensors.File {
	t.Helper()
	f, err := safetensors.Parse(Bytes(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Floats returns the elements of a tensor of f.
func Floats(t testing.TB, f *safetensors.File, tensor string) []float32 {
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
func Batch(t testing.TB) (images, labels []byte) {
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
