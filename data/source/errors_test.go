package source

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/mnistjson"
)

func TestErrors(t *testing.T) {
	d := sample(3, 12, 0, 12)
	train := d.Images(data.Train)
	images, labels := imagesFile(t, train), labelsFile(t, train)
	picture := pngOf(t, numbered(1)[:])
	idxPair := []File{file("train-images", images), file("train-labels", labels)}
	encrypted := zipOf(t, file("secret.csv", []byte("x")))
	for _, record := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(encrypted, []byte(record))
		encrypted[at+6+2*strings.Count(record, "\x01")] |= 1
	}
	for _, test := range []struct {
		name  string
		files []File
		want  string
	}{
		{"nothing", nil, "there is no file"},
		{"an empty file", []File{file("a.csv", nil)}, "a.csv: the file is empty"},
		{"a letter", []File{file("letter.txt", []byte("Dear Ada,\nhow are you?"))}, `letter.txt: the file is none of a dataset, it begins with "Dear Ada,": want JSON, IDX, npz, CSV, pictures, or a zip`},
		{"a program", []File{file("a.exe", []byte("MZ\x90\x00\x03"))}, "a.exe: the file is none of a dataset: want JSON, IDX, npz, CSV, pictures, or a zip"},
		{"Parquet", []File{file("train.parquet", []byte("PAR1\x15\x04"))}, "train.parquet: Parquet is not read: save it as CSV, or its pictures in a zip"},
		{"a pickle with gzip", []File{file("mnist.pkl.gz", gzipOf([]byte("\x80\x02(cnumpy")))}, "mnist.pkl.gz: a pickle of Python is not read, since it can be a program: save its arrays with np.savez"},
		{"a tar with gzip", []File{file("mnist.tgz", gzipOf([]byte(strings.Repeat("\x00", 257)+"ustar")))}, "mnist.tgz: tar is not read: unpack it, and give its folder or a zip"},
		{"gzip of gzip", []File{file("a.json.gz", gzipOf(gzipOf([]byte("[["))))}, "a.json.gz: the gzip data is compressed once more"},
		{"gzip cut short", []File{file("a.gz", gzipOf(images)[:40]), file("b", labels)}, "a.gz: the file is cut short"},
		{"a folder of letters", []File{file("a/b.txt", []byte("x")), file("a/c.txt", []byte("y"))}, "no file is one of a dataset, such as a/b.txt: want JSON, IDX, npz, CSV or pictures"},
		{"a zip cut short", []File{file("a.zip", zipOf(t, file("a.csv", csvOf(train)))[:200])}, "a.zip: the zip is damaged, or cut short: zip: not a valid zip file"},
		{"an encrypted zip", []File{file("a.zip", encrypted)}, "a.zip: secret.csv: it is encrypted: unpack it, and give what is in it"},
		{"a zip of zips", []File{file("a.zip", zipOf(t, file("b.zip", zipOf(t, idxPair...))))}, "a.zip/b.zip is a zip in another one: unpack that, and give what is in it"},
		{"two datasets in JSON", []File{file("a.json", written(t, mnistjson.WriteText, d)), file("b.json", written(t, mnistjson.WriteText, d))}, "a.json and b.json are both a whole dataset: give one of them"},
		{"two forms", append(idxPair, file("a.csv", csvOf(train))), "the files are of two kinds, IDX (train-images) and CSV (a.csv): give those of one dataset"},
		{"images alone", idxPair[:1], "there are no labels for the images in train-images"},
		{"labels alone", idxPair[1:], "there are no images for the labels in train-labels"},
		{"other labels", []File{idxPair[0], file("train-labels", labelsFile(t, sample(3, 11, 0, 0).Images(data.Train)))}, "train-images has 12 images, and train-labels 11 labels"},
		{"twice the same", append(idxPair, file("more-train-images", images)), "train-images and more-train-images are both train files of one kind: give those of one dataset"},
		{"two of one size", []File{file("a.csv", csvOf(train)), file("b.csv", csvOf(d.Images(data.Test)))}, "it is not clear whether a.csv or b.csv is to train on: call them train and test"},
		{"labels that fit two", []File{file("train-images", images), file("t10k-images", images), file("l", labels), file("m", labels)}, "it is not clear for which images the 12 labels in l are: call them train and test"},
		{"an IDX file cut short", []File{file("a/train-images", images[:1000]), idxPair[1]}, "a/train-images: IDX images: image 1 of 12: the file is cut short"},
		{"Kaggle's test alone", []File{file("test.csv", []byte(strings.Repeat("0,", data.Pixels-1)+"0\n"))}, "test.csv: the table has 784 columns, all for pixels: there is none with labels"},
		{"a table in a zip", []File{file("a.zip", zipOf(t, file("train.csv", append(csvOf(train), '7'))))}, "a.zip/train.csv: line 13: fewer columns than the 785 of the first line"},
		{"letters", []File{file("emnist-letters-train-images", images), file("emnist-letters-train-labels", append([]byte{0, 0, 8, 1, 0, 0, 0, 12}, "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c"...))},
			`emnist-letters-train-labels: IDX labels: label 10 of 12: the label "11" is that of an eleventh class, want at most 10`},
		{"a picture cut short", []File{file("a/1.png", picture), file("b/2.png", picture[:60])}, "b/2.png: the PNG picture is damaged: png: invalid format: not enough pixel data"},
		{"pictures of one class", []File{file("a/1.png", picture), file("a/12.png", picture)}, ""},
		{"pictures without classes", []File{file("5_a.png", picture), file("5_b.png", picture)}, `all images have the label "5", want at least two classes`},
		{"a list of one class", []File{file("classes.txt", []byte("cat\n"))}, "classes.txt: the list has 1 names of classes, want 2 to 10"},
		{"a list with a class twice", []File{file("classes.txt", []byte("cat\ndog\ncat\n"))}, `classes.txt: line 3: the name "cat" is there twice`},
		{"a list of other classes", append(pictures(t, d, []string{"a", "b", "c"}), file("classes.txt", []byte("a\nb\n"))), `train label 2 is "c", which is none of the classes "a, b"`},
	} {
		_, _, err := Read(test.files, Options{})
		if test.want == "" {
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v\nwant %s", test.name, err, test.want)
		} else if failure.Of(err).Format == err.Error() && strings.Contains(test.want, ": ") && !strings.Contains(test.want, "all for pixels") {
			t.Errorf("%s: it can be said in English only: %v", test.name, err)
		}
	}
}

