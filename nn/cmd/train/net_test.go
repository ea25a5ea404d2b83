package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/nn/safetensors"
)

func TestNet(t *testing.T) {
	const net = "conv 4 3, bn, relu, pool, dropout 0.1, linear"
	dir := t.TempDir()
	dataset, picture := write(t, dir)
	weights := filepath.Join(dir, "other.safetensors")
	lines := command(t, "-data", dataset, "-net", "Conv 4 3 pad 1,bn,relu,pool,dropout .1,linear", "-lr", "0.1", "-eval", "test", "-out", weights)

	b, err := os.ReadFile(weights)
	if err != nil {
		t.Fatal(err)
	}
	f, err := safetensors.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
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
	err = run([]string{"-init", weights, "-net", "mlp", "-data", dataset}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "-net: ") || !strings.Contains(err.Error(), `holds another network, "`+net+`"`) {
		t.Errorf("-net that contradicts -init: error %v", err)
	}
}
