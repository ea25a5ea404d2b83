package page

import (
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
)

func TestIsDataset(t *testing.T) {
	for name, want := range map[string]bool{
		"train-images-idx3-ubyte": true, "train-images.idx3-ubyte": true, "train-images-idx3-ubyte.gz": true, "mnist.npz": true,
		"train.CSV": true, "digits.zip": true, "letter.txt": false, "three.png": false,
	} {
		if got := isDataset(name); got != want {
			t.Errorf("isDataset(%q) = %t, want %t", name, got, want)
		}
	}
}

func TestFileAction(t *testing.T) {
	tests := []struct {
		name, mediaType string
		want            state.Action[app.Value]
	}{
		{"three.png", "image/png", state.OpenPicture},
		{"three.HEIC", "", state.OpenPicture},
		{"MNIST.JSON.GZ", "application/gzip", state.OpenDataset},
		{"model.safetensors", "", state.OpenWeights},
		{"model.ONNX", "", state.OpenWeights}, // which says what it is
		{"letter.txt", "text/plain", ""},
	}
	for _, test := range tests {
		if got := fileAction(test.name, test.mediaType); got != test.want {
			t.Errorf("fileAction(%q, %q) = %q, want %q", test.name, test.mediaType, got, test.want)
		}
	}
}
