package snippets

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
	"digitlab/data/picture"
	"digitlab/nn/train"
)

// everyPicture runs a program on each picture in turn.
const everyPicture = `
import os, sys
source = open("program.py").read()
for i in range(int(sys.argv[1])):
    os.replace(f"{i}.png", "digit.png")
    exec(source, {})
`

// loadFile stands in for the package safetensors where Debian has none.
const loadFile = `
import json, numpy, torch
def load_file(name):
    file = open(name, "rb").read()
    end = 8 + int.from_bytes(file[:8], "little")
    header = json.loads(file[8:end])
    header.pop("__metadata__", None)
    return {name: torch.tensor(numpy.frombuffer(file[end:], numpy.float32)[t["data_offsets"][0] // 4:t["data_offsets"][1] // 4].reshape(t["shape"]))
            for name, t in header.items()}
`

// python returns one that has what the program for PyTorch needs.
func python(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import numpy, torch, PIL").Run() == nil {
			return name
		}
	}
	t.Skip("no Python with PyTorch, numpy and Pillow (Debian: python3-torch python3-pil)")
	return ""
}

// The program for PyTorch reads digits of any size and place, dark on light or
// light on dark, or on paper that is transparent, as the page does.
func TestPythonReadsPictures(t *testing.T) {
	if testing.Short() {
		t.Skip("Python takes its time")
	}
	interpreter := python(t)
	dataset, err := mnistjson.Open("../../data/mnist.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	weights, err := os.ReadFile("../static/model.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	model, err := train.DecodeWeights(weights, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name string, content []byte) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const count = 60
	images := dataset.Images(data.Test)
	replica, rng := train.NewReplica(model), rand.New(rand.NewPCG(1, 2))
	var ours []string
	for i := range count {
		page := paged((*data.Image)(images.Image(i)), rng)
		normal, err := picture.Normalize(page, picture.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ours = append(ours, fmt.Sprint(model.Loss.Predict(replica.Predict(&normal))))
		var file bytes.Buffer
		if err := png.Encode(&file, page); err != nil {
			t.Fatal(err)
		}
		write(fmt.Sprintf("%d.png", i), file.Bytes())
	}
	write("mine.safetensors", weights)
	write("program.py", []byte(PyTorch(networkOf(t, model), "mine.safetensors")))
	write("every.py", []byte(everyPicture))
	if exec.Command(interpreter, "-c", "import safetensors.torch").Run() != nil {
		write("safetensors/__init__.py", nil)
		write("safetensors/torch.py", []byte(loadFile))
	}
	command := exec.Command(interpreter, "every.py", fmt.Sprint(count))
	command.Dir = dir
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var theirs []string
	for line := range strings.Lines(string(out)) {
		if digit, _, ok := strings.Cut(line, " tensor("); ok {
			theirs = append(theirs, digit)
		}
	}
	if len(theirs) != count {
		t.Fatalf("%d answers to %d pictures: %s", len(theirs), count, out)
	}
	var right, same int
	for i := range count {
		if theirs[i] == fmt.Sprint(images.Label(i)) {
			right++
		}
		if theirs[i] == ours[i] {
			same++
		}
	}
	// The page itself straightens and thickens more.
	if right < count-1 || same < count-1 {
		t.Errorf("of %d pictures the program reads %d rightly, and %d as the page does", count, right, same)
	}
}

// paged returns an image somewhere on a page, some times as large, on paper that
// is not white or with ink that is lighter, or in black on nothing.
func paged(digit *data.Image, rng *rand.Rand) image.Image {
	page, nothing := image.NewGray(image.Rect(0, 0, 320, 240)), image.NewNRGBA(image.Rect(0, 0, 320, 240))
	scale := 2 + rng.IntN(6)
	left, top := rng.IntN(320-data.Side*scale), rng.IntN(240-data.Side*scale)
	paper, ink := 225, 30
	if rng.IntN(3) == 0 {
		paper, ink = ink, paper
	}
	for y := range 240 {
		for x := range 320 {
			share := 0
			if i, j := (y-top)/scale, (x-left)/scale; y >= top && x >= left && i < data.Side && j < data.Side {
				share = int(digit[i*data.Side+j])
			}
			page.SetGray(x, y, color.Gray{Y: uint8(paper + (ink-paper)*share/255)})
			nothing.SetNRGBA(x, y, color.NRGBA{A: uint8(share)})
		}
	}
	if rng.IntN(4) == 0 {
		return nothing
	}
	return page
}
