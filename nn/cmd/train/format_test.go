package main

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The same weights in each format, from the same run.
func TestOutFormats(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	train := func(name string, more ...string) (path, evaluation string) {
		path = filepath.Join(dir, name)
		lines := command(t, append(more, "-data", dataset, "-steps", "2", "-eval", "test", "-out", path)...)
		return path, lines[len(lines)-1]
	}
	pyTorch, want := train("my.safetensors")
	paddle, _ := train("paddle.safetensors", "-layout", "paddle")
	onnx, _ := train("my.ONNX")

	for path, shape := range map[string][]int{pyTorch: {10, 980}, paddle: {980, 10}} {
		f := parsed(t, path)
		if fc, err := f.Tensor("fc.weight"); err != nil || !slices.Equal(fc.Shape, shape) {
			t.Errorf("%s: fc.weight has shape %v, %v, want %v", path, fc.Shape, err, shape)
		}
		if got := command(t, "-data", dataset, "-epochs", "0", "-init", path, "-eval", "test")[0]; got != want {
			t.Errorf("%s read back gives %q, want %q", path, got, want)
		}
	}

	b := bytesOf(t, onnx)
	for _, text := range []string{"Digit Lab", "conv1.weight", "probabilities", "train -loss=crossentropy -steps=2"} {
		if !bytes.Contains(b, []byte(text)) {
			t.Errorf("the ONNX model does not say %q", text)
		}
	}
	// Converted, they are still what that run has made.
	want = parsed(t, pyTorch).Metadata["recipe"]
	converted := filepath.Join(dir, "converted")
	command(t, "-data", dataset, "-epochs", "0", "-seed", "9", "-init", pyTorch, "-layout", "paddle", "-out", converted)
	if got := parsed(t, converted).Metadata; got["recipe"] != want || got["seed"] != "1" || got["format"] != "pd" || got["architecture"] == "" || got["temperature"] == "" || len(got) != 6 {
		t.Errorf("converted, the metadata is %q, want the recipe %q and its seed", got, want)
	}
	command(t, "-data", dataset, "-steps", "1", "-seed", "9", "-init", pyTorch, "-out", converted)
	if got := parsed(t, converted).Metadata; !strings.Contains(got["recipe"], "-init=my.safetensors") || got["seed"] != "9" {
		t.Errorf("trained on, the metadata is %q", got)
	}

	err := run([]string{"-init", onnx, "-data", dataset}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "is not a safetensors file") {
		t.Errorf("-init with an ONNX model: error %v", err)
	}
}
