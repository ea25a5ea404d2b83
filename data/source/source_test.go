package source

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
)

// Every form of a dataset gives the same images, in the same splits and order.
func TestForms(t *testing.T) {
	want := sample(4, 12, 5, 4)
	train, valid, test := want.Images(data.Train), want.Images(data.Valid), want.Images(data.Test)
	four := []string{"0", "1", "2", "3"}
	idxFiles := []File{
		file("t10k-labels-idx1-ubyte", labelsFile(t, test)), file("train-images-idx3-ubyte", imagesFile(t, train)),
		file("valid-images-idx3-ubyte", imagesFile(t, valid)), file("train-labels-idx1-ubyte", labelsFile(t, train)),
		file("t10k-images-idx3-ubyte", imagesFile(t, test)), file("valid-labels-idx1-ubyte", labelsFile(t, valid)),
	}
	arrays := []File{
		file("x_train.npy", npyImages(train)), file("y_train.npy", npyLabels(train)), file("x_val.npy", npyImages(valid)),
		file("y_val.npy", npyLabels(valid)), file("x_test.npy", npyImages(test)), file("y_test.npy", npyLabels(test)),
	}
	tables := []File{file("test.csv", csvOf(test)), file("train.csv", csvOf(train)), file("validation.csv", csvOf(valid))}
	named := sample(4, 12, 5, 4)
	named.NameClasses(four)
	each := func(files []File, change func(f File) File) (changed []File) {
		for _, f := range files {
			changed = append(changed, change(f))
		}
		return changed
	}
	compressed := func(f File) File {
		in, _ := f.Open()
		content, _ := io.ReadAll(in)
		return file(f.Name+".gz", gzipOf(content))
	}
	inFolder := func(f File) File { return File{Name: "a folder/" + f.Name, Open: f.Open} }
	for _, test := range []struct {
		name  string
		files []File
		form  string
	}{
		{"JSON", []File{file("a.json", written(t, mnistjson.WriteText, named))}, "JSON"},
		{"JSON in a hidden file", []File{file(".a.json", written(t, mnistjson.WriteText, named))}, "JSON"},
		{"JSON with gzip", []File{file("a.json.gz", written(t, mnistjson.WriteGzip, named))}, "JSON"},
		{"JSON in a zip", []File{file("a.zip", zipOf(t, file("b/a.json", written(t, mnistjson.WriteText, named))))}, "JSON"},
		{"IDX", idxFiles, "IDX"},
		{"IDX with gzip", each(idxFiles, compressed), "IDX"},
		{"IDX in a folder, beside others", append(each(idxFiles, inFolder), file("a folder/README.md", []byte("# MNIST\n")), file("a folder/.DS_Store", []byte("x"))), "IDX"},
		{"IDX with and without gzip", append(each(idxFiles, compressed), idxFiles...), "IDX"},
		{"IDX with gzip in a zip", []File{file("a.zip", zipOf(t, each(idxFiles, compressed)...))}, "IDX"},
		{"npz", []File{file("a.npz", zipOf(t, arrays...))}, "NumPy"},
		{"npy", arrays, "NumPy"},
		{"an npz each", each(arrays, func(f File) File {
			return file(strings.TrimSuffix(f.Name, ".npy")+".npz", zipOf(t, File{Name: "arr_0.npy", Open: f.Open}))
		}), "NumPy"},
		{"CSV", tables, "CSV"},
		{"CSV with gzip", each(tables, compressed), "CSV"},
		{"CSV in a zip", []File{file("a.zip", zipOf(t, append(tables, file("sample_submission.csv", []byte("ImageId,Label\n1,0\n")))...))}, "CSV"},
		{"CSV beside one without labels", append(tables, file("more_test.csv", []byte(strings.Repeat("0,", data.Pixels-1)+"0\n"))), "CSV"},
		{"pictures in a zip", []File{file("a.zip", zipOf(t, pictures(t, want, four)...))}, "pictures"},
		{"pictures in a folder", each(pictures(t, want, four), inFolder), "pictures"},
		{"pictures with names", each(pictures(t, want, four), func(f File) File {
			parts := strings.Split(f.Name, "/")
			return File{Name: parts[0] + "/" + parts[1] + "_" + parts[2], Open: f.Open}
		}), "pictures"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, said, err := Read(test.files, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if said.Form != test.form || said.Sizes != [data.Splits]int{12, 5, 4} || said.DarkOnLight {
				t.Errorf("said to be %+v", said)
			}
			if test.name == "pictures with names" {
				// Their names begin with their classes, and so does their order.
				if got, want := got.Images(data.Train).Labels(), []byte{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}; !bytes.Equal(got, want) {
					t.Errorf("labels %v, want %v", got, want)
				}
				return
			}
			same(t, got, want)
			if names := got.ClassNames(); len(names) != 4 && test.form != "IDX" {
				t.Errorf("classes %q", names)
			}
		})
	}
}

// What names do not say, sizes do.
func TestSplitsBySize(t *testing.T) {
	want := sample(3, 20, 0, 7)
	test := want.Images(data.Test)
	want.HoldOut(draw(want, 5))
	for name, files := range map[string][]File{
		"IDX": {file("a", imagesFile(t, test)), file("b", labelsFile(t, sample(3, 20, 0, 7).Images(data.Train))), file("c", imagesFile(t, sample(3, 20, 0, 7).Images(data.Train))), file("d", labelsFile(t, test))},
		"CSV": {file("a.csv", csvOf(test)), file("b.csv", csvOf(sample(3, 20, 0, 7).Images(data.Train)))},
	} {
		got, said, err := Read(files, Options{Seed: 5})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, got, want)
		if want := "3 of 20 training images, drawn with seed 5, are for validation"; said.HeldOut.Text != want {
			t.Errorf("%s: said %q, want %q", name, said.HeldOut, want)
		}
	}
}

