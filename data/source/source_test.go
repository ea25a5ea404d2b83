package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"image"
	"image/png"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/idx"
	"digitlab/data/mnistjson"
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

func TestClassNames(t *testing.T) {
	ten := sample(10, 30, 0, 0)
	images, labels := imagesFile(t, ten.Images(data.Train)), labelsFile(t, ten.Images(data.Train))
	idxFiles := func(folder string) []File {
		return []File{file(folder+"/train-images-idx3-ubyte", images), file(folder+"/train-labels-idx1-ubyte", labels)}
	}
	two := sample(2, 12, 0, 0)
	for _, test := range []struct {
		name   string
		files  []File
		origin string
		want   []string
	}{
		{"MNIST", idxFiles("a"), "", []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}},
		{"Fashion-MNIST", idxFiles("fashion-mnist"), "", families[0].classes},
		{"Fashion-MNIST by its origin", idxFiles("a"), "/home/ada/Fashion_MNIST/raw", families[0].classes},
		{"KMNIST in JSON", []File{file("kmnist.json", written(t, mnistjson.WriteText, ten))}, "", families[1].classes},
		{"two classes of MNIST", []File{file("mnist.csv", csvOf(two.Images(data.Train)))}, "", []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}},
		{"two classes in a folder of MNIST", []File{file("my.csv", csvOf(two.Images(data.Train)))}, "/home/ada/mnist", []string{"0", "1"}},
		{"two classes", []File{file("my.csv", csvOf(two.Images(data.Train)))}, "", []string{"0", "1"}},
		{"a list", []File{file("my.csv", csvOf(two.Images(data.Train))), file("classes.txt", []byte("even\r\nodd\r\n\r\n"))}, "", []string{"even", "odd"}},
		{"pictures", pictures(t, two, []string{"dog", "cat"}), "", []string{"cat", "dog"}},
		{"pictures and a list", append(pictures(t, two, []string{"T-shirt-top", "Bag"}), file("classes.txt", []byte("T-shirt/top\nBag\nCoat"))), "", []string{"T-shirt/top", "Bag", "Coat"}},
	} {
		got, said, err := Read(test.files, Options{Origin: test.origin})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if !slices.Equal(got.ClassNames(), test.want) || !slices.Equal(said.Classes, test.want) {
			t.Errorf("%s: classes %q, said to be %q, want %q", test.name, got.ClassNames(), said.Classes, test.want)
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
	invert(light)
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
			invert(want)
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

// Where a class and a split are called alike, the folders beside tell.
func TestFolders(t *testing.T) {
	for _, test := range []struct {
		name, files, classes string
		sizes                [data.Splits]int
	}{
		{"splits above classes", "a/train/cat/1 a/train/dog/2 a/test/cat/3", "cat dog", [data.Splits]int{2, 0, 1}},
		{"classes above splits", "cat/train/1 dog/train/2 cat/test/3 dog/val/4", "cat dog", [data.Splits]int{2, 1, 1}},
		{"a train among vehicles", "a/car/1 a/train/2 a/bus/3", "bus car train", [data.Splits]int{3, 0, 0}},
		{"trains to train on", "train/car/1 train/train/2 test/train/3 test/car/4", "car train", [data.Splits]int{2, 0, 2}},
		{"names in splits", "a/train/3_1 a/train/5_1 a/test/3_2", "3 5", [data.Splits]int{2, 0, 1}},
		{"a picture beside the folders", "a/sheet a/cat/1 a/dog/2", "cat dog", [data.Splits]int{2, 0, 0}},
		{"words before numbers", "cat1 cat2 dog1 dog.2", "cat dog", [data.Splits]int{2, 2, 0}},
	} {
		var files []File
		for i, name := range strings.Fields(test.files) {
			files = append(files, file(name+".png", pngOf(t, numbered(i)[:])))
		}
		d, said, err := Read(files, Options{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := strings.Join(d.ClassNames(), " "); got != test.classes || said.Sizes != test.sizes {
			t.Errorf("%s: classes %s in %v, want %s in %v", test.name, got, said.Sizes, test.classes, test.sizes)
		}
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
