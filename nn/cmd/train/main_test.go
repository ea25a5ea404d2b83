package main

import (
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
	"digitlab/nn/golden"
	"digitlab/nn/safetensors"
)

// write puts a dataset of MNIST's first training images into dir, 200 to train
// on and 100 in each other split, and the second of them as a picture, a 0.
func write(t *testing.T, dir string) (dataset, picture string) {
	t.Helper()
	images, labels := golden.Batch(t)
	d := new(data.Dataset)
	for i, label := range labels[:400] {
		split := []data.Split{data.Train, data.Train, data.Valid, data.Test}[i/100]
		d.Images(split).Append((*data.Image)(images[i*data.Pixels:]), label)
	}
	dataset = filepath.Join(dir, "small.json.gz")
	writeDataset(t, dataset, d)

	page := image.NewGray(image.Rect(0, 0, data.Side, data.Side))
	for i, ink := range images[data.Pixels : 2*data.Pixels] {
		page.SetGray(i%data.Side, i/data.Side, color.Gray{Y: 255 - ink})
	}
	picture = filepath.Join(dir, "a nought.png")
	file, err := os.Create(picture)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, page); err != nil {
		t.Fatal(err)
	}
	return dataset, picture
}

func writeDataset(t *testing.T, path string, d *data.Dataset) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := mnistjson.WriteGzip(file, d); err != nil {
		t.Fatal(err)
	}
}

