package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
)

// writeIDX writes n images and labels in the IDX format; image i has the bytes
// of i as its first two pixels, and the label i%10.
func writeIDX(t *testing.T, pair idxPair, n int) {
	t.Helper()
	images := binary.BigEndian.AppendUint32(nil, 0x00000803)
	for _, size := range []int{n, data.Side, data.Side} {
		images = binary.BigEndian.AppendUint32(images, uint32(size))
	}
	labels := binary.BigEndian.AppendUint32(nil, 0x00000801)
	labels = binary.BigEndian.AppendUint32(labels, uint32(n))
	for i := range n {
		images = append(images, byte(i>>8), byte(i))
		images = append(images, make([]byte, data.Pixels-2)...)
		labels = append(labels, byte(i%data.Classes))
	}
	writeFile(t, pair.images, images)
	writeFile(t, pair.labels, labels)
}

// writeFile writes a file, gzipped if its name ends in .gz.
func writeFile(t *testing.T, path string, content []byte) {
	t.Helper()
	if strings.HasSuffix(path, ".gz") {
		var buf bytes.Buffer
		z := gzip.NewWriter(&buf)
		z.Write(content)
		z.Close()
		content = buf.Bytes()
	}
	if err := os.WriteFile(path, content, 0o666); err != nil {
		t.Fatal(err)
	}
}

func pairIn(dir, images, labels string) idxPair {
	return idxPair{filepath.Join(dir, images), filepath.Join(dir, labels)}
}

// TestConvert converts a small set from plain and gzipped files, named with
// their .gz and without.
func TestConvert(t *testing.T) {
	dir := t.TempDir()
	writeIDX(t, pairIn(dir, "train-images", "train-labels.gz"), validImages+3)
	writeIDX(t, pairIn(dir, "test-images.gz", "test-labels"), 2)
	train := pairIn(dir, "train-images", "train-labels.gz")
	test := pairIn(dir, "test-images", "test-labels")

	out := filepath.Join(dir, "out.json.gz")
	if err := convert(out, train, test); err != nil {
		t.Fatal(err)
	}
	d, err := mnistjson.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		split      data.Split
		first, len int // the number of the first image in its IDX file, and of images
	}{
		{data.Train, 0, 3},
		{data.Valid, 3, validImages},
		{data.Test, 0, 2},
	} {
		images := d.Images(want.split)
		if images.Len() != want.len {
			t.Fatalf("%v: %d images, want %d", want.split, images.Len(), want.len)
		}
		for i := range images.Len() {
			k := want.first + i
			if got := int(binary.BigEndian.Uint16(images.Image(i))); got != k || int(images.Label(i)) != k%data.Classes {
				t.Fatalf("%v: image %d is %d with label %d, want %d with label %d", want.split, i, got, images.Label(i), k, k%data.Classes)
			}
		}
	}

	// Under a name without .gz it is the text itself.
	text := filepath.Join(dir, "out.json")
	if err := convert(text, train, test); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(text)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := mnistjson.ReadText(f, mnistjson.Hooks{}); err != nil {
		t.Errorf("%s: %v", text, err)
	}
}

func TestConvertErrors(t *testing.T) {
	dir := t.TempDir()
	good := pairIn(dir, "images", "labels")
	writeIDX(t, good, validImages+1)
	small := pairIn(dir, "small-images", "small-labels")
	writeIDX(t, small, 2)
	torn := filepath.Join(dir, "torn.gz")
	if err := os.WriteFile(torn, []byte("torn"), 0o666); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out.json")
	tests := []struct {
		name        string
		out         string
		train, test idxPair
		want        string
	}{
		{"no training images", out, pairIn(dir, "none", "labels"), good, "none: no such file"},
		{"no test labels", out, good, pairIn(dir, "images", "none"), "none: no such file"},
		{"labels for images", out, idxPair{good.labels, good.labels}, good, "labels: IDX images: magic number 0x00000801"},
		{"other counts", out, idxPair{good.images, small.labels}, good, "length of images (10001) should equal labels (2)"},
		{"nothing left to train", out, small, good, "small-images: 2 images, want more than the 10000 for validation"},
		{"torn gzip", out, idxPair{torn, good.labels}, good, "torn.gz: "},
		{"no such folder", filepath.Join(dir, "none", "out.json"), good, small, "none/out.json: no such file"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := convert(test.out, test.train, test.test)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("convert: error %v, want %s", err, test.want)
			}
			if err != nil && strings.Contains(err.Error(), "\n") {
				t.Errorf("convert: the error has more than one line: %v", err)
			}
			if _, err := os.Stat(test.out); err == nil {
				t.Errorf("convert failed and left %s", test.out)
			}
		})
	}
}
