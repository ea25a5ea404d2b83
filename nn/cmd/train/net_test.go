package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/nn/golden"
)

// PyTorch's file names no network: -net does, with a layer that has no parameters.
func TestNetOfAnUnnamedFile(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	weights := filepath.Join(dir, "pytorch.safetensors")
	if err := os.WriteFile(weights, golden.Bytes(t, "init"), 0o600); err != nil {
		t.Fatal(err)
	}
	const net = "normalize 0.1307 0.3081, conv 20 5, relu, pool, conv 20 5, relu, pool, linear"
	read := func(args ...string) string {
		return command(t, append(args, "-data", dataset, "-epochs", "0", "-eval", "test")...)[0]
	}
	plain, normalised := read("-init", weights), read("-init", weights, "-net", net)
	named := filepath.Join(dir, "named.safetensors")
	command(t, "-data", dataset, "-epochs", "0", "-init", weights, "-net", net, "-out", named)
	if got := parsed(t, named).Metadata["architecture"]; got != net {
		t.Errorf("architecture in the file = %q, want %q", got, net)
	}
	if again := read("-init", named); again != normalised || again == plain {
		t.Errorf("the file gives %q, want %q, and not %q", again, normalised, plain)
	}
	err := run([]string{"-init", weights, "-net", "mlp", "-data", dataset}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), `pytorch.safetensors: weights: no tensor "fc2.bias" in the file`) {
		t.Errorf("-net that the weights do not fit: error %v", err)
	}
}

func TestNet(t *testing.T) {
	const net = "conv 4 3, bn, relu, pool, dropout 0.1, linear"
	dir := t.TempDir()
	dataset, picture := write(t, dir)
	weights := filepath.Join(dir, "other.safetensors")
	lines := command(t, "-data", dataset, "-net", "Conv 4 3 pad 1,bn,relu,pool,dropout .1,linear", "-lr", "0.1", "-eval", "test", "-out", weights)

	f := parsed(t, weights)
	if got := f.Metadata["architecture"]; got != net {
		t.Errorf("architecture in the file = %q, want %q", got, net)
	}
	if got, want := f.Metadata["recipe"], "-net='"+net+"'"; !strings.Contains(got, want) {
		t.Errorf("recipe = %q, want it to have %q", got, want)
	}

	// With -init the file's network is taken, whether -net says it again or not.
	for _, args := range [][]string{{"-init", weights}, {"-init", weights, "-net", net}} {
		again := command(t, append(args, "-data", dataset, "-epochs", "0", "-eval", "test")...)
		if got, want := again[0], lines[len(lines)-1]; got != want {
			t.Errorf("%q gives %q, want %q", args, got, want)
		}
	}
	if got := command(t, "-predict", picture, "-init", weights); len(strings.Split(got[0], "\t")) != 12 {
		t.Errorf("prediction = %q, want path, digit and ten probabilities", got)
	}
	err := run([]string{"-init", weights, "-net", "mlp", "-data", dataset}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "-net: ") || !strings.Contains(err.Error(), `holds another network, "`+net+`"`) {
		t.Errorf("-net that contradicts -init: error %v", err)
	}
}