func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// command runs the command line and returns the lines it prints.
func command(t *testing.T, args ...string) []string {
	t.Helper()
	var out strings.Builder
	if err := run(args, &out, io.Discard); err != nil {
		t.Fatalf("train %s: %v", strings.Join(args, " "), err)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// parsed returns the content of a safetensors file.
func parsed(t *testing.T, path string) *safetensors.File {
	t.Helper()
	f, err := safetensors.Parse(bytesOf(t, path))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestTrainEvaluatePredict(t *testing.T) {
	dir := t.TempDir()
	dataset, picture := write(t, dir)
	out := filepath.Join(dir, "my.safetensors")
	lines := command(t, "-data", dataset, "-lr", "0.1", "-momentum", "0.9", "-batch", "20", "-epochs", "3",
		"-log", "json", "-logevery", "4", "-eval", "test", "-out", out)

	// Three epochs of ten batches, of which 0, 4 and 8 are printed, then the
	// validation; and the test.
	if len(lines) != 3*(3+1)+1 {
		t.Fatalf("%d lines, want 13:\n%s", len(lines), strings.Join(lines, "\n"))
	}
	object := func(line string) (o map[string]float64) {
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		return o
	}
	second := object(lines[1])
	if second["epoch"] != 0 || second["batch"] != 4 || second["step"] != 5 || !(second["samples_per_second"] > 0) || second["learning_rate"] != 0.1 || !(second["accuracy"] >= 0 && second["accuracy"] <= 1) || len(second) != 7 {
		t.Errorf("second line = %s", lines[1])
	}
	if first, last := object(lines[0])["loss"], object(lines[10])["loss"]; !(last < first/2) {
		t.Errorf("loss went from %g to %g, want it to fall by half", first, last)
	}
	if epoch := object(lines[11]); epoch["epoch"] != 2 || !(epoch["val_loss"] > 0) || !(epoch["val_accuracy"] > 0.5) {
		t.Errorf("end of the last epoch = %s", lines[11])
	}
	test := object(lines[12])
	if !(test["test_accuracy"] > 0.5) || !(test["test_loss"] > 0) {
		t.Errorf("last line = %s", lines[12])
	}

	again := object(command(t, "-data", dataset, "-epochs", "0", "-init", out, "-eval", "test", "-log", "json", "-workers", "1")[0])
	if again["test_loss"] != test["test_loss"] || again["test_accuracy"] != test["test_accuracy"] {
		t.Errorf("weights read back give %v, want %v", again, test)
	}

	fields := strings.Split(command(t, "-predict", picture, picture, "-init", out)[1], "\t")
	if len(fields) != 12 || fields[0] != picture || fields[1] != "0" {
		t.Fatalf("prediction = %q, want path, 0 and ten probabilities", fields)
	}
	var sum float64
	for _, field := range fields[2:] {
		p, err := strconv.ParseFloat(field, 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += p
	}
	if sum < 0.9999 || sum > 1.0001 { // six decimals each
		t.Errorf("probabilities sum to %g, want 1", sum)
	}
}

func TestTextLog(t *testing.T) {
	dataset, _ := write(t, t.TempDir())
	lines := command(t, "-data", dataset, "-epochs", "1", "-steps", "1")
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "epoch: 0, batch: 0, loss is: 2.") {
		t.Errorf("log = %q", lines)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	dataset, picture := write(t, dir)
	notWeights := filepath.Join(dir, "not.safetensors")
	if err := os.WriteFile(notWeights, []byte("no weights"), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"unknown flag", []string{"-speed", "9"}, "-speed"},
		{"no number", []string{"-lr", "fast"}, `"fast"`},
		{"number with underscores", []string{"-lr", "1_0"}, `invalid value "1_0" for flag -lr: want a number`},
		{"whole number with underscores", []string{"-batch", "1_0"}, `invalid value "1_0" for flag -batch: want a whole number`},
		{"number for machines", []string{"-momentum", "0x1p-1"}, `invalid value "0x1p-1" for flag -momentum: want a number`},
		{"seed", []string{"-seed", "-1"}, `invalid value "-1" for flag -seed: want a whole number from 0 to 18446744073709551615`},
		{"effect", []string{"-augment", "shift=1_0"}, `shift "1_0": want a number`},
		{"learning rate", []string{"-lr", "-1"}, "learning rate -1"},
		{"batch size", []string{"-batch", "9223372036854775807"}, "batch size 9223372036854775807: want 1 to 300000"},
		{"no int", []string{"-epochs", "9999999999999999999"}, "epochs 9223372036854775807: want 0 to 1000000"},
		{"workers", []string{"-workers", "9223372036854775807"}, "-workers 9223372036854775807: want 0 to 256"},
		{"log lines", []string{"-logevery", "9223372036854775807"}, "-logevery 9223372036854775807: want 1 to 1000000000"},
		{"recipe", []string{"-recipe", "secret"}, `unknown recipe "secret"`},
		{"optimizer", []string{"-optimizer", "lion"}, `unknown optimizer "lion"`},
		{"schedule", []string{"-schedule", "square"}, `unknown schedule "square"`},
		{"smoothing of another loss", []string{"-data", dataset, "-smoothing", "0.1", "-loss", "squarederror"}, "not with squarederror"},
		{"loss", []string{"-loss", "hinge"}, `unknown loss "hinge"`},
		{"weights to keep", []string{"-keep", "first"}, `invalid value "first" for flag -keep: want last or best`},
		{"early stop", []string{"-earlystop", "-1"}, "early stop after -1 epochs: want 0 to 1000000"},
		{"network", []string{"-net", "conv 20 5, cnv"}, `layer 2: unknown kind "cnv"`},
		{"network that does not fit", []string{"-net", "pool, pool, pool, linear"}, "-net: pool3 needs an even height, got 7"},
		{"log", []string{"-log", "xml"}, `unknown log format "xml"`},
		{"split", []string{"-eval", "exam"}, `"exam"`},
		{"report of nothing", []string{"-report"}, "-report needs a split"},
		{"initializer", []string{"-initializer", "zero"}, `"zero"`},
		{"layout", []string{"-layout", "keras"}, `unknown layout "keras": want pytorch or paddle`},
		{"layout of another format", []string{"-layout", "paddle", "-out", "my.onnx"}, "-layout paddle is for safetensors files"},
		{"argument", []string{"fast"}, `unexpected argument "fast"`},
		{"no dataset", []string{"-data", filepath.Join(dir, "none.json.gz")}, "none.json.gz"},
		{"no weights file", []string{"-init", filepath.Join(dir, "none.safetensors")}, "none.safetensors"},
		{"broken weights", []string{"-init", notWeights}, "not.safetensors: the file is not a safetensors file"},
		{"no folder for the weights", []string{"-data", dataset, "-out", filepath.Join(dir, "none", "my.safetensors")}, "-out: "},
		{"predict without weights", []string{"-predict", picture}, "give -init"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			err := run(test.args, &out, io.Discard)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("train %s: error %v, want one line with %q", strings.Join(test.args, " "), err, test.want)
			}
			if out.Len() > 0 {
				t.Errorf("printed %q", out.String())
			}
		})
	}
}

func TestOneBadPictureOfTwo(t *testing.T) {
	dir := t.TempDir()
	dataset, picture := write(t, dir)
	weights := filepath.Join(dir, "my.safetensors")
	command(t, "-data", dataset, "-steps", "1", "-out", weights)
	var out, notes strings.Builder
	err := run([]string{"-init", weights, "-predict", dataset, picture}, &out, &notes)
	if err == nil || !strings.Contains(err.Error(), "small.json.gz: ") {
		t.Errorf("error %v, want one that names small.json.gz", err)
	}
	if !strings.HasPrefix(out.String(), picture+"\t") {
		t.Errorf("printed %q, want the picture that can be read", out.String())
	}
	// After one batch, no network is sure of anything.
	if want := "train: " + picture + ": not sure, maybe a "; !strings.HasPrefix(notes.String(), want) {
		t.Errorf("noted %q, want %q and a digit", notes.String(), want)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("files left: %v, %v, want dataset, picture and weights", entries, err)
	}
}