// One file alone is to train on, whatever it is called.
func TestOneFileAlone(t *testing.T) {
	d := sample(3, 30, 0, 0)
	for _, files := range [][]File{
		{file("mnist_test.csv", csvOf(d.Images(data.Train)))},
		{file("t10k-images-idx3-ubyte", imagesFile(t, d.Images(data.Train))), file("t10k-labels-idx1-ubyte", labelsFile(t, d.Images(data.Train)))},
		{file("test.zip", zipOf(t, file("0/a.png", pngOf(t, numbered(1)[:])), file("1/b.png", pngOf(t, numbered(2)[:]))))},
	} {
		got, _, err := Read(files, Options{})
		if err != nil {
			t.Errorf("%s: %v", files[0].Name, err)
		} else if got.Images(data.Train).Len() == 0 || got.Images(data.Test).Len() > 0 {
			t.Errorf("%s: %d images to train on, and %d to test", files[0].Name, got.Images(data.Train).Len(), got.Images(data.Test).Len())
		}
	}
}

// EMNIST's images lie on their side.
func TestTurned(t *testing.T) {
	d := sample(2, 6, 0, 0)
	lying := imagesFile(t, d.Images(data.Train))
	labels := labelsFile(t, d.Images(data.Train))
	got, said, err := Read([]File{file("emnist-digits-train-images-idx3-ubyte", lying), file("emnist-digits-train-labels-idx1-ubyte", labels)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	plain, _, err := Read([]File{file("train-images", lying), file("train-labels", labels)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !said.Turned {
		t.Error("it is not said that the images were turned")
	}
	for i := range plain.Images(data.Train).Len() {
		for at, v := range plain.Images(data.Train).Image(i) {
			if turned := got.Images(data.Train).Image(i)[at%data.Side*data.Side+at/data.Side]; turned != v {
				t.Fatalf("image %d has %d where %d should be", i, turned, v)
			}
		}
	}
}

func TestDarkOnLight(t *testing.T) {
	light := sample(2, 12, 0, 0)
	light.Invert()
	for _, test := range []struct {
		invert, dark bool
	}{{false, true}, {true, false}} {
		got, said, err := Read([]File{file("a.csv", csvOf(light.Images(data.Train)))}, Options{Invert: test.invert})
		if err != nil {
			t.Fatal(err)
		}
		if said.DarkOnLight != test.dark {
			t.Errorf("inverted %t: said to be dark on light: %t", test.invert, said.DarkOnLight)
		}
		want := sample(2, 12, 0, 0)
		if !test.invert {
			want.Invert()
		}
		want.HoldOut(draw(want, 0))
		same(t, got, want)
	}
}

// Larger pictures are scaled, or prepared as a drawing is.
func TestPictures(t *testing.T) {
	page := image.NewGray(image.Rect(0, 0, 100, 140))
	for i := range page.Pix {
		page.Pix[i] = 250
	}
	for y := 30; y < 110; y++ { // a 1
		for x := 47; x < 55; x++ {
			page.Pix[y*page.Stride+x] = 10
		}
	}
	one := written(t, func(w io.Writer, img image.Image) error { return png.Encode(w, img) }, image.Image(page))
	files := []File{file("1/a.png", one), file("1/b.png", one), file("2/c.png", one), file("2/d.png", one)}
	scaled, said, err := Read(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if image := scaled.Images(data.Train).Image(0); image[0] != 250 || !said.DarkOnLight {
		t.Errorf("scaled, the corner is %d, said to be dark on light: %t", image[0], said.DarkOnLight)
	}
	prepared, said, err := Read(files, Options{Prepare: true})
	if err != nil {
		t.Fatal(err)
	}
	if image := prepared.Images(data.Train).Image(0); image[0] != 0 || image[14*data.Side+14] < 200 || said.DarkOnLight {
		t.Errorf("prepared, the corner is %d, and the middle %d", image[0], image[14*data.Side+14])
	}
}

func TestProgress(t *testing.T) {
	d := sample(3, 9, 0, 4)
	for _, files := range [][]File{
		{file("train.csv", csvOf(d.Images(data.Train))), file("test.csv", csvOf(d.Images(data.Test)))},
		pictures(t, d, []string{"a", "b", "c"}),
		{file("a.json", written(t, mnistjson.WriteText, d))},
	} {
		last := 0
		if _, _, err := Read(files, Options{Progress: func(images int) { last = images }}); err != nil {
			t.Fatal(err)
		}
		if last != 13 {
			t.Errorf("%s: %d images told at the end, want 13", path.Base(files[0].Name), last)
		}
	}
}

// Names in a zip may begin with a slash, or climb.
func TestReadNamesThatBeginElsewhere(t *testing.T) {
	d := sample(3, 4, 1, 1)
	for _, before := range []string{"/", "//", "../"} {
		files := pictures(t, d, []string{"a", "b", "c"})
		for i := range files {
			files[i].Name = before + files[i].Name
		}
		got, said, err := Read([]File{file("a.zip", zipOf(t, files...))}, Options{})
		if err != nil {
			t.Errorf("%s: %v", before, err)
			continue
		}
		if !slices.Equal(got.ClassNames(), []string{"a", "b", "c"}) || said.Sizes[data.Train] != 4 || said.Sizes[data.Test] != 1 {
			t.Errorf("%s: classes %v in splits of %v", before, got.ClassNames(), said.Sizes)
		}
	}
}
