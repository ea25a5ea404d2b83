package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/idx"
	"digitlab/nn/golden"
	"digitlab/nn/train"
)

// shapes are three classes that any network can learn: pictures of 40x40, light
// on dark.
var shapes = []string{"bar", "dot", "ring"}

// writeShapes puts such pictures into folders of their splits and classes.
func writeShapes(t *testing.T, dir string, train, test int) {
	t.Helper()
	for split, count := range map[string]int{"train": train, "test": test} {
		for i := range count {
			class := shapes[i%3]
			page := image.NewGray(image.Rect(0, 0, 40, 40))
			for at := range page.Pix {
				x, y := float64(at%40)-20+float64(i%5-2), float64(at/40)-20+float64(i%7-3)
				r := x*x + y*y
				if class == "bar" && x*x < 9 || class == "dot" && r < 40 || class == "ring" && 100 < r && r < 200 {
					page.Pix[at] = byte(200 + i%50)
				}
			}
			writePicture(t, filepath.Join(dir, split, class, fmt.Sprintf("%03d.png", i)), page)
		}
	}
}

func writePicture(t *testing.T, path string, page image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, page); err != nil {
		t.Fatal(err)
	}
}

// Three classes of pictures are trained, evaluated, kept, resumed and read.
func TestThreeClasses(t *testing.T) {
	dir := t.TempDir()
	pictures := filepath.Join(dir, "pictures")
	writeShapes(t, pictures, 90, 30)
	for _, loss := range []string{"crossentropy", "doublesoftmax", "squarederror"} {
		t.Run(loss, func(t *testing.T) {
			out, run2 := filepath.Join(dir, loss+".safetensors"), filepath.Join(dir, loss+".run")
			args := []string{"-data", pictures, "-loss", loss, "-net", "mlp", "-optimizer", "adam", "-lr", "0.003", "-batch", "15", "-log", "json"}
			lines := command(t, append(args, "-epochs", "30", "-eval", "test", "-report", "-out", out, "-checkpoint", run2)...)
			var last struct {
				Report struct {
					Accuracy  float64
					Classes   []string
					Confusion [][]int
				}
			}
			if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
				t.Fatal(err)
			}
			if r := last.Report; r.Accuracy < 0.9 || !slices.Equal(r.Classes, shapes) || len(r.Confusion) != 3 {
				t.Errorf("the report is %+v", r)
			}

			f := parsed(t, out)
			if got, want := f.Metadata["classes"], `["bar","dot","ring"]`; got != want {
				t.Errorf("the file's classes are %s, want %s", got, want)
			}
			m, err := train.DecodeWeights(bytesOf(t, out), nil)
			if err != nil {
				t.Fatal(err)
			}
			if m.Loss.ClassCount() != 3 || m.Loss.Name() != loss {
				t.Errorf("the weights are of %s with %d classes", m.Loss.Name(), m.Loss.ClassCount())
			}
			// From the weights and from the checkpoint, the same answers.
			final := lines[len(lines)-2]
			for _, from := range [][]string{{"-init", out, "-epochs", "0"}, {"-resume", run2}} {
				got := command(t, append(from, "-data", pictures, "-log", "json", "-eval", "test")...)
				if got[len(got)-1] != final {
					t.Errorf("%v: %s, want %s", from, got[len(got)-1], final)
				}
			}

			bar := filepath.Join(dir, "a bar.png")
			page := image.NewGray(image.Rect(0, 0, 100, 100))
			for i := range page.Pix {
				page.Pix[i] = 255
			}
			for y := range 100 {
				for x := 43; x < 57; x++ {
					page.SetGray(x, y, color.Gray{})
				}
			}
			writePicture(t, bar, page)
			read := strings.Split(command(t, "-predict", bar, "-init", out, "-plain")[0], "\t")
			if len(read) != 2+3 || read[1] != "bar" {
				t.Errorf("read %q", read)
			}
			// What are no digits is read so anyway, and cut out only if that is asked for.
			aside := filepath.Join(dir, "a bar at the side.png")
			for y := range 100 {
				copy(page.Pix[100*y:], page.Pix[100*y+40:100*y+60])
				copy(page.Pix[100*y+20:100*(y+1)], bytes.Repeat([]byte{255}, 80))
			}
			writePicture(t, aside, page)
			whole := command(t, "-predict", aside, "-init", out)[0]
			if plain := command(t, "-predict", aside, "-init", out, "-plain")[0]; whole != plain {
				t.Errorf("without -plain it is read as %q, with it as %q", whole, plain)
			}
			if cut := command(t, "-predict", aside, "-init", out, "-plain=false")[0]; cut == whole && loss != "squarederror" { // which says no probabilities
				t.Errorf("cut out it is read as %q, too", cut)
			}
		})
	}
}