// Eleven folders are too many.
func TestElevenFolders(t *testing.T) {
	var files []File
	for _, class := range strings.Split("abcdefghijk", "") {
		files = append(files, file(class+"/"+class+".png", pngOf(t, numbered(1)[:])))
	}
	want := `k/k.png: the label "k" is that of an eleventh class, want at most 10`
	if _, _, err := Read(files, Options{}); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// A file that cannot be opened, or breaks off, is named.
func TestBrokenFiles(t *testing.T) {
	lost := errors.New("connection lost")
	text := written(t, mnistjson.WriteText, sample(10, 60, 0, 0))
	for name, open := range map[string]func() (io.ReadCloser, error){
		"never opens": func() (io.ReadCloser, error) { return nil, lost },
		"breaks off": func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(bytes.NewReader(text[:40_000]), iotest.ErrReader(lost))), nil
		},
	} {
		_, _, err := Read([]File{{Name: "a.json", Open: open}}, Options{})
		if !errors.Is(err, lost) || !strings.HasPrefix(err.Error(), "a.json: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// Whatever is in a file, it is read or refused, and what is read is whole.
func FuzzRead(f *testing.F) {
	d := sample(3, 4, 1, 1)
	train := d.Images(data.Train)
	pair := []File{file("train-images", imagesFile(f, train)), file("train-labels", labelsFile(f, train))}
	f.Add("a.zip", zipOf(f, pair...))
	f.Add("a.npz", zipOf(f, file("x_train.npy", npyImages(train)), file("y_train.npy", npyLabels(train))))
	f.Add("a.zip", zipOf(f, append(pictures(f, d, []string{"a", "b", "c"}), file("classes.txt", []byte("a\nb\nc")))...))
	f.Add("train.csv.gz", gzipOf(csvOf(train)))
	f.Add("a.json", written(f, mnistjson.WriteText, d))
	f.Add("x", []byte("PAR1"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if len(content) > 64<<10 {
			t.Skip("larger files say no more")
		}
		d, said, err := Read([]File{file(name, content)}, Options{})
		if err != nil {
			if failure.Of(err).Text != err.Error() {
				t.Errorf("%q is said as %q", err, failure.Of(err).Text)
			}
			return
		}
		images := d.Images(data.Train)
		if images.Len() == 0 || images.Len() != len(images.Labels()) || images.Len() != said.Sizes[data.Train] {
			t.Errorf("%d training images and %d labels, said to be %d", images.Len(), len(images.Labels()), said.Sizes[data.Train])
		}
		for _, label := range images.Labels() {
			if int(label) >= d.ClassCount() {
				t.Errorf("a label of %d among %d classes", label, d.ClassCount())
			}
		}
	})
}
