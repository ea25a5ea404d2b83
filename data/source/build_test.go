package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"image"
	"image/png"
	"io"
	"testing"

	"digitlab/data"
	"digitlab/data/idx"
)

// file is one in memory.
func file(name string, content []byte) File {
	return File{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
}

// numbered is image i of a sequence in which no two are alike; all have a pixel of
// 255 and one of 2.
func numbered(i int) *data.Image {
	image := data.Image{300: 255, 301: 2}
	image[400+i%300] = byte(3 + i/300)
	return &image
}

// sample has so many images in each split, of classes classes.
func sample(classes, train, valid, test int) *data.Dataset {
	var d data.Dataset
	for split, count := range map[data.Split]int{data.Train: train, data.Valid: valid, data.Test: test} {
		for i := range count {
			d.Images(split).Append(numbered(1000*int(split)+i), byte(i%classes))
		}
	}
	return &d
}

func imagesFile(t testing.TB, images *data.Images) []byte { return written(t, idx.WriteImages, images) }
func labelsFile(t testing.TB, images *data.Images) []byte { return written(t, idx.WriteLabels, images) }

func written[T any](t testing.TB, write func(io.Writer, T) error, v T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(content []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(content)
	z.Close()
	return b.Bytes()
}

func zipOf(t testing.TB, files ...File) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		in, _ := f.Open()
		if _, err := io.Copy(w, in); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	return b.Bytes()
}

// csvOf is images as a table, the label first.
func csvOf(images *data.Images) []byte {
	var b bytes.Buffer
	for i := range images.Len() {
		fmt.Fprint(&b, images.Label(i))
		for _, v := range images.Image(i) {
			fmt.Fprint(&b, ",", v)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// npyOf is an array of bytes.
func npyOf(shape string, content []byte) []byte {
	dict := fmt.Sprintf("{'descr': '|u1', 'fortran_order': False, 'shape': %s, }", shape)
	return append(append([]byte("\x93NUMPY\x01\x00"), byte(len(dict)), 0), append([]byte(dict), content...)...)
}

func npyImages(images *data.Images) []byte {
	var pixels []byte
	for i := range images.Len() {
		pixels = append(pixels, images.Image(i)...)
	}
	return npyOf(fmt.Sprintf("(%d, 28, 28)", images.Len()), pixels)
}

func npyLabels(images *data.Images) []byte {
	return npyOf(fmt.Sprintf("(%d,)", images.Len()), images.Labels())
}

func pngOf(t testing.TB, pixels []byte) []byte {
	t.Helper()
	return written(t, func(w io.Writer, img image.Image) error { return png.Encode(w, img) },
		image.Image(&image.Gray{Pix: pixels, Stride: data.Side, Rect: image.Rect(0, 0, data.Side, data.Side)}))
}

// pictures are PNGs in folders of their splits and classes.
func pictures(t testing.TB, d *data.Dataset, names []string) (files []File) {
	t.Helper()
	for split := range data.Splits {
		images := d.Images(split)
		for i := range images.Len() {
			files = append(files, file(fmt.Sprintf("%s/%s/%05d.png", split, names[images.Label(i)], i), pngOf(t, images.Image(i))))
		}
	}
	return files
}

// same compares what datasets hold.
func same(t *testing.T, got, want *data.Dataset) {
	t.Helper()
	for split := range data.Splits {
		g, w := got.Images(split), want.Images(split)
		if g.Len() != w.Len() || !bytes.Equal(g.Labels(), w.Labels()) {
			t.Fatalf("%s: %d images with the labels %v, want %d with %v", split, g.Len(), g.Labels(), w.Len(), w.Labels())
		}
		for i := range w.Len() {
			if !bytes.Equal(g.Image(i), w.Image(i)) {
				t.Fatalf("%s: image %d is another", split, i)
			}
		}
	}
}