// MNIST's first images give the same weights in every form.
func TestDataForms(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	images, labels := golden.Batch(t)
	var names []string
	folder := filepath.Join(dir, "folder")
	archive, err := os.Create(filepath.Join(dir, "pictures.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	z := zip.NewWriter(archive)
	d := new(data.Dataset)
	for i, label := range labels[:400] {
		split := []data.Split{data.Train, data.Train, data.Valid, data.Test}[i/100]
		pixels := images[i*data.Pixels:][:data.Pixels]
		d.Images(split).Append((*data.Image)(pixels), label)
		w, err := z.Create(fmt.Sprintf("%s/%d/%05d.png", split, label, i))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(w, &image.Gray{Pix: pixels, Stride: data.Side, Rect: image.Rect(0, 0, data.Side, data.Side)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	for split, name := range map[data.Split]string{data.Train: "train", data.Valid: "valid", data.Test: "t10k"} {
		for part, encode := range map[string]func(io.Writer, *data.Images) error{"images-idx3-ubyte": idx.WriteImages, "labels-idx1-ubyte": idx.WriteLabels} {
			path := filepath.Join(folder, name+"-"+part)
			file, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := encode(file, d.Images(split)); err != nil {
				t.Fatal(err)
			}
			file.Close()
			names = append(names, path)
		}
	}
	out := filepath.Join(dir, "weights")
	var want []byte
	for _, from := range []string{dataset, folder, strings.Join(names, ","), archive.Name()} {
		command(t, "-data", from, "-net", "linear", "-epochs", "2", "-out", out)
		got := bytesOf(t, out)
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Errorf("-data %s gives other weights", from)
		}
	}
}

func TestDataNotes(t *testing.T) {
	dir := t.TempDir()
	writeShapes(t, dir, 30, 6)
	var notes strings.Builder
	if err := run([]string{"-data", dir, "-epochs", "0", "-invert"}, io.Discard, &notes); err != nil {
		t.Fatal(err)
	}
	want := `train: pictures: 24 training, 6 validation and 6 test images
train: 3 classes: bar, dot, ring
train: values from 0 to 255
train: 6 of 30 training images, drawn with seed 0, are for validation
train: the images seem to be dark on light; invert them if the network is to read drawings, too
train: the images are dark on light because of -invert
`
	if notes.String() != want {
		t.Errorf("noted\n%swant\n%s", notes.String(), want)
	}
}

func TestDataErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, dir)
	writeShapes(t, filepath.Join(dir, "pictures"), 30, 6)
	three := filepath.Join(dir, "three")
	command(t, "-data", filepath.Join(dir, "pictures"), "-net", "linear", "-steps", "1", "-out", three)
	for _, test := range []struct{ args, want string }{
		{"-data DIR/none", "none: no such file or directory"},
		{"-data DIR/small.json.gz,DIR/none", "none: no such file or directory"},
		{"-data DIR/three", "-data: three: the file is none of a dataset: want JSON, IDX, npz, CSV, pictures, or a zip"},
		{"-data DIR/small.json.gz,DIR/pictures/train/bar/000.png -out DIR/pictures/train/bar/000.png", "which would be lost"},
		{"-data DIR/small.json.gz -init DIR/three", "the network tells 3 classes apart, and the dataset has 10"},
		{"-data DIR/pictures -augment world", "styles and nodigit draw digits and what is none, and the classes are others: leave them out of what images are augmented with"},
	} {
		got := failing(t, strings.Fields(strings.ReplaceAll(test.args, "DIR", dir))...)
		if !strings.HasSuffix(got, test.want) {
			t.Errorf("%s: error %q, want %q", test.args, got, test.want)
		}
	}
}
