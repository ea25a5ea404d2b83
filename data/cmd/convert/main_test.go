package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/idx"
	"digitlab/data/mnistjson"
	"digitlab/data/source"
)

// sample has images of which no two are alike, with the labels 0, 1, ... in turn.
func sample(classes, train, valid, test int) *data.Dataset {
	var d data.Dataset
	n := 0
	for split, count := range []int{train, valid, test} {
		for i := range count {
			n++
			d.Images(data.Split(split)).Append(&data.Image{100: byte(n >> 8), 200: byte(n), 300: 255}, byte(i%classes))
		}
	}
	return &d
}

// writePair writes images and labels as IDX files, with gzip if their names end in
// .gz.
func writePair(t *testing.T, images *data.Images, imagesPath, labelsPath string) {
	t.Helper()
	for path, write := range map[string]func(io.Writer, *data.Images) error{imagesPath: idx.WriteImages, labelsPath: idx.WriteLabels} {
		var b bytes.Buffer
		var err error
		if strings.HasSuffix(path, ".gz") {
			z := gzip.NewWriter(&b)
			err = write(z, images)
			z.Close()
		} else {
			err = write(&b, images)
		}
		if err == nil {
			err = os.WriteFile(path, b.Bytes(), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// read returns what source reads in files and folders.
func read(t *testing.T, names ...string) *data.Dataset {
	t.Helper()
	var files []source.File
	for _, name := range names {
		more, err := source.Disk(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	d, _, err := source.Read(files, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// same reports whether datasets have the same images, labels and classes.
func same(t *testing.T, got, want *data.Dataset) bool {
	t.Helper()
	if got.Fingerprint() != want.Fingerprint() || !slices.Equal(got.ClassNames(), want.ClassNames()) {
		t.Errorf("%v with the classes %q, want %v with %q", got.Fingerprint(), got.ClassNames(), want.Fingerprint(), want.ClassNames())
		return false
	}
	g, w := got.Images(data.Test), want.Images(data.Test)
	if g.Len() != w.Len() || !bytes.Equal(g.Labels(), w.Labels()) {
		t.Errorf("the test images are others")
		return false
	}
	return true
}

// Each form is made of each, and holds the same.
func TestConvert(t *testing.T) {
	for name, classes := range map[string][]string{
		"digits":  nil,
		"clothes": {"T-shirt/top", "Ankle boot", "Bag"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			want := sample(10, 30, 12, 11)
			if classes != nil {
				want = sample(3, 30, 12, 11)
				want.NameClasses(classes)
			}
			first := filepath.Join(dir, "first.json")
			if err := writeJSON(first, want); err != nil {
				t.Fatal(err)
			}
			outs := []string{first, filepath.Join(dir, "a.json.gz"), filepath.Join(dir, "b") + "/", filepath.Join(dir, "c.zip")}
			for i, from := range outs {
				to := outs[(i+1)%len(outs)]
				var said strings.Builder
				if err := run([]string{"-out", to, from}, &said); err != nil {
					t.Fatalf("%s from %s: %v", to, from, err)
				}
				if !strings.Contains(said.String(), ": 30 training, 12 validation and 11 test images\n") {
					t.Errorf("said %q", said.String())
				}
				if !same(t, read(t, to), want) {
					t.Errorf("%s from %s is another dataset", to, from)
				}
			}
		})
	}
}

// The flags of idx2json name the four files.
func TestConvertFourFiles(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	d := sample(10, 70, 0, 12)
	train, test := d.Images(data.Train), d.Images(data.Test)
	writePair(t, train, in("train-images-idx3-ubyte"), in("train-labels-idx1-ubyte.gz"))
	writePair(t, test, in("t10k-images-idx3-ubyte.gz"), in("t10k-labels-idx1-ubyte"))
	writePair(t, train, in("a"), in("b"))
	writePair(t, test, in("c"), in("d.gz"))
	out := in("out.json.gz")
	var files [][]byte
	for _, args := range [][]string{
		{"-dir", dir},
		{"-train-images", in("a"), "-train-labels", in("b"), "-test-images", in("c"), "-test-labels", in("d")},
	} {
		if err := run(append(args, "-out", out), io.Discard); err != nil {
			t.Fatal(err)
		}
		got, err := mnistjson.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		if got.Images(data.Train).Len()+got.Images(data.Valid).Len() != 70 || got.Images(data.Test).Len() != 12 {
			t.Errorf("%v: %v", args, got.Fingerprint())
		}
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same files under other names make another file")
	}
}

func TestConvertErrors(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	d := sample(10, 20, 0, 0)
	writePair(t, d.Images(data.Train), in("images"), in("labels"))
	small := sample(10, 2, 0, 0)
	writePair(t, small.Images(data.Train), in("small-images"), in("small-labels"))
	if err := os.WriteFile(in("torn.gz"), []byte("\x1f\x8btorn"), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, classes := range map[string][]string{"slashes.json": {"a/b", "a-b"}, "dots.json": {"a", ".."}} {
		d := sample(2, 4, 0, 0)
		d.NameClasses(classes)
		if err := writeJSON(in(name), d); err != nil {
			t.Fatal(err)
		}
	}
	out := in("out.json")
	for _, test := range []struct {
		name, args, want string
	}{
		{"no such file", "-out OUT DIR/none.csv", "none.csv: no such file or directory"},
		{"an empty folder", "-out OUT DIR/empty", "there is no file"},
		{"images alone", "-out OUT DIR/images", "there are no labels for the images in images"},
		{"other counts", "-out OUT DIR/images DIR/small-labels", "images has 20 images, and small-labels 2 labels"},
		{"torn gzip", "-out OUT DIR/torn.gz", "torn.gz: the file is cut short"},
		{"no such folder", "-out DIR/none/out.json DIR/images DIR/labels", "none/out.json: no such file or directory"},
		{"no such form", "-as parquet DIR/images", `unknown form "parquet": want json, idx or png`},
		{"one folder for two classes", "-out DIR/out.zip DIR/slashes.json", `the classes "a/b" and "a-b" would have one folder, a-b`},
		{"no folder for a class", "-out DIR/out.zip DIR/dots.json", `no folder can be called like the class ".."`},
		{"no such flag", "-x", "flag provided but not defined: -x"},
		{"no training images", "-out OUT -dir DIR", "train-images-idx3-ubyte: no such file or directory"},
		{"a folder for a file", "-out OUT -train-images DIR", ": it is a folder, want a file"},
	} {
		t.Run(test.name, func(t *testing.T) {
			os.Mkdir(in("empty"), 0o777)
			args := strings.Fields(test.args)
			for i := range args {
				args[i] = strings.NewReplacer("OUT", out, "DIR", dir).Replace(args[i])
			}
			err := run(args, io.Discard)
			if err == nil || !strings.HasSuffix(err.Error(), test.want) {
				t.Errorf("error %v, want %s", err, test.want)
			}
			if _, err := os.Stat(out); err == nil {
				t.Errorf("convert failed and left %s", out)
			}
		})
	}
}
