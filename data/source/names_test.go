package source

import (
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
)

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
